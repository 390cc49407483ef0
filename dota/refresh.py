"""Newer heroes and items from OpenDota, laid over the table that ships with the package."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import tempfile
import time
from typing import TYPE_CHECKING, Final, Protocol

from dota import constants
from dota.constants import Constants, Hero, Item
from dota.errors import BadResponse, DotaError
from dota.parse import values as v
from dota.parse.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)

MAX_AGE: Final = 24 * 3600.0
"""Seconds that a cached table is used before it is fetched again."""

_MOST_ROWS: Final = 10_000
_SLUG = re.compile(r"[a-z0-9_]{1,64}")
"""Slugs become parts of addresses and file names, so nothing else is let in."""

_HERO_PREFIX: Final = "npc_dota_hero_"


class ConstantsSource(Protocol):
    """What tables are fetched from: `OpenDota` is one."""

    async def constants(self, resource: str) -> bytes:
        """Fetch ``heroes`` or ``items``."""
        ...


async def refreshed(
    source: ConstantsSource,
    cache_dir: Path | None = None,
    *,
    base: Constants | None = None,
    clock: Callable[[], float] = time.time,
) -> Constants:
    """Return `base` with the newest heroes and items that can be had.

    Parameters
    ----------
    source : ConstantsSource
    cache_dir : Path or None
        Where fetched tables are kept for `MAX_AGE`, and beyond it for when the source is down.
    base : Constants or None
        None for the bundled tables.
    clock : callable
        Unix seconds.

    Returns
    -------
    Constants
        `base` itself, where nothing newer could be had. A failure is logged, never raised.
    """
    tables = constants.bundled() if base is None else base
    heroes = await _table(source, "heroes", cache_dir, clock())
    items = await _table(source, "items", cache_dir, clock())
    return tables.overlaid(
        heroes_from(heroes) if heroes else None, items_from(items) if items else None
    )


def heroes_from(payload: object) -> dict[int, Hero]:
    """Read ``/constants/heroes`` or ``/heroes``; rows that are no hero are left out."""
    found = {}
    for row in map(v.fields, _rows(payload)):
        hero_id = v.within(row.get("id"), 1, v.MAX_INT)
        slug = (v.text(row.get("name")) or "").removeprefix(_HERO_PREFIX)
        name = v.text(row.get("localized_name"))
        if hero_id is None or name is None or not _SLUG.fullmatch(slug):
            continue
        roles = row.get("roles")
        found[hero_id] = Hero(
            id=hero_id,
            slug=slug,
            name=name,
            attribute=v.text(row.get("primary_attr")) or "all",
            attack=(v.text(row.get("attack_type")) or "melee").lower(),
            roles=tuple(
                role.lower()
                for role in (roles if isinstance(roles, list) else [])[:16]
                if isinstance(role, str)
            ),
        )
    return found


def items_from(payload: object) -> dict[int, Item]:
    """Read ``/constants/items``; rows that are no item are left out."""
    found = {}
    for slug, value in list(v.fields(payload).items())[:_MOST_ROWS]:
        row = v.fields(value)
        item_id = v.within(row.get("id"), 1, v.MAX_INT)
        if item_id is None or not _SLUG.fullmatch(slug):
            continue
        name = v.text(row.get("dname")) or constants.spelled(slug)
        found[item_id] = Item(item_id, slug, name, v.count(row.get("cost")))
    return found


def _rows(payload: object) -> list[object]:
    if isinstance(payload, dict):
        payload = list(payload.values())
    return payload[:_MOST_ROWS] if isinstance(payload, list) else []


async def _table(
    source: ConstantsSource, resource: str, cache_dir: Path | None, now: float
) -> object:
    """Return a decoded table: the fresh cached one, else the source's, else the old cached one."""
    file = cache_dir / f"constants_{resource}.json" if cache_dir is not None else None
    cached, age = await asyncio.to_thread(_cached, file, now)
    if cached is not None and age < MAX_AGE:
        return cached
    try:
        body = await source.constants(resource)
        table = decode(body)
        if not isinstance(table, dict | list) or not table:
            raise BadResponse("an empty table")
    except DotaError as error:
        log.warning("keeping the %s we have: %s (%s)", resource, error.code, error)
        return cached
    if file is not None:
        await asyncio.to_thread(_keep, file, body)
    return table


def _cached(file: Path | None, now: float) -> tuple[object, float]:
    """Return the cached table and its age in seconds; None where there is no usable one."""
    if file is None:
        return None, 0.0
    try:
        return decode(file.read_bytes()), now - file.stat().st_mtime
    except FileNotFoundError:
        return None, 0.0
    except (OSError, DotaError) as error:
        log.warning("can't use %s: %s", file.name, error)
        return None, 0.0


def _keep(file: Path, body: bytes) -> None:
    """Write the table whole or not at all: other processes read it at any time."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as draft:
            draft.write(body)
        os.replace(draft.name, file)  # noqa: PTH105 - atomic on purpose
    except OSError as error:
        log.warning("can't keep %s: %s", file.name, error)
