"""The soft light under a curve, fading out towards the bottom of its pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from renderers.chart.plot import Pane, Values
    from renderers.theme import Colour

_LEVELS: Final = 48
"""Steps of the fading: more can't be seen, and would make the file twice as large."""


def under(
    image: Image.Image, pane: Pane, x: Values, y: Values, colour: Colour, strength: float
) -> None:
    """Shade what lies under a curve, in place.

    Parameters
    ----------
    image : Image
        RGB.
    pane : Pane
        Whose scales `x` and `y` are in.
    x, y : array
        The curve, `x` ascending, without gaps.
    colour : Colour
    strength : float
        Opacity right under the highest point, 0 to 1.
    """
    box = pane.box
    first = max(box.left, round(pane.x(float(x[0]))))
    last = min(box.right, round(pane.x(float(x[-1]))))
    if last <= first:
        return
    columns = np.arange(first, last) + 0.5
    at = pane.left + (columns - box.left) / box.width * (pane.right - pane.left)
    heights = np.interp(at, x, y)
    rows = box.bottom - (heights - pane.bottom) / (pane.top - pane.bottom) * box.height
    top = max(box.top, int(rows.min()))
    if top >= box.bottom:
        return
    down = np.arange(top, box.bottom)[:, None] + 0.5
    fading = (box.bottom - down) / (box.bottom - top)
    fading = np.round(fading * _LEVELS) / _LEVELS
    covered = np.clip(down - rows[None, :] + 0.5, 0.0, 1.0)
    mask = (covered * fading * (strength * 255)).astype(np.uint8)
    image.paste(colour, (first, top), Image.fromarray(mask))
