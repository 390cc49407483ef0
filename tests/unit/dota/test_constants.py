"""The table that ships, what is laid over it, and the script that writes it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from dota import constants
from dota.constants import Hero, Item

ROOT = Path(__file__).resolve().parents[3]


def test_names_by_id() -> None:
    axe = constants.hero(2)
    assert axe is not None
    assert (axe.slug, axe.name, axe.attribute, axe.attack) == ("axe", "Axe", "str", "melee")
    assert "initiator" in axe.roles
    blink = constants.item(1)
    assert blink is not None
    assert (blink.slug, blink.name, blink.cost) == ("blink", "Blink Dagger", 2250)
    assert constants.game_mode(constants.ALL_PICK_RANKED) == "all_draft"
    assert constants.game_mode(constants.TURBO) == "turbo"
    assert constants.lobby_type(constants.RANKED) == "ranked"
    patch = constants.patch(60)
    assert patch is not None
    assert patch.name == "7.41"
    assert constants.region(3) == "EUROPE"


@pytest.mark.parametrize("number", [0, -1, 10**9, 2**53])
def test_what_is_in_no_table_is_no_error(number: int) -> None:
    assert constants.hero(number) is None
    assert constants.item(number) is None
    assert constants.patch(number + 1000) is None


def test_modes_and_lobbies_in_no_table_are_unknown() -> None:
    assert constants.game_mode(99) == "unknown"
    assert constants.lobby_type(-1) == "unknown"


def test_items_without_a_name_get_one_from_their_slug() -> None:
    recipe = constants.item(49)
    assert recipe is not None
    assert (recipe.slug, recipe.name) == ("recipe_phase_boots", "Phase Boots Recipe")
    assert all(item.name for item in constants.bundled().items.values())


def test_newer_rows_are_laid_over_and_older_ones_stay() -> None:
    newer = constants.bundled().overlaid(
        heroes={900: Hero(900, "newcomer", "Newcomer", "all", "melee", ())},
        items={1: Item(1, "blink", "Blink Dagger II", 2000)},
    )
    try:
        constants.install(newer)
        assert constants.hero(900) is not None
        assert constants.hero(2) == constants.bundled().heroes[2]
        item = constants.item(1)
        assert item is not None
        assert item.name == "Blink Dagger II"
    finally:
        constants.install(None)
    assert constants.hero(900) is None


def test_the_shipped_table_is_what_the_script_writes(shared_data: Path) -> None:
    script = ROOT / "scripts" / "generate_constants.py"
    spec = importlib.util.spec_from_file_location("generate_constants", script)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    written = orjson.loads(module._dump(module.compact(shared_data / "constants")))
    assert written == json.loads((ROOT / "dota/data/constants.json").read_text("utf-8"))


def test_every_real_id_has_a_name(shared_data: Path) -> None:
    heroes = json.loads((shared_data / "constants/heroes.json").read_text("utf-8"))
    items = json.loads((shared_data / "constants/items_brief.json").read_text("utf-8"))
    for number, hero in heroes.items():
        found = constants.hero(int(number))
        assert found is not None
        assert found.name == hero["localized_name"]
    for slug, row in items.items():
        item = constants.item(row["id"])
        assert item is not None
        assert item.slug == slug
        assert row["dname"] is None or item.name == row["dname"]
