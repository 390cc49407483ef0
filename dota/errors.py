"""What can go wrong with players, matches and their sources: one tree, stable codes."""

from __future__ import annotations

import math
from typing import ClassVar


class DotaError(Exception):
    """Base of every error of this package.

    Parameters
    ----------
    detail : str
        English, for logs only; users get the text of `code` in their language.

    Attributes
    ----------
    code : str
        Stable, snake_case; names the text shown to the user.
    retryable : bool
        True where the same call may succeed later without any change.
    params : dict
        What the text of `code` needs (`match_id`, `retry_after`).
    retry_after : float or None
        Seconds to wait at least, where the source said so.
    """

    code: ClassVar[str] = "dota_error"
    retryable: ClassVar[bool] = False

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.params: dict[str, str | int | float] = {}
        self.retry_after: float | None = None


class InvalidSteamId(DotaError):
    """The text is no Steam id in any form we know."""

    code = "invalid_steam_id"


class VanityUrl(DotaError):
    """A steamcommunity.com/id/NAME address, whose number can't be told without a Steam key."""

    code = "vanity_url"


class InvalidMatchId(DotaError):
    """The text is no match id."""

    code = "invalid_match_id"


class MatchNotFound(DotaError):
    """The source does not know the match (or not yet)."""

    code = "match_not_found"

    def __init__(self, match_id: int) -> None:
        super().__init__(f"match {match_id} is unknown")
        self.args = (match_id,)
        self.match_id = match_id
        self.params["match_id"] = match_id

    def __str__(self) -> str:
        return f"match {self.match_id} is unknown"


class PlayerNotFound(DotaError):
    """The source does not know the account."""

    code = "player_not_found"


class PrivateProfile(DotaError):
    """The player does not expose public match data."""

    code = "private_profile"


class NoMatches(DotaError):
    """The player is public and has no matches."""

    code = "no_matches"


class RateLimited(DotaError):
    """The source (or our own courtesy limit) wants us to wait.

    Parameters
    ----------
    retry_after : float or None
        Seconds; a minute is assumed where the source did not say.
    """

    code = "source_rate_limited"
    retryable = True

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("rate limited")
        self.args = (retry_after,)
        self.retry_after = 60.0 if retry_after is None else max(0.0, retry_after)
        self.params["retry_after"] = max(1, math.ceil(self.retry_after))

    def __str__(self) -> str:
        return f"rate limited, try again in {self.params['retry_after']} s"


class SourceUnavailable(DotaError):
    """The source can't be reached, is too slow, or refuses to serve us."""

    code = "source_unavailable"
    retryable = True


class BadResponse(DotaError):
    """The source answered with something that is no match, history or profile."""

    code = "bad_response"
    retryable = True
