"""The checks of `apolo doctor`: each looks at one thing and says what it found."""

from __future__ import annotations

import asyncio
import enum
import importlib.util
import platform
import re
import shutil
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import asyncpg

from apolo.embedded import Embedded, EmbeddedError
from dota.errors import DotaError, MatchNotFound
from dota.http import Policy
from dota.images import ImageHost, ImageKind
from dota.stratz import Stratz
from jobs.engine import connect
from store.errors import StoreUnavailable
from store.migrate import current_revision, latest_revision

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from apolo.settings import Settings

_PACKAGES = ("apolo-bot", "discord.py", "dramatiq", "redis", "asyncpg", "pillow", "matplotlib")
_FONTS = (
    "fontpkg_inter",
    "fontpkg_noto_sans",
    "fontpkg_noto_sans_arabic",
    "fontpkg_noto_sans_devanagari",
    "fontpkg_noto_sans_thai",
    "noto_cjk_sans_otc",
    "emosvg",
)
_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,}")
_MIB = 1024 * 1024
_LOW_DISK_MIB, _NO_DISK_MIB = 1024, 128
_NETWORK_SECONDS = 3.0
_OLDEST_REDIS = (6, 2)


class Outcome(enum.StrEnum):
    """How a check went: a warning costs a feature or comfort, a failure stops Apolo."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at, and what was found, in one line without secrets."""

    name: str
    outcome: Outcome
    found: str


async def check_up(settings: Settings) -> list[Check]:
    """Run every check; what needs a service that is unset starts it for the moment.

    Parameters
    ----------
    settings : Settings
        What is checked.
    """
    checks = [_python(), _packages(), _fonts(), _text_shaping(), _disk(settings.data_dir)]
    checks.append(_discord_token(settings))
    network = [_timed(_opendota, settings), _timed(_stratz, settings), _timed(_pictures, settings)]
    services = [_timed(_valkey, settings), _timed(_postgres, settings)]
    checks += await asyncio.gather(*services, *network)
    return checks


async def _timed(check: Callable[[Settings], Awaitable[Check]], settings: Settings) -> Check:
    begun = time.perf_counter()
    done = await check(settings)
    ms = (time.perf_counter() - begun) * 1000
    return Check(done.name, done.outcome, f"{done.found} ({ms:.0f} ms)")


def _python() -> Check:
    version = platform.python_version()
    fine = sys.version_info >= (3, 11)
    found = f"{version}, {platform.system()} {platform.machine()}"
    if not fine:
        return Check("Python", Outcome.FAIL, found)
    if not _compiled_with_a_profile():
        slow = "compiled without --enable-optimizations, so slower than it could be"
        return Check("Python", Outcome.WARN, f"{found}; {slow}")
    return Check("Python", Outcome.OK, found)


def _compiled_with_a_profile() -> bool:
    options = sysconfig.get_config_var("CONFIG_ARGS")
    # Distributions make it with a profile without that option; Windows' doesn't say.
    return (
        options is None
        or "--enable-optimizations" in options
        or "-fprofile-use" in str(sysconfig.get_config_var("PY_CORE_CFLAGS"))
        or sys.base_prefix == "/usr"
    )


def _packages() -> Check:
    found, missing = [], []
    for name in _PACKAGES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return Check("packages", Outcome.FAIL, f"missing: {', '.join(missing)}")
    return Check("packages", Outcome.OK, ", ".join(found))


def _fonts() -> Check:
    missing = [name for name in _FONTS if importlib.util.find_spec(name) is None]
    if missing:
        return Check("fonts", Outcome.FAIL, f"missing: {', '.join(missing)}")
    return Check("fonts", Outcome.OK, f"{len(_FONTS)} font packages")


def _text_shaping() -> Check:
    # Here alone: the other commands do without a picture library.
    import uharfbuzz  # type: ignore[import-untyped]
    from PIL import features

    # Apolo shapes text with its own HarfBuzz, so it does without Pillow's raqm and libfribidi.
    optional = ", ".join(
        f"{name} {'on' if features.check(name) else 'off'}" for name in ("raqm", "fribidi")
    )
    found = f"HarfBuzz {uharfbuzz.version_string()}; not needed of Pillow: {optional}"
    return Check("text shaping", Outcome.OK, found)


def _disk(data_dir: Path) -> Check:
    place = _existing(data_dir.absolute())
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
        free = shutil.disk_usage(place).free // _MIB
    except OSError as error:
        return Check("data folder", Outcome.FAIL, f"{data_dir}: {error.strerror}")
    found = f"{data_dir}: {free} MiB free"
    if free < _NO_DISK_MIB:
        return Check("data folder", Outcome.FAIL, found)
    return Check("data folder", Outcome.WARN if free < _LOW_DISK_MIB else Outcome.OK, found)


def _existing(folder: Path) -> Path:
    return next(p for p in (folder, *folder.parents) if p.exists())


def _discord_token(settings: Settings) -> Check:
    if settings.discord_token is None:
        return Check("Discord token", Outcome.WARN, "DISCORD_TOKEN is not set: only the demo runs")
    if _TOKEN.fullmatch(settings.discord_token.get_secret_value()):
        return Check("Discord token", Outcome.OK, "set")
    return Check("Discord token", Outcome.WARN, "set, but not of the form of a bot token")


