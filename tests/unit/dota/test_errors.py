"""The codes that users' texts hang on, and errors crossing a process."""

from __future__ import annotations

import pickle

import pytest

from dota import errors


@pytest.mark.parametrize(
    ("error", "code", "retryable"),
    [
        (errors.InvalidSteamId(), "invalid_steam_id", False),
        (errors.VanityUrl(), "vanity_url", False),
        (errors.InvalidMatchId(), "invalid_match_id", False),
        (errors.MatchNotFound(7), "match_not_found", False),
        (errors.PlayerNotFound(), "player_not_found", False),
        (errors.PrivateProfile(), "private_profile", False),
        (errors.NoMatches(), "no_matches", False),
        (errors.RateLimited(2.5), "source_rate_limited", True),
        (errors.SourceUnavailable("x"), "source_unavailable", True),
        (errors.BadResponse("x"), "bad_response", True),
    ],
)
def test_code_and_crossing_a_process(error: errors.DotaError, code: str, retryable: bool) -> None:
    assert (error.code, error.retryable) == (code, retryable)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (str(copy), copy.params, copy.retry_after) == (
        str(error),
        error.params,
        error.retry_after,
    )


def test_rate_limited_tells_whole_seconds_rounded_up() -> None:
    assert errors.RateLimited(2.1).params == {"retry_after": 3}
    assert errors.RateLimited(0).params == {"retry_after": 1}
    assert errors.RateLimited(None).retry_after == 60.0
    assert errors.MatchNotFound(7).params == {"match_id": 7}
