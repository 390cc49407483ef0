"""The sandbox's hero and item pictures by id, as files: for whoever draws without a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apolo.sandbox.images import hero_png, item_png
from dota import constants
from dota.images import hero_image, item_image

if TYPE_CHECKING:
    from collections.abc import Iterable


def hero_files(ids: Iterable[int]) -> dict[int, bytes]:
    """Return the portraits of those heroes that there are."""
    return {
        each: data
        for each in ids
        if (hero := constants.hero(each)) and (data := hero_png(hero_image(hero)))
    }


def item_files(ids: Iterable[int]) -> dict[int, bytes]:
    """Return the icons of those items that there are."""
    return {
        each: data
        for each in ids
        if (item := constants.item(each)) and (data := item_png(item_image(item)))
    }