async def _valkey(settings: Settings) -> Check:
    if settings.redis_url is not None:
        return await _look_at_redis("Redis (REDIS_URL)", settings.redis_url)
    try:
        async with Embedded(settings.data_dir, postgres=False) as embedded:
            return await _look_at_redis("Valkey (embedded)", embedded.redis_url)
    except EmbeddedError as error:
        return Check("Valkey (embedded)", Outcome.FAIL, str(error))


async def _look_at_redis(name: str, url: str) -> Check:
    client = connect.connect_async(url, _NETWORK_SECONDS)
    try:
        info = await connect.fullest_info(client)
    except connect.ERRORS as error:
        return Check(name, Outcome.FAIL, f"can't be reached: {_first_line(error)}")
    finally:
        await connect.close_async(client)
    kind = "Valkey" if "valkey_version" in info else "Redis"
    version = str(info.get("valkey_version", info["redis_version"]))
    found = f"{kind} {version}"
    if tuple(_numbers(version)) < _OLDEST_REDIS:
        return Check(name, Outcome.FAIL, f"{found}: too old, 6.2 or newer is needed")
    if info.get("aof_enabled") != 1:
        return Check(name, Outcome.WARN, f"{found}, no append-only file: jobs don't survive it")
    if info.get("maxmemory_policy") != "noeviction":
        return Check(name, Outcome.WARN, f"{found}, evicts keys: set maxmemory-policy noeviction")
    return Check(name, Outcome.OK, f"{found}, append-only file on")


async def _postgres(settings: Settings) -> Check:
    if settings.database_url is not None:
        return await _look_at_postgres("PostgreSQL (DATABASE_URL)", settings.database_url)
    try:
        async with Embedded(settings.data_dir, redis=False) as embedded:
            return await _look_at_postgres("PostgreSQL (embedded)", embedded.database_url)
    except EmbeddedError as error:
        return Check("PostgreSQL (embedded)", Outcome.FAIL, str(error))


async def _look_at_postgres(name: str, dsn: str) -> Check:
    try:
        db = await asyncpg.connect(dsn, timeout=_NETWORK_SECONDS)
        try:
            version: str = await db.fetchval("SHOW server_version")
        finally:
            await db.close()
        revision = await current_revision(dsn)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, StoreUnavailable) as error:
        return Check(name, Outcome.FAIL, f"can't be reached: {_first_line(error)}")
    if revision == latest_revision():
        return Check(name, Outcome.OK, f"{version}, schema {revision}")
    return Check(
        name, Outcome.WARN, f"{version}, schema {revision or 'not made yet'}: run apolo migrate"
    )


async def _stratz(settings: Settings) -> Check:
    secret = settings.stratz_token
    if secret is None:
        return Check("STRATZ", Outcome.OK, "not used: STRATZ_TOKEN is not set")
    policy = Policy(tries=1, total=_NETWORK_SECONDS, deadline=_NETWORK_SECONDS)
    async with aiohttp.ClientSession() as session:
        client = Stratz(session, settings.stratz_url, secret.get_secret_value(), policy=policy)
        try:
            await client.raw_match(1)
        except MatchNotFound:
            pass  # Nobody has played it: the answer is all that matters.
        except DotaError as error:
            return Check("STRATZ", Outcome.WARN, f"can't be used: {_first_line(error)}")
    return Check("STRATZ", Outcome.OK, "answers, and takes STRATZ_TOKEN")


async def _opendota(settings: Settings) -> Check:
    timeout = aiohttp.ClientTimeout(total=_NETWORK_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{settings.opendota_url}/health") as response,
        ):
            status = response.status
    except (aiohttp.ClientError, OSError) as error:
        return Check("OpenDota", Outcome.WARN, f"can't be reached: {_first_line(error)}")
    outcome = Outcome.OK if status < 400 else Outcome.WARN
    return Check("OpenDota", outcome, f"answers {status}")


async def _pictures(settings: Settings) -> Check:
    # Here alone, as above.
    from jobs.actors.artwork import ART

    kept = sum(1 for _ in (settings.data_dir / ART).glob("*/*.png"))
    if settings.image_url is None:
        return Check("hero pictures", Outcome.OK, "off (IMAGE_URL): placeholders are drawn")
    try:
        async with aiohttp.ClientSession() as session:
            data = await ImageHost(session, settings.image_url).fetch(ImageKind.HERO, "axe")
    except DotaError as error:
        found = f"can't be had ({error}): placeholders are drawn for all but {kept} kept on disk"
        return Check("hero pictures", Outcome.WARN, found)
    if data is None:
        return Check("hero pictures", Outcome.WARN, "the host has none: see IMAGE_URL")
    return Check("hero pictures", Outcome.OK, f"the host answers; {kept} kept on disk")


def _first_line(error: BaseException) -> str:
    text = str(error).strip().split("\n", 1)[0]
    return text or type(error).__name__


def _numbers(version: str) -> Iterable[int]:
    return (int(part) for part in re.findall(r"\d+", version)[:2])
