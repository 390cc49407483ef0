"""The heroes of the pool, one panel each: how often, how many won and how sure that is, the KDA."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.hero_pool import surest
from locales import text
from renderers import shapes, theme
from renderers.canvas import Box
from renderers.heroes import grid, words
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from dota.hero_pool import HeroPool, HeroRecord
    from locales import Locale
    from renderers.art import Art
    from renderers.canvas import Canvas
    from renderers.heroes.grid import Grid
    from renderers.theme import Colour

_CAPTION: Final = (Style(18, 500), Style(16, 500), Style(14, 500))
_NAME: Final = (Style(25, 650), Style(22, 650), Style(19, 650))
_LINE: Final = (Style(19, 500), Style(17, 500))
_RATE: Final = (Style(32, 800, tabular=True), Style(26, 800, tabular=True))
_KDA: Final = (Style(28, 700, tabular=True), Style(22, 700, tabular=True))
_SOLID: Final = 84
_TRACK: Final = 8
_DOT: Final = 16
_FEW: Final = 4
_EVEN: Final = 0.5


def draw_captions(canvas: Canvas, locale: Locale) -> None:
    """Name the columns."""
    left = theme.MARGIN
    for key, x, anchor, room in (
        ("heroes-rate", left + grid.SCALE_LEFT, "left", grid.RATE_RIGHT - grid.SCALE_LEFT),
        ("progress-kda", left + grid.KDA_RIGHT, "right", grid.KDA_RIGHT - grid.RATE_RIGHT - 16),
    ):
        label = text(locale, key)
        style = largest(label, _CAPTION, room)
        canvas.text(
            x, grid.CAPTIONS, label, style, theme.MUTED,
            anchor="left" if anchor == "left" else "right", max_width=room,
        )  # fmt: skip


def draw_rows(canvas: Canvas, pool: HeroPool, places: Grid, art: Art, locale: Locale) -> None:
    """Draw the most played heroes."""
    shown = pool.heroes[: places.rows]
    best = surest(shown)
    for index, record in enumerate(shown):
        _draw_row(canvas, places.row(index), record, art, locale, best=record is best)


def _draw_row(
    canvas: Canvas, box: Box, record: HeroRecord, art: Art, locale: Locale, *, best: bool
) -> None:
    ground = theme.mix(theme.PANEL, theme.GOLD, 0.06) if best else theme.PANEL
    canvas.fill(box, ground, theme.RADIUS)
    picture = art.hero(record.hero_id, grid.PORTRAIT, box.height)
    mask = shapes.fading(grid.PORTRAIT, box.height, theme.RADIUS, _SOLID, grid.PORTRAIT)
    canvas.image.paste(picture, box[:2], mask)
    _draw_name(canvas, box, record, locale, best=best)
    _draw_rate(canvas, box, record, locale)
    kda = words.ratio(record.kda, locale)
    room = grid.KDA_RIGHT - grid.RATE_RIGHT - 16
    ink = theme.TEXT if record.kda is not None else theme.FAINT
    middle = (box.top + box.bottom) / 2
    style = largest(kda, _KDA, room)
    canvas.text(
        box.left + grid.KDA_RIGHT, middle + style.size * 0.36, kda, style, ink, anchor="right",
        max_width=room,
    )  # fmt: skip


def _draw_name(canvas: Canvas, box: Box, record: HeroRecord, locale: Locale, *, best: bool) -> None:
    left = box.left + grid.TEXT_LEFT
    room = grid.SCALE_LEFT - grid.TEXT_LEFT - 20
    chip = text(locale, "heroes-best") if best else ""
    beside = measure(chip, theme.CHIP) + 28 if best else 0
    name = words.hero(record, locale)
    style = largest(name, _NAME, room - beside)
    width = canvas.text(left, box.top + 30, name, style, theme.TEXT, max_width=room - beside)
    if best:
        canvas.chip(
            left + width + 10, box.top + 22, chip, theme.CHIP,
            fill=theme.GOLD, ink=theme.BACKGROUND,
        )  # fmt: skip
    line = words.record_line(record, locale)
    style = largest(line, _LINE, room)
    canvas.text(left, box.top + 55, line, style, theme.MUTED, max_width=room)


def _draw_rate(canvas: Canvas, box: Box, record: HeroRecord, locale: Locale) -> None:
    """Draw the win rate on a scale with its interval, and write it."""
    left, width = box.left + grid.SCALE_LEFT, grid.SCALE_WIDTH
    middle = (box.top + box.bottom) // 2
    top = middle - _TRACK // 2
    canvas.fill(Box(left, top, left + width, top + _TRACK), theme.LINE, _TRACK // 2)
    colour = colour_of(record)
    low, high = (left + round(end * width) for end in record.interval)
    faint = theme.mix(theme.PANEL, colour, 0.45)
    canvas.fill(Box(low, top, max(high, low + _TRACK), top + _TRACK), faint, _TRACK // 2)
    half = left + width // 2
    canvas.fill(Box(half - 1, top - 7, half + 1, top + _TRACK + 7), theme.SOFT)
    x = left + round(record.win_rate * width)
    x = min(max(x, left + _DOT // 2), left + width - _DOT // 2)
    dot = Box(x - _DOT // 2, middle - _DOT // 2, x + _DOT // 2, middle + _DOT // 2)
    canvas.fill(dot.inset(-3), theme.PANEL, _DOT // 2 + 3)
    canvas.fill(dot, colour, _DOT // 2)
    shown = words.rate(record.wins, record.games, locale)
    room = grid.RATE_RIGHT - grid.SCALE_LEFT - width - 14
    style = largest(shown, _RATE, room)
    canvas.text(
        box.left + grid.RATE_RIGHT, middle + style.size * 0.36, shown, style, colour,
        anchor="right", max_width=room,
    )  # fmt: skip


def colour_of(record: HeroRecord) -> Colour:
    """Return the colour of a win rate; grey where there are too few games to speak of one."""
    if record.games < _FEW:
        return theme.SOFT
    if record.win_rate > _EVEN:
        return theme.RADIANT
    return theme.DIRE if record.win_rate < _EVEN else theme.GOLD
