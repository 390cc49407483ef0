"""Newer constants: fetched, cached, and never required."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from dota import constants
from dota.errors import SourceUnavailable
from dota.refresh import MAX_AGE, heroes_from, items_from, refreshed

if TYPE_CHECKING:
    from pathlib import Path

    from apolo.sandbox.opendota import SandboxOpenDota
    from dota.opendota import OpenDota


class Source:
    """A source whose tables are written here; None is one that is down."""

    def __init__(self, heroes: object, items: object) -> None:
        self.tables = {"heroes": heroes, "items": items}
        self.calls = 0

    async def constants(self, resource: str) -> bytes:
        self.calls += 1
        table = self.tables[resource]
        if table is None:
            raise SourceUnavailable("down")
        return table if isinstance(table, bytes) else json.dumps(table).encode()


def _files(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


HERO = {"id": 901, "name": "npc_dota_hero_new_one", "localized_name": "New One",
        "primary_attr": "int", "attack_type": "Ranged", "roles": ["Nuker"]}  # fmt: skip
ITEMS = {"new_item": {"id": 9901, "dname": "New Item", "cost": 10}}


async def test_from_the_real_client(client: OpenDota, server: SandboxOpenDota) -> None:
    tables = await refreshed(client)
    assert tables == constants.bundled()
    assert [seen.path for seen in server.requests] == [
        "/api/constants/heroes",
        "/api/constants/items",
    ]


async def test_new_rows_are_there_and_cached(tmp_path: Path) -> None:
    source = Source({"901": HERO}, ITEMS)
    tables = await refreshed(source, tmp_path)
    hero = tables.heroes[901]
    assert (hero.slug, hero.name, hero.attack, hero.roles) == (
        "new_one",
        "New One",
        "ranged",
        ("nuker",),
    )
    assert tables.items[9901].name == "New Item"
    assert tables.heroes[2].name == "Axe"
    assert await refreshed(source, tmp_path) == tables
    assert source.calls == 2  # the second time from the disk
    assert _files(tmp_path) == {"constants_heroes.json", "constants_items.json"}


async def test_an_old_cache_is_fetched_again_and_serves_when_the_source_is_down(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await refreshed(Source([HERO], ITEMS), tmp_path)
    written = (tmp_path / "constants_heroes.json").stat().st_mtime
    down = Source(None, None)
    tables = await refreshed(down, tmp_path, clock=lambda: written + MAX_AGE + 1)
    assert down.calls == 2
    assert 901 in tables.heroes
    assert "source_unavailable" in caplog.text


@pytest.mark.parametrize("junk", [None, b"", b"<html>", b"[]", b"{}", b"3", b'{"x": [1]}'])
async def test_junk_changes_nothing(tmp_path: Path, junk: object) -> None:
    assert await refreshed(Source(junk, junk), tmp_path) == constants.bundled()


async def test_a_cache_that_cannot_be_used_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    tables = await refreshed(Source([HERO], ITEMS), tmp_path / "file" / "below")
    assert 901 in tables.heroes
    (tmp_path / "constants_heroes.json").write_text("{broken")
    assert 901 in (await refreshed(Source([HERO], ITEMS), tmp_path)).heroes


@pytest.mark.parametrize(
    "slug", ["../../etc/passwd", "a b", "", "x" * 65, "Ünïcode", "a/b", "a.png", None, 5]
)
def test_slugs_that_could_leave_their_folder_are_refused(slug: object) -> None:
    assert heroes_from([{**HERO, "name": slug}]) == {}
    assert items_from({str(slug): {"id": 5, "dname": "x"}}) == {} or slug in (None, 5)


@pytest.mark.parametrize("row", [None, 5, [], {"id": True}, {"id": -1}, {**HERO, "id": "7"}])
def test_rows_that_are_no_hero(row: object) -> None:
    assert heroes_from([row]) == {}
