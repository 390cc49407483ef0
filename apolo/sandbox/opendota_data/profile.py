"""``/players/{id}`` in OpenDota's wire format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.accounts import Account


def profile(account: Account) -> dict[str, object]:
    """Return who an account is; a private one says ``fh_unavailable``."""
    avatar = "https://avatars.steamstatic.com/fef49e7fa7e1997310d705b2a6158ff8dc1cdfeb"
    steam_id = account.account_id + 76_561_197_960_265_728
    return {
        "profile": {
            "account_id": account.account_id,
            "personaname": account.name,
            "name": account.pro_name,
            "plus": False,
            "cheese": 0,
            "steamid": str(steam_id),
            "avatar": f"{avatar}.jpg",
            "avatarmedium": f"{avatar}_medium.jpg",
            "avatarfull": f"{avatar}_full.jpg",
            "profileurl": f"https://steamcommunity.com/profiles/{steam_id}/",
            "last_login": None,
            "loccountrycode": None,
            "status": None,
            "fh_unavailable": account.private,
            "is_contributor": False,
            "is_subscriber": False,
        },
        "rank_tier": account.rank_tier,
        "leaderboard_rank": account.leaderboard_rank,
        "computed_mmr": None,
        "aliases": [],
    }
