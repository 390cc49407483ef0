"""What the client makes of every fault of its source: an answer, or one typed error in time."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data import accounts, archive
from apolo.sandbox.opendota_faults import FaultKind
from dota.errors import BadResponse, RateLimited, SourceUnavailable
from dota.http import Policy
from dota.opendota import OpenDota

if TYPE_CHECKING:
    import aiohttp

    from apolo.sandbox.opendota import SandboxOpenDota


@pytest.mark.parametrize(
    ("kind", "error", "requests"),
    [
        (FaultKind.DOWN, SourceUnavailable, 6),  # aiohttp repeats a dropped GET once by itself
        (FaultKind.SERVER_ERROR, SourceUnavailable, 3),
        (FaultKind.TRUNCATED, SourceUnavailable, 3),
        (FaultKind.INVALID_KEY, SourceUnavailable, 1),
        (FaultKind.REDIRECT, SourceUnavailable, 1),
        (FaultKind.HALF_JSON, BadResponse, 1),
        (FaultKind.HTML, BadResponse, 1),
        (FaultKind.WRONG_TYPES, BadResponse, 1),
        (FaultKind.HUGE, BadResponse, 1),
    ],
)
async def test_a_fault_that_stays(
    client: OpenDota,
    server: SandboxOpenDota,
    kind: FaultKind,
    error: type[Exception],
    requests: int,
) -> None:
    server.fail(kind)
    with pytest.raises(error):
        await client.match(archive.PARSED_MATCH)
    assert len(server.requests) == requests
    server.heal()
    assert (await client.match(archive.PARSED_MATCH)).parsed


@pytest.mark.parametrize("kind", [FaultKind.DOWN, FaultKind.SERVER_ERROR, FaultKind.TRUNCATED])
async def test_a_fault_that_passes(
    client: OpenDota, server: SandboxOpenDota, kind: FaultKind
) -> None:
    server.fail(kind, times=2)
    assert (await client.match(archive.PARSED_MATCH)).parsed
    assert len(server.requests) == 3


async def test_a_short_retry_after_is_waited_for(client: OpenDota, server: SandboxOpenDota) -> None:
    server.fail(FaultKind.RATE_LIMITED, times=1, seconds=0.3)
    began = time.monotonic()
    assert (await client.match(archive.PARSED_MATCH)).parsed
    assert time.monotonic() - began >= 0.3
    assert len(server.requests) == 2


async def test_a_long_retry_after_is_told_at_once(
    client: OpenDota, server: SandboxOpenDota
) -> None:
    server.fail(FaultKind.RATE_LIMITED, seconds=37)
    with pytest.raises(RateLimited) as caught:
        await client.recent_matches(accounts.MID.account_id)
    assert caught.value.params == {"retry_after": 37}
    assert len(server.requests) == 1


async def test_nobody_listening(
    session: aiohttp.ClientSession, server: SandboxOpenDota, policy: Policy
) -> None:
    client = OpenDota(session, server.url, policy=policy)
    await server.stop()
    with pytest.raises(SourceUnavailable):
        await client.match(1)


async def test_silence_ends_with_the_deadline(
    session: aiohttp.ClientSession, server: SandboxOpenDota
) -> None:
    server.fail(FaultKind.SILENT)
    quick = Policy(tries=99, total=0.1, deadline=0.8, backoff=0.001)
    with pytest.raises(SourceUnavailable):
        await OpenDota(session, server.url, policy=quick).match(archive.PARSED_MATCH)
    assert 1 < len(server.requests) < 99


async def test_a_slow_answer_is_still_an_answer(client: OpenDota, server: SandboxOpenDota) -> None:
    server.fail(FaultKind.SLOW, seconds=0.2)
    assert (await client.match(archive.PARSED_MATCH)).parsed


async def test_cancelling_is_not_mistaken_for_a_timeout(
    client: OpenDota, server: SandboxOpenDota
) -> None:
    server.fail(FaultKind.SILENT)
    task = asyncio.create_task(client.match(archive.PARSED_MATCH))
    while not server.requests:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_fifty_megabytes_are_not_kept(client: OpenDota, server: SandboxOpenDota) -> None:
    server.fail(FaultKind.HUGE)
    tracemalloc.start()
    try:
        with pytest.raises(BadResponse):
            await client.raw_match(archive.PARSED_MATCH)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 24 * 2**20


async def test_a_parse_request_is_sent_once_only(client: OpenDota, server: SandboxOpenDota) -> None:
    server.fail(FaultKind.SERVER_ERROR)
    with pytest.raises(SourceUnavailable):
        await client.request_parse(archive.UNPARSED_MATCH)
    assert len(server.requests) == 1


async def test_a_private_profile_while_the_source_fails(
    client: OpenDota, server: SandboxOpenDota
) -> None:
    """The list is empty but the profile can't be had: that is no reason to say "private"."""
    server.fail(FaultKind.SERVER_ERROR, path=f"/players/{accounts.PRIVATE.account_id}")
    with pytest.raises(SourceUnavailable):
        await client.recent_matches(accounts.PRIVATE.account_id)
