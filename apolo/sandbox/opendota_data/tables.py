"""``/heroes`` and ``/constants/…`` of the sandbox, from the tables that ship with Apolo."""

from __future__ import annotations

from dota import constants


def heroes_list() -> list[dict[str, object]]:
    """Return ``/heroes``."""
    return [
        {
            "id": hero.id,
            "name": f"npc_dota_hero_{hero.slug}",
            "localized_name": hero.name,
            "primary_attr": hero.attribute,
            "attack_type": hero.attack.title(),
            "roles": [role.title() for role in hero.roles],
        }
        for hero in constants.bundled().heroes.values()
    ]


def constants_table(resource: str) -> object:
    """Return ``/constants/{resource}``, or None for one the sandbox doesn't have."""
    tables = constants.bundled()
    match resource:
        case "heroes":
            return {str(row["id"]): row for row in heroes_list()}
        case "items":
            return {
                item.slug: {"id": item.id, "dname": item.name, "cost": item.cost}
                for item in tables.items.values()
            }
        case "item_ids":
            return {str(item.id): item.slug for item in tables.items.values()}
        case "game_mode":
            return {
                str(number): {"id": number, "name": f"game_mode_{slug}"}
                for number, slug in tables.game_modes.items()
            }
        case "lobby_type":
            return {
                str(number): {"id": number, "name": f"lobby_type_{slug}"}
                for number, slug in tables.lobby_types.items()
            }
        case "region":
            return {str(number): name for number, name in tables.regions.items()}
        case "patch":
            return [{"id": patch.id, "name": patch.name} for patch in tables.patches.values()]
        case _:
            return None
