"""From a string to positioned glyphs on one line: font fallback, direction, shaping, ellipsis."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from renderers.text import bidi, emoji, fonts, spacing
from renderers.text.clean import clusters
from renderers.text.fold import fold
from renderers.text.fonts import UNITS
from renderers.text.shaping import Direction, Glyph, Style, shape
from renderers.text.spacing import ELLIPSIS

_EMOJI_ADVANCE: Final = 1.12
"""Ems."""
_WIDEST: Final = 4.0
"""Ems that one cluster may take: some single characters are whole sentences."""
_UNIT_SIZE: Final = 32.0
_IGNORABLE: Final = frozenset("\u200c\u200d\ufe0f")
_PLAIN: Final = re.compile("[ -~¡-¬®-ňŊ-ſȘ-țЀ-џ‐-‧′″▲▼]*")
"""Text all of whose characters Inter has, none of which joins another or runs from the right."""


class Drawing(NamedTuple):
    """One emoji in colour; `x` is its left edge from the line's origin, in pixels."""

    name: str
    x: float


class Line(NamedTuple):
    """A laid-out line."""

    text: str
    """What is set, after folding."""
    style: Style
    width: float
    """Pixels from origin to the end of the last advance."""
    glyphs: tuple[Glyph, ...]
    drawings: tuple[Drawing, ...]


_Setter: TypeAlias = fonts.Font | str
"""What sets a cluster: a font, or the name of an emoji drawing."""


@dataclass(slots=True)
class _Run:
    setter: _Setter
    level: int
    text: str
    count: int


@functools.lru_cache(maxsize=1024)
def lay_out(text: str, style: Style) -> Line:
    """Set a line of text.

    Parameters
    ----------
    text
        One line, already cleaned where it came from outside.
    style
        Size, weight and the like.
    """
    if not text:
        return Line("", style, 0.0, (), ())
    spaced = spacing.spaced(text, style)
    if spaced is not None:
        return Line(text, style, spaced.end / UNITS, spaced.glyphs, ())
    glyphs: list[Glyph] = []
    drawings: list[Drawing] = []
    if _PLAIN.fullmatch(text):
        font = fonts.sized(fonts.INTER, style.size, style.weight)
        pen = shape(text, font, "ltr", 0, glyphs, tabular=style.tabular)
        return Line(text, style, pen / UNITS, tuple(glyphs), ())
    pen = 0
    runs = _runs(text)
    for position in bidi.visual_order([run.level for run in runs]):
        run = runs[position]
        if isinstance(run.setter, str):
            for _ in range(run.count):
                drawings.append(Drawing(run.setter, pen / UNITS))
                pen += round(style.size * _EMOJI_ADVANCE * UNITS)
            continue
        font = fonts.sized(run.setter, style.size, style.weight)
        direction: Direction = "rtl" if run.level % 2 else "ltr"
        pen = shape(run.text, font, direction, pen, glyphs, tabular=style.tabular)
    drawn = "".join(run.text for run in runs)
    return Line(drawn, style, pen / UNITS, tuple(glyphs), tuple(drawings))


def fit(text: str, style: Style, width: float) -> str:
    """Return `text`, or as much of its beginning as fits in `width` pixels with an ellipsis.

    Returns
    -------
    str
        ``""`` when not even the ellipsis fits.
    """
    line = lay_out(text, style)
    if line.width <= width:
        return text
    # What is drawn is cut, for one character may have become several.
    parts = clusters(line.text)

    def fits(count: int) -> bool:
        return lay_out(_shortened(parts, count), style).width <= width

    # Mostly right: one glyph or drawing is one cluster, but for ligatures, marks and kerning.
    room = width - lay_out(ELLIPSIS, style).width
    starts = [x / UNITS for _, _, x, _ in line.glyphs] + [each.x for each in line.drawings]
    most = len(parts) - 1
    count = max(0, min(most, sum(start <= room for start in starts) - 1))
    while count < most and fits(count + 1):
        count += 1
    while count >= 0 and not fits(count):
        count -= 1
    return _shortened(parts, count) if count >= 0 else ""


def _shortened(parts: list[str], count: int) -> str:
    return "".join(parts[:count]).rstrip(" …") + ELLIPSIS


def _runs(text: str) -> list[_Run]:
    cjk = fonts.cjk_for(text)
    pieces = [piece for cluster in clusters(text) for piece in _set(cluster, cjk)]
    line_levels = bidi.levels("".join(piece for piece, _ in pieces))
    runs: list[_Run] = []
    start = 0
    for piece, setter in pieces:
        level = line_levels[start]
        start += len(piece)
        last = runs[-1] if runs else None
        if (
            last is not None
            and last.level == level
            and (last.setter == setter or (piece == " " and isinstance(last.setter, fonts.Font)))
        ):
            last.text += piece
            last.count += 1
        else:
            runs.append(_Run(setter, level, piece, 1))
    return runs


@functools.lru_cache(maxsize=8192)
def _set(cluster: str, cjk: fonts.Font) -> tuple[tuple[str, _Setter], ...]:
    """Return the cluster, or the clusters that stand in for it, each with what sets it."""
    drawing = emoji.drawing_of(cluster)
    if drawing is not None:
        return ((cluster, drawing),)
    parts = _drawable(cluster, cjk)
    return tuple((part, font) for part in parts if (font := _font_for(part, cjk)) is not None)


def _drawable(cluster: str, cjk: fonts.Font) -> tuple[str, ...]:
    """Return the cluster itself, or the clusters that stand in for it."""
    font = _font_for(cluster, cjk)
    if font is not None and not _sprawls(cluster, font):
        return (cluster,)

    def covered(candidate: str) -> bool:
        return all(_font_for(part, cjk) is not None for part in clusters(candidate))

    return tuple(clusters(fold(cluster, covered)))


@functools.lru_cache(maxsize=8192)
def _font_for(cluster: str, cjk: fonts.Font) -> fonts.Font | None:
    needed = [character for character in cluster if character not in _IGNORABLE]
    for font in fonts.chain(cjk):
        if all(fonts.covers(font, character) for character in needed):
            return font
    return None


def _sprawls(cluster: str, font: fonts.Font) -> bool:
    sized = fonts.sized(font, _UNIT_SIZE, 400)
    return shape(cluster, sized, "ltr", 0, []) > _WIDEST * _UNIT_SIZE * UNITS
