"""The OpenDota client against a server that speaks its wire format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data import accounts, archive
from dota.courtesy import CourtesyLimit
from dota.errors import (
    MatchNotFound,
    NoMatches,
    PlayerNotFound,
    PrivateProfile,
    RateLimited,
)
from dota.opendota import OpenDota, courtesy_limit

if TYPE_CHECKING:
    import aiohttp

    from apolo.sandbox.opendota import SandboxOpenDota
    from dota.http import Policy


async def test_a_match(client: OpenDota) -> None:
    match = await client.match(archive.PARSED_MATCH)
    assert match.match_id == archive.PARSED_MATCH
    assert match.parsed
    assert match.player(accounts.CARRY.account_id) is not None


async def test_a_raw_match_is_what_was_sent(client: OpenDota) -> None:
    body = await client.raw_match(archive.UNPARSED_MATCH)
    assert body.startswith(b'{"match_id":8600000102,')


async def test_an_unknown_match(client: OpenDota, server: SandboxOpenDota) -> None:
    with pytest.raises(MatchNotFound) as caught:
        await client.match(12345)
    assert caught.value.params == {"match_id": 12345}
    assert len(server.requests) == 1  # not tried again


async def test_recent_matches(client: OpenDota) -> None:
    rows = await client.recent_matches(accounts.CARRY.account_id)
    assert len(rows) == 20
    assert rows[0].match_id == archive.PARSED_MATCH
    assert rows[0].net_worth is None
    assert [row.start_time for row in rows] == sorted(
        (row.start_time for row in rows), reverse=True
    )


async def test_a_history_has_turbo_and_every_column(client: OpenDota) -> None:
    rows = await client.matches(accounts.TURBO.account_id, limit=25)
    assert len(rows) == 25
    assert {row.game_mode for row in rows} == {23}
    for row in rows:
        assert None not in (row.net_worth, row.denies, row.gold_per_min, row.hero_damage, row.won)


async def test_the_limit_of_a_history_is_bounded(client: OpenDota, server: SandboxOpenDota) -> None:
    assert len(await client.matches(accounts.MID.account_id, limit=10**9)) >= 80
    assert ("limit", "1000") in server.requests[-1].query
    assert len(await client.matches(accounts.MID.account_id, limit=-3)) == 1


async def test_a_profile(client: OpenDota) -> None:
    profile = await client.profile(accounts.IMMORTAL.account_id)
    assert (profile.name, profile.rank_tier, profile.leaderboard_rank) == ("Halcyon", 80, 412)
    assert not profile.private


@pytest.mark.parametrize(
    ("account_id", "error"),
    [
        (accounts.PRIVATE.account_id, PrivateProfile),
        (accounts.NEWCOMER.account_id, NoMatches),
        (77, PlayerNotFound),
    ],
)
async def test_why_there_are_no_matches(
    client: OpenDota, account_id: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        await client.recent_matches(account_id)
    with pytest.raises(error):
        await client.matches(account_id)


async def test_an_unknown_profile(client: OpenDota) -> None:
    with pytest.raises(PlayerNotFound):
        await client.profile(77)


async def test_a_parse_request(client: OpenDota, server: SandboxOpenDota) -> None:
    assert not (await client.match(archive.UNPARSED_MATCH)).parsed
    job_id = await client.request_parse(archive.UNPARSED_MATCH)
    assert await client.parse_pending(job_id)
    server.finish_parses()
    assert not await client.parse_pending(job_id)
    assert (await client.match(archive.UNPARSED_MATCH)).parsed
    with pytest.raises(MatchNotFound):
        await client.request_parse(5)


async def test_the_key_goes_in_a_header_only(
    server: SandboxOpenDota,
    session: aiohttp.ClientSession,
    policy: Policy,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    client = OpenDota(session, server.url, "s3cret", policy=policy)
    server.fail("server_error", times=1)
    server.fail("invalid_key", times=1)
    with pytest.raises(Exception, match="status 400") as caught:
        await client.match(archive.PARSED_MATCH)
    assert server.requests[0].headers["Authorization"] == "Bearer s3cret"
    assert server.requests[0].query == ()
    assert "OPENDOTA_API_KEY" in caplog.text
    assert "s3cret" not in caplog.text + repr(caught.value) + str(caught.value)


async def test_without_a_key_none_is_sent(client: OpenDota, server: SandboxOpenDota) -> None:
    await client.match(archive.PARSED_MATCH)
    assert "Authorization" not in server.requests[0].headers
    assert server.requests[0].headers["User-Agent"]


async def test_the_courtesy_limit_refuses_before_the_source_must(
    server: SandboxOpenDota, session: aiohttp.ClientSession, policy: Policy
) -> None:
    client = OpenDota(session, server.url, policy=policy, limit=CourtesyLimit(3))
    for _ in range(3):
        await client.profile(accounts.MID.account_id)
    with pytest.raises(RateLimited) as caught:
        await client.profile(accounts.MID.account_id)
    assert (caught.value.retry_after or 0) > 50
    assert len(server.requests) == 3


async def test_the_courtesy_limit_is_60_without_a_key_and_300_with_one() -> None:
    for key, granted in ((None, 60), ("k", 300)):
        limit = courtesy_limit(key)
        limit.reserve(granted)
        with pytest.raises(RateLimited):
            limit.reserve()


async def test_a_used_up_minute_stops_the_next_call_here(
    session: aiohttp.ClientSession, policy: Policy, server: SandboxOpenDota
) -> None:
    server.fail("rate_limited", times=1, seconds=120)
    client = OpenDota(session, server.url, policy=policy, limit=CourtesyLimit(60, longest_wait=0))
    for _ in range(2):
        with pytest.raises(RateLimited):
            await client.match(archive.PARSED_MATCH)
    assert len(server.requests) == 1


async def test_a_record(client: OpenDota) -> None:
    record = await client.win_loss(accounts.CARRY.account_id)
    assert record.games == record.wins + record.losses > 20
    assert record.wins > 0
