"""The player's figures, each beside how it compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import figures, theme
from renderers.canvas import Box
from renderers.player import grid, words
from renderers.player.facts import Figure
from renderers.text import Style, largest

if TYPE_CHECKING:
    from dota.models import MatchPlayer
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.player.facts import PlayerFacts, Tile
    from renderers.theme import Colour

_SECTION: Final = Style(20, 600)
_LABEL: Final = Style(21, 600)
_COMPARED: Final = (Style(21, 600), Style(18, 600), Style(16, 600))
_VALUES: Final = tuple(Style(size, 800, tabular=True) for size in (40, 34, 28))
_BESIDE: Final = Style(22, 600, tabular=True)
_PADDING: Final = 18
_LABEL_BASELINE, _VALUE_BASELINE = 32, 77
_BAR_LEFT, _BAR_TOP, _BAR_HEIGHT = 158, 56, 14
_GOOD, _POOR = 70, 30


def draw_tiles(canvas: Canvas, player: MatchPlayer, facts: PlayerFacts, locale: Locale) -> None:
    """Draw the line above the tiles and the tiles."""
    section = words.section(player, facts, locale)
    room = grid.RIGHT - theme.MARGIN
    canvas.text(theme.MARGIN, grid.SECTION_BASELINE, section, _SECTION, theme.MUTED, max_width=room)
    for box, tile in zip(grid.TILES, facts.tiles, strict=True):
        _draw_tile(canvas, box, tile, player, locale)


def _draw_tile(canvas: Canvas, box: Box, tile: Tile, player: MatchPlayer, locale: Locale) -> None:
    canvas.fill(box, theme.PANEL, theme.RADIUS)
    left, right = box.left + _PADDING, box.right - _PADDING
    colour = colour_of(tile)
    compared = words.compared(tile, locale)
    room = box.width - 2 * _PADDING
    style = largest(compared, _COMPARED, room * 0.58)
    taken = canvas.text(
        right, box.top + _LABEL_BASELINE, compared, style, colour, anchor="right",
        max_width=room * 0.58,
    )  # fmt: skip
    label = text(locale, f"player-{tile.figure.value}")
    canvas.text(
        left, box.top + _LABEL_BASELINE, label, _LABEL, theme.MUTED, max_width=room - taken - 14
    )
    baseline = box.top + _VALUE_BASELINE
    shown = words.value(tile, locale)
    beside = ""
    if tile.figure is Figure.LAST_HITS and player.denies is not None:
        beside = f"/{figures.short(player.denies, locale)}"
    style = largest(shown, _VALUES, _BAR_LEFT - _PADDING - (60 if beside else 10))
    ink = theme.TEXT if tile.value is not None else theme.FAINT
    x = left + canvas.text(left, baseline, shown, style, ink)
    bar_left = box.left + _BAR_LEFT
    canvas.text(x + 2, baseline, beside, _BESIDE, theme.MUTED, max_width=max(0, bar_left - x - 8))
    _draw_bar(
        canvas, Box(bar_left, box.top + _BAR_TOP, right, box.top + _BAR_TOP + _BAR_HEIGHT), tile
    )


def _draw_bar(canvas: Canvas, track: Box, tile: Tile) -> None:
    radius = _BAR_HEIGHT // 2
    canvas.fill(track, theme.LINE, radius)
    percent = tile.share if tile.percentile is None else tile.percentile
    if percent is None:
        return
    length = max(_BAR_HEIGHT, round(track.width * min(100, percent) / 100))
    canvas.fill(track._replace(right=track.left + length), colour_of(tile), radius)
    if tile.percentile is not None:
        middle = (track.left + track.right) // 2
        canvas.fill(Box(middle - 1, track.top - 4, middle + 1, track.bottom + 4), theme.SOFT)


def colour_of(tile: Tile) -> Colour:
    """Return the colour of how a figure compares; the number beside it says the same."""
    if tile.percentile is None:
        return theme.PARTIES[0] if tile.share is not None else theme.FAINT
    if tile.percentile >= _GOOD:
        return theme.RADIANT
    return theme.DEATHS if tile.percentile <= _POOR else theme.GOLD
