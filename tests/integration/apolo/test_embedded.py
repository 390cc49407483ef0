"""The embedded servers: shared by processes, and what is left after a crash."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import psutil
import pytest
import redis

from apolo.embedded import Embedded, EmbeddedError, stop_abandoned
from tests.folders import service_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
NO_SYNC = {"fsync": "off"}
HOLDER = """
import sys
from apolo.embedded import Embedded
with Embedded(sys.argv[1], postgres=sys.argv[2] == "both", postgres_settings={"fsync": "off"}) as e:
    print(e.redis_url, flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def _made() -> Iterator[Path]:
    with service_folder() as folder:
        with Embedded(folder, redis=False, postgres_settings=NO_SYNC):
            pass
        yield folder


@pytest.fixture
def made_dir(_made: Path) -> Iterator[Path]:
    """A folder with a PostgreSQL that earlier tests have used, and without a Valkey."""
    yield _made
    stop_abandoned(_made)
    shutil.rmtree(_made / "valkey", ignore_errors=True)


@contextmanager
def holder(folder: Path, what: str = "redis") -> Iterator[subprocess.Popen[str]]:
    """Run another process that uses the servers of `folder` until it is told to leave."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def ready(process: subprocess.Popen[str]) -> str:
    """Wait until the holder has the servers; return its Valkey's URL."""
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    assert url, "the holder could not start the servers"
    return url


def leave(process: subprocess.Popen[str]) -> None:
    """Tell the holder to leave and wait until it did."""
    process.communicate("\n", timeout=60)
    assert process.returncode == 0


def valkey(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, decode_responses=True)


def server_pid(url: str) -> int:
    with valkey(url) as client:
        return int(client.info("server")["process_id"])


def answers(url: str) -> bool:
    try:
        with valkey(url) as client:
            return bool(client.ping())
    except redis.ConnectionError:
        return False


async def rows(url: str, statement: str) -> list[asyncpg.Record]:
    db = await asyncpg.connect(url)
    try:
        return await db.fetch(statement)
    finally:
        await db.close()


async def test_data_of_both_survives_a_restart(made_dir: Path) -> None:
    async with Embedded(made_dir) as services:
        with valkey(services.redis_url) as client:
            client.set("key", "value")
        await rows(services.database_url, "CREATE TABLE things AS SELECT 7 AS n")
        redis_url = services.redis_url
    assert not answers(redis_url)

    async with Embedded(made_dir) as services:
        with valkey(services.redis_url) as client:
            assert client.get("key") == "value"
        assert (await rows(services.database_url, "SELECT n FROM things"))[0]["n"] == 7


def test_valkey_is_set_up_not_to_lose_jobs(service_dir: Path) -> None:
    with (
        Embedded(service_dir, postgres=False, appendfsync="always") as services,
        valkey(services.redis_url) as client,
    ):
        settings = client.config_get("appendonly", "appendfsync", "maxmemory-policy", "port")

    assert settings == {
        "appendonly": "yes",
        "appendfsync": "always",
        "maxmemory-policy": "noeviction",
        "port": "0",
    }


def test_processes_that_start_at_once_share_the_servers(service_dir: Path) -> None:
    with (
        holder(service_dir, "both") as a,
        holder(service_dir, "both") as b,
        holder(service_dir) as c,
    ):
        # When three start at the same time, then all have the same server
        (url,) = {ready(a), ready(b), ready(c)}
        pid = server_pid(url)

        # When all but one leave, then it goes on
        leave(a)
        leave(c)
        assert server_pid(url) == pid

        # When the last leaves, then both servers are stopped
        leave(b)
        assert not answers(url)
        assert not (service_dir / "postgres/data/postmaster.pid").exists()


def test_a_killed_user_does_not_count_any_more(service_dir: Path) -> None:
    with holder(service_dir) as killed, holder(service_dir) as other:
        url = ready(killed)
        ready(other)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert answers(url)

        leave(other)

        assert not answers(url)


async def test_servers_left_by_a_killed_user_are_taken_over(made_dir: Path) -> None:
    # Given servers whose only user was killed
    with holder(made_dir, "both") as killed:
        url = ready(killed)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    pid = server_pid(url)

    # When the next user starts, then the same ones are used, and stopped in the end
    async with Embedded(made_dir) as services:
        assert server_pid(services.redis_url) == pid
        assert await rows(services.database_url, "SELECT 1")
    assert not answers(url)


def test_servers_left_by_a_killed_user_can_be_stopped(service_dir: Path) -> None:
    with holder(service_dir) as user:
        url = ready(user)
        assert stop_abandoned(service_dir) is False
        assert answers(url)
        user.send_signal(signal.SIGKILL)
        user.wait()

    assert stop_abandoned(service_dir) is True

    assert not answers(url)


async def test_killed_servers_come_back_with_their_data(made_dir: Path) -> None:
    async with Embedded(made_dir) as services:
        with valkey(services.redis_url) as client:
            client.set("key", "value")
        await rows(services.database_url, "CREATE TABLE kept AS SELECT 7 AS n")
        # Given both servers killed, PostgreSQL's with a connection of ours open
        connected = await asyncpg.connect(services.database_url)
        os.kill(server_pid(services.redis_url), signal.SIGKILL)
        pid_file = made_dir / "postgres/data/postmaster.pid"
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)

        # When another user starts
        async with Embedded(made_dir) as again:
            # Then both work again
            with valkey(again.redis_url) as client:
                assert client.get("key") == "value"
            assert (await rows(again.database_url, "SELECT n FROM kept"))[0]["n"] == 7
        connected.terminate()


