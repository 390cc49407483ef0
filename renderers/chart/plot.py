"""Curves that matplotlib draws over a finished ground, in pixels of the picture.

Only lines and marks go through matplotlib. Words are set by `renderers.text`, which knows every
script and remembers what it has drawn; axes, ticks and legends are never made, since building them
takes ten times as long as drawing the curves. Nor is a `Figure`: the artists draw themselves, and
to load what a figure might hold takes as long as half of the rest. Every plot has a renderer of its
own, so threads share nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from PIL import Image

from renderers.chart.library import (
    Bbox,
    BboxTransform,
    Line2D,
    LineCollection,
    RendererAgg,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from renderers.canvas import Box
    from renderers.theme import Colour

Values: TypeAlias = "NDArray[np.float64]"
Pixels: TypeAlias = "NDArray[np.uint8]"

_DPI: Final = 72
"""One point is one pixel."""


@dataclass(frozen=True, slots=True)
class Pane:
    """A rectangle of the picture with scales of its own."""

    box: Box
    left: float
    right: float
    bottom: float
    top: float
    """The values at the box's edges; left and right differ, and so do bottom and top."""

    def x(self, value: float) -> float:
        """Return the column of a value, pixels from the picture's left."""
        share = (value - self.left) / (self.right - self.left)
        return self.box.left + share * self.box.width

    def y(self, value: float) -> float:
        """Return the row of a value, pixels from the picture's top."""
        share = (value - self.bottom) / (self.top - self.bottom)
        return self.box.bottom - share * self.box.height


class Plot:
    """A picture that curves are drawn on.

    Parameters
    ----------
    ground : Image
        What lies below, RGB; it isn't changed.
    """

    def __init__(self, ground: Image.Image) -> None:
        self._size = ground.size
        self._ground = ground
        self._artists: list[Line2D | LineCollection] = []

    def curve(
        self,
        pane: Pane,
        x: Values,
        y: Values,
        colour: Colour,
        width: float,
        opacity: float = 1.0,
    ) -> None:
        """Draw a line through points, with gaps where `y` is NaN.

        Parameters
        ----------
        pane : Pane
            Whose scales `x` and `y` are in.
        x, y : array
            Of the same length.
        colour : Colour
        width : float
            Pixels.
        opacity : float
            0 to 1.
        """
        self._add(pane, x, y, colour, opacity, linewidth=width)

    def dots(
        self,
        pane: Pane,
        x: Values,
        y: Values,
        colour: Colour,
        size: float,
        opacity: float = 1.0,
    ) -> None:
        """Draw round dots of `size` pixels across."""
        self._add(
            pane, x, y, colour, opacity,
            linestyle="none", marker="o", markersize=size, markeredgewidth=0,
        )  # fmt: skip

    def marker(
        self, pane: Pane, x: float, y: float, rim: Colour, centre: Colour, size: float, edge: float
    ) -> None:
        """Draw one dot of `size` pixels across with a rim of `edge` pixels around it."""
        self._add(
            pane, np.array([x]), np.array([y]), centre, 1.0,
            linestyle="none", marker="o", markersize=size,
            markeredgecolor=_rgba(rim, 1.0), markeredgewidth=edge,
        )  # fmt: skip

    def levels(self, pane: Pane, values: Sequence[float], colour: Colour) -> None:
        """Draw dashed horizontal lines at these values."""
        segments = [[(pane.left, value), (pane.right, value)] for value in values]
        lines = LineCollection(
            segments,
            colors=[_rgba(colour, 1.0)],
            linewidths=1.0,
            linestyles=[(0, (5.0, 5.0))],
            transform=self._transform(pane),
        )
        self._artists.append(lines)

    def image(self) -> Image.Image:
        """Return the ground with everything drawn on it, RGB."""
        renderer = RendererAgg(*self._size, _DPI)  # type: ignore[no-untyped-call]
        # The ground is laid straight into Agg's buffer: drawing it as an image takes 15 ms. All
        # four bytes of a pixel together: three of them and then the fourth take 12 ms more.
        pixels: Pixels = np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]
        pixels[...] = np.asarray(self._ground.convert("RGBA"))
        for artist in sorted(self._artists, key=lambda artist: artist.zorder):
            artist.draw(renderer)
        return Image.fromarray(pixels).convert("RGB")

    def _add(
        self, pane: Pane, x: Values, y: Values, colour: Colour, opacity: float, **style: object
    ) -> None:
        line = Line2D(
            x,
            y,
            color=_rgba(colour, opacity),
            solid_joinstyle="round",
            solid_capstyle="round",
            transform=self._transform(pane),
            **style,  # type: ignore[arg-type]
        )
        self._artists.append(line)

    def _transform(self, pane: Pane) -> BboxTransform:
        # Agg counts rows from below.
        height = self._size[1]
        box = pane.box
        return BboxTransform(
            Bbox.from_extents(pane.left, pane.bottom, pane.right, pane.top),
            Bbox.from_extents(box.left, height - box.bottom, box.right, height - box.top),
        )


def _rgba(colour: Colour, opacity: float) -> tuple[float, float, float, float]:
    return (colour[0] / 255, colour[1] / 255, colour[2] / 255, opacity)
