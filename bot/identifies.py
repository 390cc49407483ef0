"""How long to wait before connecting, so that a bot that keeps dying has identifies left."""

from __future__ import annotations


def pause_before_connecting(
    shards: int, *, total: int, remaining: int, reset_after_ms: int
) -> float:
    """Seconds to wait before `shards` sessions are started.

    Discord takes the token away from a bot that has used up its identifies (1,000 a day). Whoever
    starts a dead process again, a service manager or Docker, knows nothing of that. The first half
    is free; from then on what is left is spread evenly over the time until it is reset.

    Parameters
    ----------
    shards : int
        Sessions that are about to be started, each with one identify.
    total, remaining, reset_after_ms : int
        ``session_start_limit`` of ``GET /gateway/bot``.
    """
    if (remaining - shards) * 2 >= total:
        return 0.0
    seconds = reset_after_ms / 1000
    return seconds if remaining <= shards else seconds * shards / remaining