async def test_a_process_number_that_somebody_else_has_now_is_stale(made_dir: Path) -> None:
    # Given files of servers that ended long ago, with this very process's number
    async with Embedded(made_dir, postgres_settings=NO_SYNC):
        pass
    (made_dir / "valkey/valkey.pid").write_text(f"{os.getpid()}\n")
    lines = [os.getpid(), made_dir / "postgres/data", 0, 5432, made_dir, "", "1 1", "ready"]
    (made_dir / "postgres/data/postmaster.pid").write_text("\n".join(map(str, lines)))

    # When they are started, then both work
    async with Embedded(made_dir, postgres_settings=NO_SYNC) as services:
        assert answers(services.redis_url)
        assert await rows(services.database_url, "SELECT 1")


async def test_a_path_too_long_for_a_socket(service_dir: Path) -> None:
    folder = service_dir / ("long " * 30) / "data"

    for _ in range(2):
        async with Embedded(folder, postgres_settings=NO_SYNC) as services:
            assert answers(services.redis_url)
            assert await rows(services.database_url, "SELECT 1")
            sockets = Path(services.redis_url.removeprefix("unix://")).parent
        assert not sockets.exists()


async def test_a_folder_removed_under_the_servers(service_dir: Path) -> None:
    # Given running servers, their sockets elsewhere, whose folder and user are gone
    folder = service_dir / ("x" * 100)
    with holder(folder, "both") as killed:
        url = ready(killed)
        with valkey(url) as client:
            client.set("key", "old")
        old = psutil.Process(server_pid(url))
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    shutil.rmtree(folder)

    # When new ones are started in that place, then they are new, and the old ones are gone
    async with Embedded(folder, postgres_settings=NO_SYNC) as services:
        with valkey(services.redis_url) as client:
            assert client.get("key") is None
        assert await rows(services.database_url, "SELECT 1")
        assert not old.is_running() or old.status() == psutil.STATUS_ZOMBIE


def test_a_folder_removed_under_its_last_user(service_dir: Path) -> None:
    folder = service_dir / "data"
    with Embedded(folder, postgres=False) as services:
        server = psutil.Process(server_pid(services.redis_url))
        shutil.rmtree(folder)

    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run servers as somebody else")
