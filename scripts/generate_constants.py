# ruff: noqa: INP001 - a script, no package
"""Write the table of heroes, items, modes, lobbies and patches that ships with Apolo.

Usage: ``python scripts/generate_constants.py DIR``, where DIR is dotaconstants' ``build`` folder:
``heroes.json``, ``item_ids.json``, ``items.json`` (or ``items_brief.json``), ``game_mode.json``,
``lobby_type.json``, ``patch.json`` and ``region.json``.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

NOTICE = (
    "Heroes, items, modes, lobbies, patches and regions from dotaconstants, "
    "Copyright (c) 2017 The OpenDota Project, MIT licence (see LICENSE.dotaconstants beside this)."
)
OUTPUT = Path(__file__).resolve().parent.parent / "dota" / "data" / "constants.json"


def main(arguments: list[str]) -> int:
    """Read the folder named in `arguments`, write the table; 2 for wrong use."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.stderr.write("usage: generate_constants.py DIR\n")
        return 2
    table = compact(Path(arguments[0]))
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(_dump(table), encoding="utf-8")
    sys.stdout.write(f"{OUTPUT}: {OUTPUT.stat().st_size} bytes\n")
    return 0


def compact(folder: Path) -> dict[str, list[list[Any]]]:
    """Cut the tables down to what Apolo shows, one short row an entry."""
    heroes = _load(folder / "heroes.json").values()
    items_file = folder / "items.json"
    items = _load(items_file if items_file.exists() else folder / "items_brief.json")
    by_slug = {slug: item for slug, item in items.items() if isinstance(item.get("id"), int)}
    return {
        "heroes": sorted(
            [
                hero["id"],
                hero["name"].removeprefix("npc_dota_hero_"),
                hero["localized_name"],
                hero["primary_attr"],
                hero["attack_type"].lower(),
                [role.lower() for role in hero["roles"]],
            ]
            for hero in heroes
        ),
        "items": sorted(
            [
                int(item_id),
                slug,
                by_slug.get(slug, {}).get("dname"),
                by_slug.get(slug, {}).get("cost"),
            ]
            for item_id, slug in _load(folder / "item_ids.json").items()
            if int(item_id) > 0
        ),
        "game_modes": _names(folder / "game_mode.json", "game_mode_"),
        "lobby_types": _names(folder / "lobby_type.json", "lobby_type_"),
        "patches": [
            [patch["id"], patch["name"], int(datetime.fromisoformat(patch["date"]).timestamp())]
            for patch in _load(folder / "patch.json")
        ],
        "regions": sorted(
            [int(region), name] for region, name in _load(folder / "region.json").items()
        ),
    }


def _names(file: Path, prefix: str) -> list[list[Any]]:
    return sorted([row["id"], row["name"].removeprefix(prefix)] for row in _load(file).values())


def _load(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def _dump(table: dict[str, list[list[Any]]]) -> str:
    """One row a line, so that an update reads well in a diff."""
    parts = [f'"notice":{json.dumps(NOTICE)}']
    for name, rows in table.items():
        lines = ",\n".join(
            json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows
        )
        parts.append(f'"{name}":[\n{lines}\n]')
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
