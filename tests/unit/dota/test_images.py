"""Where pictures are, and that nobody can have us ask elsewhere."""

from __future__ import annotations

import pytest

from dota.images import ImageKind, avatar_image, image_path

HASH = "7137bb86c5fdbd79bd37222438a7b903f87fbbc3"
FOLDER = "/steamcommunity/public/images/avatars"


@pytest.mark.parametrize(
    "url",
    [
        f"https://avatars.steamstatic.com/{HASH}.jpg",
        f"https://avatars.steamstatic.com/{HASH}_medium.jpg",
        f"https://cdn.cloudflare.steamstatic.com{FOLDER}/71/{HASH}_full.jpg",
        f"https://elsewhere.example/{HASH}_full.jpg",
    ],
)
def test_only_the_name_is_taken_from_an_address(url: str) -> None:
    assert avatar_image(url) == HASH
    assert image_path(ImageKind.AVATAR, HASH) == f"{FOLDER}/71/{HASH}_full.jpg"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "https://avatars.steamstatic.com/fef49e7fa7e1997310d705b2a6158ff8dc1cdfeb_full.jpg",
        f"https://avatars.steamstatic.com/{HASH}_full.jpg?x=1",
        f"https://avatars.steamstatic.com/{HASH}_full.jpg\n",
        f"https://avatars.steamstatic.com/{HASH[:-1]}_full.jpg",
        f"https://avatars.steamstatic.com/{HASH.upper()}_full.jpg",
        "https://avatars.steamstatic.com/../../etc/passwd",
        "x" * 10_000,
    ],
)
def test_what_is_no_name_or_nobody_in_particular_is_none(url: str | None) -> None:
    assert avatar_image(url) is None
