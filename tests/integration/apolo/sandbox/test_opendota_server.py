"""The sandbox's OpenDota answers as the real one does."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from apolo.sandbox.opendota import SandboxOpenDota
from apolo.sandbox.opendota_data import accounts, archive

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Clock:
    """Seconds, set by hand."""

    def __init__(self) -> None:
        self.now = 600.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The server's clock."""
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[SandboxOpenDota]:
    """A server that grants 12 calls a minute."""
    server = SandboxOpenDota(now=1_795_000_000, per_minute=12, clock=clock)
    await server.start()
    yield server
    await server.stop()


async def _get(server: SandboxOpenDota, path: str) -> tuple[int, Any, dict[str, str]]:
    async with aiohttp.ClientSession() as session, session.get(server.url + path) as response:
        return response.status, await response.json(), dict(response.headers)


async def test_a_private_profile_answers_with_an_empty_list(server: SandboxOpenDota) -> None:
    account_id = accounts.PRIVATE.account_id
    assert (await _get(server, f"/players/{account_id}/recentMatches"))[:2] == (200, [])
    _, profile, _ = await _get(server, f"/players/{account_id}")
    assert profile["profile"]["fh_unavailable"] is True


async def test_significant_hides_turbo(server: SandboxOpenDota) -> None:
    path = f"/players/{accounts.TURBO.account_id}/matches"
    assert (await _get(server, path))[1] == []
    assert len((await _get(server, f"{path}?significant=0&limit=7"))[1]) == 7


async def test_win_and_loss(server: SandboxOpenDota) -> None:
    _, found, _ = await _get(server, f"/players/{accounts.CARRY.account_id}/wl?significant=0")
    assert found["win"] + found["lose"] == len(server.archive.history(accounts.CARRY.account_id))


async def test_the_limit_and_its_headers(server: SandboxOpenDota, clock: Clock) -> None:
    left = []
    for _ in range(13):
        status, _, headers = await _get(server, "/heroes")
        left.append(int(headers["X-Rate-Limit-Remaining-Minute"]))
    assert left == [*range(11, -1, -1), 0]
    assert status == 429
    clock.now += 60
    assert (await _get(server, "/heroes"))[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/matches/1",
        "/matches/abc",
        "/matches/-1",
        "/matches/99999999999999999999",
        "/players/9",
        "/constants/x",
    ],
)
async def test_what_is_unknown(server: SandboxOpenDota, path: str) -> None:
    assert (await _get(server, path))[:2] == (404, {"error": "Not Found"})


async def test_a_parse_takes_its_time(server: SandboxOpenDota, clock: Clock) -> None:
    match_id = archive.UNPARSED_MATCH
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{server.url}/request/{match_id}") as response,
    ):
        job_id = (await response.json())["job"]["jobId"]
    assert (await _get(server, f"/request/{job_id}"))[1]["type"] == "parse"
    clock.now += 61
    assert (await _get(server, f"/request/{job_id}"))[1] is None
    assert "radiant_gold_adv" in (await _get(server, f"/matches/{match_id}"))[1]


async def test_it_starts_again_on_the_same_port(server: SandboxOpenDota) -> None:
    url = server.url
    await server.stop()
    await server.start()
    assert server.url == url
    assert (await _get(server, "/heroes"))[0] == 200


def test_it_runs_alone() -> None:
    command = [sys.executable, "-m", "apolo.sandbox.opendota", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            with urllib.request.urlopen(f"{url}/matches/{archive.PARSED_MATCH}") as response:
                assert response.status == 200
        finally:
            process.terminate()
