"""The client of STRATZ against one that keeps its rules, and against its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp.web
import pytest

from apolo.sandbox.opendota_data import archive
from apolo.sandbox.opendota_faults import FaultKind
from apolo.sandbox.stratz import TOKEN, SandboxStratz
from dota.courtesy import CourtesyLimit
from dota.errors import BadResponse, MatchNotFound, RateLimited, SourceUnavailable
from dota.models import AdvantageKind, Source
from dota.stratz import MATCH_QUERY, Stratz

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from apolo.sandbox.opendota import SandboxOpenDota
    from dota.http import Policy
    from dota.opendota import OpenDota


@pytest.fixture
async def stratz(server: SandboxOpenDota) -> AsyncIterator[SandboxStratz]:
    """A STRATZ that knows what the OpenDota knows."""
    running = SandboxStratz(server.archive)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
def second(stratz: SandboxStratz, session: aiohttp.ClientSession, policy: Policy) -> Stratz:
    """A client of it."""
    return Stratz(session, stratz.url, TOKEN, policy=policy)


async def test_a_parsed_match_says_the_same_as_at_opendota(
    client: OpenDota, second: Stratz
) -> None:
    ours, theirs = (
        await client.match(archive.PARSED_MATCH),
        await second.match(archive.PARSED_MATCH),
    )

    assert theirs.source is Source.STRATZ
    assert theirs.parsed
    assert theirs.advantage is not None
    assert theirs.advantage.kind is AdvantageKind.NET_WORTH
    for figure in ("match_id", "duration", "radiant_win", "radiant_score", "dire_score"):
        assert getattr(theirs, figure) == getattr(ours, figure)
    for one, other in zip(ours.players, theirs.players, strict=True):
        for figure in ("account_id", "name", "hero_id", "kills", "net_worth", "items", "backpack"):
            assert getattr(other, figure) == getattr(one, figure)


async def test_an_unparsed_match_has_no_series(second: Stratz) -> None:
    match = await second.match(archive.UNPARSED_MATCH)
    assert match.advantage is None
    assert match.radiant_score is None
    assert len(match.players) == 10


async def test_it_says_who_asks_as_stratz_wants(stratz: SandboxStratz, second: Stratz) -> None:
    await second.raw_match(archive.PARSED_MATCH)
    (headers,) = stratz.requests
    assert headers["User-Agent"] == "STRATZ_API"
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert headers["Content-Type"] == "application/json"


async def test_an_unknown_match_is_200_and_null(second: Stratz, stratz: SandboxStratz) -> None:
    with pytest.raises(MatchNotFound) as caught:
        await second.raw_match(1)
    assert caught.value.params == {"match_id": 1}
    assert len(stratz.requests) == 1


@pytest.mark.parametrize(
    ("token", "requests"),
    [
        ("a.wrong.token", 1),  # 403
        ("malformed", 3),  # 500, which could be anything, so it is tried again
    ],
)
async def test_a_wrong_token_is_unavailable_and_shown_to_nobody(
    stratz: SandboxStratz,
    session: aiohttp.ClientSession,
    policy: Policy,
    caplog: pytest.LogCaptureFixture,
    token: str,
    requests: int,
) -> None:
    client = Stratz(session, stratz.url, token, policy=policy)
    with pytest.raises(SourceUnavailable) as caught:
        await client.raw_match(archive.PARSED_MATCH)
    assert len(stratz.requests) == requests
    assert token not in caplog.text + str(caught.value)
    assert requests > 1 or "STRATZ_TOKEN" in caplog.text


async def test_a_field_that_went_away_is_told_to_operators(
    second: Stratz, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    query = MATCH_QUERY.replace("networth", "netWorth")
    monkeypatch.setattr("dota.stratz.MATCH_QUERY", query)
    with pytest.raises(SourceUnavailable):
        await second.raw_match(archive.PARSED_MATCH)
    assert "Cannot query field 'netWorth' on type 'MatchPlayerType'" in caplog.text


@pytest.mark.parametrize(
    ("kind", "error", "requests"),
    [
        (FaultKind.DOWN, SourceUnavailable, 3),
        (FaultKind.SERVER_ERROR, SourceUnavailable, 3),
        (FaultKind.TRUNCATED, SourceUnavailable, 3),
        (FaultKind.REDIRECT, SourceUnavailable, 1),
        (FaultKind.HALF_JSON, BadResponse, 1),
        (FaultKind.HTML, BadResponse, 1),
        (FaultKind.WRONG_TYPES, BadResponse, 1),
        (FaultKind.RATE_LIMITED, RateLimited, 1),
    ],
)
async def test_every_fault_ends_in_one_typed_error(
    second: Stratz,
    stratz: SandboxStratz,
    kind: FaultKind,
    error: type[Exception],
    requests: int,
) -> None:
    stratz.fail(kind, seconds=30)
    with pytest.raises(error):
        await second.match(archive.PARSED_MATCH)
    assert len(stratz.requests) == requests
    stratz.heal()
    assert (await second.match(archive.PARSED_MATCH)).parsed


async def test_an_error_in_a_200_is_no_unknown_match(
    stratz: SandboxStratz, second: Stratz, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = {"errors": [{"message": "a resolver broke"}], "data": {"match": None}}
    monkeypatch.setattr("apolo.sandbox.stratz._json", lambda _: aiohttp.web.json_response(answer))
    with pytest.raises(BadResponse, match="a resolver broke"):
        await second.raw_match(archive.PARSED_MATCH)


@pytest.mark.parametrize(
    ("window", "wait"), [("Second", 1.0), ("Minute", 60.0), ("Hour", 3_600.0), ("Day", 86_400.0)]
)
def test_an_exhausted_window_is_waited_for(window: str, wait: float) -> None:
    limit = CourtesyLimit(100, longest_wait=0.0, clock=lambda: 0.0, wall_clock=lambda: 0.0)
    limit.observe({f"X-RateLimit-Remaining-{window}": "0"})
    with pytest.raises(RateLimited) as caught:
        limit.reserve()
    assert caught.value.retry_after == wait
