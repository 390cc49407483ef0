"""From letters of one font and one direction to glyphs in their places, by HarfBuzz."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

import uharfbuzz as hb  # type: ignore[import-untyped]

from renderers.text.fonts import Sized

_TABULAR: Final = {"tnum": True}

Direction: TypeAlias = Literal["ltr", "rtl"]


class Style(NamedTuple):
    """How text is set."""

    size: float
    """Pixels of the em."""
    weight: int = 600
    """100 to 900."""
    tabular: bool = False
    """Digits of one width, so that figures stand under each other."""


# A plain tuple: one with names takes longer to make than the glyph to shape.
Glyph: TypeAlias = tuple[Sized, int, int, int]
"""A font, a glyph's number in it, x and y: 64ths of a pixel from the line's origin, y upwards."""


def shape(
    text: str,
    font: Sized,
    direction: Direction,
    pen: int,
    glyphs: list[Glyph],
    *,
    tabular: bool = False,
) -> int:
    """Add a run's glyphs; take and return where the run begins and ends, in 64ths of a pixel."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = direction
    hb.shape(font.hb, buffer, _TABULAR if tabular else None)
    for info, placed in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x_offset, y_offset, x_advance, _ = placed.position
        glyphs.append((font, info.codepoint, pen + x_offset, y_offset))
        pen += x_advance
    return pen
