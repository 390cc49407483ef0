"""A tile that lies ready on its ground looks as if it were cut out there."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from renderers import shapes, theme
from renderers.art import PLACEHOLDERS
from renderers.card.items import draw_items
from renderers.mount import Mount, stamp

PANEL = (30, 36, 40)
RAISED = (50, 55, 52)
ITEMS = (1, 0, 63, 99_999, 41, 0)


def test_a_stamped_tile_looks_like_a_picture_pasted_through_a_mask() -> None:
    mask = shapes.rounded(40, 30, 5)
    picture = PLACEHOLDERS.item(63, 40, 30)
    wanted, made = (Image.new("RGB", (60, 50), PANEL) for _ in range(2))
    wanted.paste(picture, (7, 9), mask)
    stamp(made, Mount(mask, PANEL).tile(picture), 7, 9)
    assert made.tobytes() == wanted.tobytes()


def test_a_tile_is_made_once() -> None:
    mount = Mount(shapes.rounded(40, 30, 5), PANEL)
    assert PLACEHOLDERS.tile(63, mount) is PLACEHOLDERS.tile(63, mount)
    assert PLACEHOLDERS.tile(63, mount) is not PLACEHOLDERS.tile(63, Mount(mount.mask, RAISED))


@pytest.mark.parametrize("ground", [PANEL, RAISED])
@pytest.mark.parametrize("neutral", [None, 0, 1])
def test_items_are_cut_out_of_whatever_ground(
    ground: tuple[int, int, int], neutral: int | None
) -> None:
    made, wanted = (Image.new("RGB", (300, 40), ground) for _ in range(2))
    draw_items(made, (4, 3), ITEMS, neutral, PLACEHOLDERS, PANEL, ground)
    mask, disc = shapes.rounded(40, 30, 5), shapes.rounded(30, 30, 15)
    for slot, item in enumerate(ITEMS):
        picture = PLACEHOLDERS.item(item, 40, 30) if item else theme.INSET
        wanted.paste(picture, (4 + 42 * slot, 3), mask)
    if neutral is not None:
        picture = PLACEHOLDERS.item(neutral, 30, 30) if neutral else theme.INSET
        wanted.paste(picture, (258, 3), disc)
    apart = np.abs(np.asarray(made, np.int16) - np.asarray(wanted, np.int16))
    assert apart.max() <= 1