async def test_root_leaves_a_users_data_to_the_user(service_dir: Path) -> None:
    # Given a data folder of another user
    nobody = pwd.getpwnam("nobody")
    data = service_dir / "data"
    data.mkdir()
    os.chown(data, nobody.pw_uid, nobody.pw_gid)

    # When root runs the servers there
    async with Embedded(data, postgres_settings=NO_SYNC) as services:
        owner = psutil.Process(server_pid(services.redis_url)).uids().effective
        assert owner == nobody.pw_uid
        assert await rows(services.database_url, "SELECT 1")

    # Then everything in it is that user's
    assert {path.stat().st_uid for path in data.rglob("*")} == {nobody.pw_uid}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run servers as somebody else")
@pytest.mark.parametrize("what", ["redis", "postgres"])
def test_root_opens_the_way_to_a_users_data(service_dir: Path, what: str) -> None:
    # Given a user's data in a folder that is closed to that user
    nobody = pwd.getpwnam("nobody")
    data = service_dir / "data"
    data.mkdir()
    os.chown(data, nobody.pw_uid, nobody.pw_gid)
    service_dir.chmod(0o700)

    # When root runs one of the servers there, then it can be passed through, not looked into
    with Embedded(data, what == "redis", what == "postgres", postgres_settings=NO_SYNC):
        assert service_dir.stat().st_mode & 0o777 == 0o701


def test_a_socket_removed_under_the_server(service_dir: Path) -> None:
    with holder(service_dir) as killed:
        url = ready(killed)
        with valkey(url) as client:
            client.set("key", "value")
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    (service_dir / "valkey/valkey.sock").unlink()

    with (
        Embedded(service_dir, postgres=False) as services,
        valkey(services.redis_url) as client,
    ):
        assert client.get("key") == "value"


def test_half_a_cluster_of_an_interrupted_start_is_made_anew(service_dir: Path) -> None:
    half = service_dir / "postgres/data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    with Embedded(service_dir, redis=False, postgres_settings=NO_SYNC):
        assert not half.exists()


def test_a_cluster_of_another_version_is_left_alone(service_dir: Path) -> None:
    (service_dir / "postgres/data").mkdir(parents=True)
    (service_dir / "postgres/data/PG_VERSION").write_text("17\n")

    with (
        pytest.raises(EmbeddedError, match="made by PostgreSQL 17"),
        Embedded(service_dir, redis=False),
    ):
        pass


def test_a_broken_file_of_valkey_says_so(service_dir: Path) -> None:
    with Embedded(service_dir, postgres=False):
        pass
    manifest = service_dir / "valkey/appendonlydir/appendonly.aof.manifest"
    manifest.write_text("broken\n")

    with (
        pytest.raises(EmbeddedError, match="manifest"),
        Embedded(service_dir, postgres=False),
    ):
        pass


def test_one_that_fails_leaves_the_other_stopped(service_dir: Path) -> None:
    (service_dir / "postgres/data").mkdir(parents=True)
    (service_dir / "postgres/data/PG_VERSION").write_text("17\n")

    with pytest.raises(EmbeddedError), Embedded(service_dir):
        pass

    assert not (service_dir / "valkey/valkey.sock").exists()


def test_a_place_that_is_no_folder(service_dir: Path) -> None:
    (service_dir / "file").touch()

    with pytest.raises(EmbeddedError, match="can't be used"), Embedded(service_dir / "file"):
        pass


async def test_a_start_that_is_cancelled_leaves_nothing_running(made_dir: Path) -> None:
    services = Embedded(made_dir, postgres_settings=NO_SYNC)
    start = asyncio.ensure_future(services.__aenter__())
    await asyncio.sleep(0)

    start.cancel()

    with pytest.raises(asyncio.CancelledError):
        await start
    assert not (made_dir / "valkey/valkey.sock").exists()
    assert not (made_dir / "postgres/data/postmaster.pid").exists()


def test_urls_are_there_only_while_it_runs(service_dir: Path) -> None:
    services = Embedded(service_dir, postgres=False)
    with pytest.raises(EmbeddedError, match="Valkey was not started"):
        _ = services.redis_url
    with services:
        assert services.redis_url == f"unix://{service_dir}/valkey/valkey.sock"
        with pytest.raises(EmbeddedError, match="PostgreSQL was not started"):
            _ = services.database_url
