"""The dark ground that all pictures lie on, with soft lights at its edges."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from PIL import Image

from renderers import theme

if TYPE_CHECKING:
    import numpy.typing as npt

    from renderers.theme import Colour

_BAND: Final = 64
"""Rows that are computed at once: a whole picture of floats would take 10 MB, several times."""
_CACHED: Final = 4
"""Grounds of up to 3 MB."""


class Light(NamedTuple):
    """A soft ellipse of light; its middle and radii in pixels."""

    x: float
    y: float
    across: float
    down: float
    colour: Colour
    strength: float
    """0 to 1."""


@functools.lru_cache(maxsize=_CACHED)
def ground(width: int, height: int, *lights: Light) -> Image.Image:
    """Return a ground of this size in pixels, which is kept; copy it to draw on it."""
    return new_ground(width, height, *lights)


def new_ground(width: int, height: int, *lights: Light) -> Image.Image:
    """Return a ground of the caller's own, for one who keeps what is drawn on it."""
    upper = np.asarray(theme.mix(theme.BACKGROUND, theme.PANEL, 0.35), np.float32)[:, None, None]
    lower = np.asarray(theme.BACKGROUND, np.float32)[:, None, None]
    image = Image.new("RGB", (width, height))
    for top in range(0, height, _BAND):
        rows = np.arange(top, min(top + _BAND, height), dtype=np.float32)
        share = (rows / np.float32(max(1, height - 1)))[:, None]
        # Channel by channel: numpy is slow where its innermost loop is over three.
        band = upper * (1 - share) + lower * share
        lit = [light for light in lights if rows[0] < light.y + light.down]
        if lit:
            band = np.repeat(band, width, axis=2)
        for light in lit:
            _shine(band, rows, light)
        band += np.float32(0.5)
        strip = Image.merge("RGB", [Image.fromarray(each) for each in band.astype(np.uint8)])
        if not lit:
            strip = strip.resize((width, len(rows)), Image.Resampling.NEAREST)
        image.paste(strip, (0, top))
    return image


def _shine(band: npt.NDArray[np.float32], rows: npt.NDArray[np.float32], light: Light) -> None:
    """Light up a band of rows; only what is within the ellipse's reach is computed."""
    top, bottom = np.searchsorted(rows, (light.y - light.down, light.y + light.down))
    left = max(0, int(light.x - light.across))
    columns = np.arange(left, min(band.shape[2], light.x + light.across), dtype=np.float32)
    if top == bottom or not columns.size:
        return
    across = ((columns - light.x) / light.across) ** 2
    down = ((rows[top:bottom] - light.y) / light.down) ** 2
    share = np.clip(1 - across[None, :] - down[:, None], 0, 1) ** 2 * light.strength
    lit = band[:, top:bottom, left : left + columns.size]
    added = np.asarray(light.colour, np.float32)[:, None, None] - lit
    added *= share
    lit += added
