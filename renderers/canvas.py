"""A drawing surface that remembers where everything was put, so that a layout can be checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from PIL import Image, ImageDraw

from renderers import shapes, text
from renderers.inking import ink

if TYPE_CHECKING:
    from renderers.text import Line, Style
    from renderers.theme import Colour

_WIDE: Final = 8
"""Radii from which on only a shape's ends are laid on through a mask: the rest needs none."""

Anchor: TypeAlias = Literal["left", "middle", "right"]


class Box(NamedTuple):
    """Pixels; right and bottom are exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return (self.width, self.height)

    def inset(self, by: int) -> Box:
        """Return the box made smaller by `by` pixels on each side."""
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share a pixel."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Placed(NamedTuple):
    """A piece of text on the canvas."""

    line: Line
    """As drawn: perhaps shortened."""
    box: Box
    """Its ink."""
    limit: float | None
    """What it was allowed, pixels."""


@dataclass(slots=True)
class Canvas:
    """An RGB image and the record of the texts on it."""

    image: Image.Image
    texts: list[Placed] = field(default_factory=list)
    _pen: ImageDraw.ImageDraw = field(init=False)

    def __post_init__(self) -> None:
        self._pen = ImageDraw.Draw(self.image)

    @property
    def box(self) -> Box:
        """The whole surface."""
        return Box(0, 0, *self.image.size)

    def text(
        self,
        x: float,
        baseline: float,
        content: str,
        style: Style,
        fill: Colour,
        *,
        anchor: Anchor = "left",
        max_width: float | None = None,
    ) -> float:
        """Write one line.

        Parameters
        ----------
        x, baseline
            Pixels; `x` is the left end, the middle or the right end, as `anchor` says.
        content
            Text, already cleaned where it came from outside.
        style, fill
            How it looks.
        max_width
            Pixels from which on it is shortened with an ellipsis.

        Returns
        -------
        float
            The width that it takes, pixels.
        """
        line = text.painted(content, style, max_width)
        width = line.line.width
        if anchor == "right":
            x -= width
        elif anchor == "middle":
            x -= width / 2
        box = Box(*text.paste(self.image, line, x, baseline, fill))
        if line.line.text:
            self.texts.append(Placed(line.line, box, max_width))
        return width

    def fill(self, box: Box, colour: Colour, radius: int = 0) -> None:
        """Fill a rectangle, with rounded corners where `radius` (pixels) isn't 0."""
        if box.width <= 0 or box.height <= 0:
            return
        radius = min(radius, box.width // 2, box.height // 2)
        if not radius:
            self._bar(box, colour)
        elif box.width < _WIDE * radius:
            mask = shapes.rounded(box.width, box.height, radius)
            ink(self._pen, mask, box.left, box.top, colour)
        else:
            self._ends(box, colour, shapes.ends(box.height, radius))
            self._bar(box._replace(left=box.left + radius, right=box.right - radius), colour)

    def outline(self, box: Box, colour: Colour, radius: int, thickness: int) -> None:
        """Draw a rounded frame, inside `box`."""
        radius = min(radius, box.width // 2, box.height // 2)
        self._ends(box, colour, shapes.ring_ends(box.height, radius, thickness))
        between = box._replace(left=box.left + radius, right=box.right - radius)
        self._bar(between._replace(bottom=box.top + thickness), colour)
        self._bar(between._replace(top=box.bottom - thickness), colour)

    def _bar(self, box: Box, colour: Colour) -> None:
        if box.width > 0:
            self._pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), colour)

    def _ends(self, box: Box, colour: Colour, masks: tuple[Image.Image, Image.Image]) -> None:
        left, right = masks
        ink(self._pen, left, box.left, box.top, colour)
        ink(self._pen, right, box.right - right.width, box.top, colour)

    def chip(
        self,
        x: float,
        middle: float,
        content: str,
        style: Style,
        *,
        fill: Colour,
        ink: Colour,
        max_width: float | None = None,
    ) -> float:
        """Write a word on a small pill; `x` is its left edge, `middle` its height's centre.

        Returns
        -------
        float
            The pill's width, pixels.
        """
        padding = round(style.size * 0.55)
        line = text.painted(content, style, max_width)
        width = round(line.line.width) + 2 * padding
        height = round(style.size * 1.5)
        left, top = round(x), round(middle - height / 2)
        self.fill(Box(left, top, left + width, top + height), fill, height // 2)
        self.text(
            left + padding, middle + style.size * 0.36, content, style, ink, max_width=max_width
        )
        return width
