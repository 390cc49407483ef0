"""Names of heroes, items, modes, lobbies, patches and regions by id.

The table that ships with the package is always there. A newer one can be laid over it
(`Constants.overlaid`) and put in its place (`install`), so a hero that came out yesterday has a
name. Ids that are in no table are no error: they are None, or ``"unknown"`` for modes and lobbies.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN: Final = "unknown"

ALL_PICK_RANKED: Final = 22
TURBO: Final = 23
RANKED: Final = 7

BOT_LOBBIES: Final = frozenset({3, 4, 10})
"""Tutorial, co-op against bots, local bots."""


@dataclass(frozen=True, slots=True)
class Hero:
    """A hero: `slug` names its pictures, `name` is the English one that players use everywhere."""

    id: int
    slug: str
    name: str
    attribute: str
    """``str``, ``agi``, ``int`` or ``all``."""
    attack: str
    """``melee`` or ``ranged``."""
    roles: tuple[str, ...]
    """Lower case, most typical first: ``carry``, ``support``, ``nuker`` …"""


@dataclass(frozen=True, slots=True)
class Item:
    """An item: `slug` names its picture."""

    id: int
    slug: str
    name: str
    cost: int | None
    """Gold; None where unknown."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A version of the game."""

    id: int
    name: str
    start_time: int
    """Unix seconds, UTC."""


@dataclass(frozen=True, slots=True)
class Constants:
    """All tables, by id."""

    heroes: Mapping[int, Hero]
    items: Mapping[int, Item]
    game_modes: Mapping[int, str]
    """Slugs, such as ``all_draft``."""
    lobby_types: Mapping[int, str]
    """Slugs, such as ``ranked``."""
    patches: Mapping[int, Patch]
    regions: Mapping[int, str]

    def overlaid(
        self, heroes: Mapping[int, Hero] | None = None, items: Mapping[int, Item] | None = None
    ) -> Constants:
        """Return these tables with newer heroes and items laid over; nothing is ever taken away."""
        return replace(
            self,
            heroes=MappingProxyType({**self.heroes, **(heroes or {})}),
            items=MappingProxyType({**self.items, **(items or {})}),
        )


@functools.cache
def bundled() -> Constants:
    """Return the tables that ship with the package, read once."""
    table = orjson.loads(Path(__file__).with_name("data").joinpath("constants.json").read_bytes())
    return Constants(
        heroes=MappingProxyType(
            {
                hero_id: Hero(hero_id, slug, name, attribute, attack, tuple(roles))
                for hero_id, slug, name, attribute, attack, roles in table["heroes"]
            }
        ),
        items=MappingProxyType(
            {
                item_id: Item(item_id, slug, name or spelled(slug), cost)
                for item_id, slug, name, cost in table["items"]
            }
        ),
        game_modes=MappingProxyType(dict(table["game_modes"])),
        lobby_types=MappingProxyType(dict(table["lobby_types"])),
        patches=MappingProxyType({row[0]: Patch(*row) for row in table["patches"]}),
        regions=MappingProxyType(dict(table["regions"])),
    )


def spelled(slug: str) -> str:
    """Return a readable name made from a slug, for the items that have none of their own.

    >>> spelled("recipe_magic_wand")
    'Magic Wand Recipe'
    """
    recipe = slug.startswith("recipe_")
    words = slug.removeprefix("recipe_").replace("_", " ").title()
    return f"{words} Recipe" if recipe else words


class _Installed:
    """The tables in use, where they aren't the bundled ones."""

    tables: Constants | None = None


def current() -> Constants:
    """Return the tables in use: the last ones installed, else the bundled ones."""
    return _Installed.tables or bundled()


def install(tables: Constants | None) -> None:
    """Put `tables` in use for the whole process; None goes back to the bundled ones."""
    _Installed.tables = tables


def hero(hero_id: int) -> Hero | None:
    """Return the hero with this id, or None for 0 and for one newer than the tables."""
    return current().heroes.get(hero_id)


def item(item_id: int) -> Item | None:
    """Return the item with this id, or None for 0 and for one newer than the tables."""
    return current().items.get(item_id)


def game_mode(mode_id: int) -> str:
    """Return the mode's slug (22 is ``all_draft``, 23 ``turbo``), else ``unknown``."""
    return current().game_modes.get(mode_id, UNKNOWN)


def lobby_type(lobby_id: int) -> str:
    """Return the lobby's slug (0 is ``normal``, 7 ``ranked``), else ``unknown``."""
    return current().lobby_types.get(lobby_id, UNKNOWN)


def patch(patch_id: int | None) -> Patch | None:
    """Return the patch with OpenDota's id for it, or None."""
    return None if patch_id is None else current().patches.get(patch_id)


def region(region_id: int | None) -> str | None:
    """Return the region's English name in capitals, or None."""
    return None if region_id is None else current().regions.get(region_id)
