"""Discord's rate limits: buckets per route and major parameter, one for all, and the ban."""

from __future__ import annotations

import hashlib
import math
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apolo.sandbox.clock import Clock

INVALID_REQUESTS = 10_000
INVALID_WINDOW = 600.0
_BAN = 3_600.0


@dataclass(frozen=True, slots=True)
class Limit:
    """How many requests a window of seconds takes."""

    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a bucket says to one request.

    Attributes
    ----------
    retry_after
        Seconds to wait when the request is refused, else ``None``.
    everywhere
        Whether the limit of all requests together was hit.
    headers
        The ``X-RateLimit-…`` headers.
    """

    retry_after: float | None
    everywhere: bool
    headers: dict[str, str]


@dataclass(slots=True)
class _Bucket:
    limit: Limit
    used: int
    resets_at: float


class RateLimits:
    """All limits of one bot.

    Attributes
    ----------
    routes
        The limit of each route (``"POST /channels/{channel_id}/messages"``). Change it to script
        another; a route without an entry is not limited.
    everything
        The limit of all requests with a bot token together; interactions do not count.
    channel_follow_ups
        A second limit of follow-ups in one channel; ``None`` for none.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[tuple[str, str], _Bucket] = {}
        self._all = _Bucket(Limit(50, 1.0), 0, 0.0)
        self._invalid: deque[float] = deque(maxlen=INVALID_REQUESTS)
        self._banned_until = 0.0
        self.everything: Limit | None = Limit(50, 1.0)
        self.channel_follow_ups: Limit | None = None
        self.ban_after = INVALID_REQUESTS
        webhook = "/webhooks/{application_id}/{token}"
        message = webhook + "/messages/{message_id}"
        self.routes: dict[str, Limit] = {
            "POST /channels/{channel_id}/messages": Limit(5, 5.0),
            "PATCH /channels/{channel_id}/messages/{message_id}": Limit(5, 5.0),
            "DELETE /channels/{channel_id}/messages/{message_id}": Limit(5, 1.0),
            f"POST {webhook}": Limit(5, 2.0),
            f"PATCH {message}": Limit(5, 5.0),
            f"GET {message}": Limit(5, 5.0),
            f"DELETE {message}": Limit(5, 1.0),
        }

    def take(self, route: str, major: str, *, by_token: bool) -> Verdict:
        """Count one request against its limits.

        Parameters
        ----------
        route
            Method and path with its parameters' names.
        major
            The values of the parameters that Discord counts apart (channel, server, webhook).
        by_token
            Whether the bot token is used, so that the limit of all requests applies.
        """
        now = self._clock.now()
        if by_token and self.everything is not None:
            self._refill(self._all, self.everything, now)
            self._all.used += 1
            if self._all.used > self.everything.requests:
                wait = self._all.resets_at - now
                return Verdict(
                    wait, True, {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
                )
        limit = self.routes.get(route)
        if limit is None:
            return Verdict(None, False, {})
        return self._count(route, major, limit, now, "user")

    def take_follow_up(self, channel_id: int) -> Verdict:
        """Count a follow-up against its channel's limit."""
        if self.channel_follow_ups is None:
            return Verdict(None, False, {})
        now = self._clock.now()
        return self._count("follow-ups", str(channel_id), self.channel_follow_ups, now, "shared")

    def note_invalid(self) -> None:
        """Count an answer of 401, 403 or 429; too many in ten minutes ban the address."""
        now = self._clock.now()
        self._invalid.append(now)
        while self._invalid and now - self._invalid[0] > INVALID_WINDOW:
            self._invalid.popleft()
        if len(self._invalid) >= self.ban_after:
            self._banned_until = now + _BAN

    def banned(self) -> bool:
        """Tell whether the address is shut out."""
        return self._clock.now() < self._banned_until

    def _count(self, route: str, major: str, limit: Limit, now: float, scope: str) -> Verdict:
        bucket = self._buckets.get((route, major))
        if bucket is None:
            bucket = self._buckets[(route, major)] = _Bucket(limit, 0, 0.0)
            self._forget_old(now)
        self._refill(bucket, limit, now)
        over = bucket.used >= limit.requests
        if not over:
            bucket.used += 1
        wait = max(0.0, bucket.resets_at - now)
        headers = {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(limit.requests - bucket.used),
            "X-RateLimit-Reset": f"{bucket.resets_at:.3f}",
            "X-RateLimit-Reset-After": f"{math.ceil(wait * 1000) / 1000:.3f}",
            "X-RateLimit-Bucket": hashlib.md5(route.encode(), usedforsecurity=False).hexdigest(),
        }
        if over:
            headers["X-RateLimit-Scope"] = scope
        return Verdict(wait if over else None, False, headers)

    @staticmethod
    def _refill(bucket: _Bucket, limit: Limit, now: float) -> None:
        if now >= bucket.resets_at:
            bucket.used = 0
            bucket.resets_at = now + limit.seconds

    def _forget_old(self, now: float) -> None:
        if len(self._buckets) % 4_096 == 0:
            self._buckets = {
                key: bucket for key, bucket in self._buckets.items() if bucket.resets_at > now
            }
