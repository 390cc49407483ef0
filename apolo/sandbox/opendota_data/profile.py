"""``/players/{id}`` in OpenDota's wire format."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.accounts import Account

NO_AVATAR: Final = "fef49e7fa7e1997310d705b2a6158ff8dc1cdfeb"


def avatar_name(account: Account) -> str:
    """Return the name of an account's picture; newcomers and private players have chosen none."""
    if account.private or account.rank_tier is None:
        return NO_AVATAR
    return hashlib.sha1(str(account.account_id).encode(), usedforsecurity=False).hexdigest()


def profile(account: Account) -> dict[str, object]:
    """Return who an account is; a private one says ``fh_unavailable``."""
    avatar = f"https://avatars.steamstatic.com/{avatar_name(account)}"
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
