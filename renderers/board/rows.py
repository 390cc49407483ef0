"""The places of a leaderboard, one panel each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dota.leaderboard import BoardMetric
from locales import text
from renderers import avatars, figures, shapes, theme
from renderers.board import words
from renderers.canvas import Box
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from locales import Locale
    from renderers.art import Art
    from renderers.board.grid import Grid
    from renderers.boards import Leaderboard, Standing
    from renderers.canvas import Canvas
    from renderers.theme import Colour

_RANK_MIDDLE: Final = 44
_DISC: Final = 46
_MOVE_MIDDLE: Final = 106
_AVATAR_LEFT: Final = 142
_AVATAR: Final = 52
_TEXT_LEFT: Final = 210
_BAR_LEFT, _BAR_WIDTH, _BAR_HEIGHT = 548, 210, 10
_VALUE_RIGHT: Final = 22
_RANK: Final = Style(25, 800, tabular=True)
_LONG_RANK: Final = Style(18, 800, tabular=True)
_MOVE: Final = Style(20, 700, tabular=True)
_MOVES: Final = (_MOVE, Style(16, 700, tabular=True), Style(12, 700, tabular=True))
_MOVE_WIDTH: Final = 64
_NEW: Final = Style(14, 800)
_NAME: Final = Style(26, 650)
_DETAIL: Final = Style(19, 500)
_VALUE: Final = Style(36, 800, tabular=True)
_VALUES: Final = (_VALUE, Style(30, 800, tabular=True), Style(24, 800, tabular=True))
_MEDALS: Final[dict[int, Colour]] = {
    1: theme.GOLD,
    2: (0xCF, 0xD8, 0xE2),
    3: (0xDD, 0x9A, 0x63),
}
_SLOTS: Final = 3


def draw_rows(canvas: Canvas, board: Leaderboard, grid: Grid, art: Art, locale: Locale) -> None:
    """Draw every shown place."""
    best = max((standing.value for standing in board.standings), default=0.0)
    values = [words.value(board, standing, locale) for standing in grid.shown]
    room = grid.row(0).width - _BAR_LEFT - _BAR_WIDTH - _VALUE_RIGHT - 16
    style = next(
        (each for each in _VALUES if all(measure(value, each) <= room for value in values)),
        _VALUES[-1],
    )
    for index, standing in enumerate(grid.shown):
        box = grid.row(index)
        if grid.apart and index == len(grid.shown) - 1:
            _dots(canvas, box)
        row = _Row(canvas, box, board, standing, art, locale, best, style, room)
        row.draw(asked=standing.account_id == board.marked)


def _dots(canvas: Canvas, box: Box) -> None:
    middle = (box.left + box.right) // 2
    for shift in (-14, 0, 14):
        left, top = middle + shift - 2, box.top - 16
        canvas.fill(Box(left, top, left + 5, top + 5), theme.FAINT, 2)


@dataclass(frozen=True, slots=True)
class _Row:
    canvas: Canvas
    box: Box
    board: Leaderboard
    standing: Standing
    art: Art
    locale: Locale
    best: float
    """The highest value on the board."""
    value_style: Style
    value_room: float

    def draw(self, *, asked: bool) -> None:
        ground = theme.mix(theme.PANEL, theme.GOLD, 0.09) if asked else theme.PANEL
        self.canvas.fill(self.box, ground, theme.RADIUS)
        if asked:
            self.canvas.outline(self.box, theme.GOLD, theme.RADIUS, 2)
        self._rank()
        if self.board.compared:
            self._movement()
        self._player(asked=asked)
        self._bar()
        self._value()

    @property
    def _left(self) -> int:
        return self.box.left

    @property
    def _middle(self) -> float:
        return (self.box.top + self.box.bottom) / 2

    def _rank(self) -> None:
        rank = self.standing.rank
        x = self._left + _RANK_MIDDLE
        shown = figures.short(rank, self.locale)
        style = _RANK if len(shown) < _SLOTS else _LONG_RANK
        medal = _MEDALS.get(rank)
        if medal is not None:
            left, top = round(x - _DISC / 2), round(self._middle - _DISC / 2)
            self.canvas.fill(Box(left, top, left + _DISC, top + _DISC), medal, _DISC // 2)
        ink = theme.BACKGROUND if medal is not None else theme.SOFT
        self.canvas.text(x, self._middle + style.size * 0.36, shown, style, ink, anchor="middle")

    def _movement(self) -> None:
        x, before = self._left + _MOVE_MIDDLE, self.standing.previous_rank
        baseline = self._middle + _MOVE.size * 0.36
        if before is None:
            word = text(self.locale, "board-new")
            self.canvas.text(
                x,
                self._middle + _NEW.size * 0.36,
                word,
                _NEW,
                theme.GOLD,
                anchor="middle",
                max_width=_MOVE_WIDTH,
            )
            return
        gained = before - self.standing.rank
        if not gained:
            self.canvas.text(x, baseline, "–", _MOVE, theme.FAINT, anchor="middle")
            return
        arrow, colour = ("▲", theme.RADIANT) if gained > 0 else ("▼", theme.DIRE)
        shown = f"{arrow}\u2009{figures.short(abs(gained), self.locale)}"
        style = largest(shown, _MOVES, _MOVE_WIDTH)
        self.canvas.text(x, baseline, shown, style, colour, anchor="middle")

    def _player(self, *, asked: bool) -> None:
        name = words.name(self.standing)
        left = self._left + self._shift(_AVATAR_LEFT)
        top = round(self._middle - _AVATAR / 2)
        picture = self.art.avatar(self.standing.avatar, _AVATAR)
        if picture is None:
            picture = avatars.monogram(self.standing.account_id, name, _AVATAR)
        mask = shapes.rounded(_AVATAR, _AVATAR, _AVATAR // 2)
        self.canvas.image.paste(picture, (left, top), mask)
        x = self._left + self._shift(_TEXT_LEFT)
        room = self._left + _BAR_LEFT - 24 - x
        ink = theme.GOLD if asked else theme.TEXT
        self.canvas.text(x, self.box.top + 34, name, _NAME, ink, max_width=room)
        self.canvas.text(
            x,
            self.box.top + 60,
            words.games(self.standing, self.locale),
            _DETAIL,
            theme.MUTED,
            max_width=room,
        )

    def _shift(self, x: int) -> int:
        """Close the gap that the movement leaves where there is nothing to compare with."""
        return x if self.board.compared else x - (_AVATAR_LEFT - _RANK_MIDDLE - 40)

    def _bar(self) -> None:
        left = self._left + _BAR_LEFT
        record = words.record(self.standing, self.locale)
        self.canvas.text(left, self.box.top + 32, record, _DETAIL, theme.SOFT, max_width=_BAR_WIDTH)
        top = self.box.top + 46
        track = Box(left, top, left + _BAR_WIDTH, top + _BAR_HEIGHT)
        rate = self.board.metric is BoardMetric.WIN_RATE
        whole = 100.0 if rate else self.best
        share = min(1.0, max(0.0, self.standing.value / whole)) if whole > 0 else 0.0
        self.canvas.fill(track, theme.LINE, _BAR_HEIGHT // 2)
        length = round(_BAR_WIDTH * share)
        if length:
            colour = theme.RADIANT if rate else theme.GOLD
            filled = track._replace(right=left + max(_BAR_HEIGHT, length))
            self.canvas.fill(filled, colour, _BAR_HEIGHT // 2)
        if rate:
            half = left + _BAR_WIDTH // 2
            self.canvas.fill(Box(half - 1, top - 4, half + 1, top + _BAR_HEIGHT + 4), theme.SOFT)

    def _value(self) -> None:
        shown = words.value(self.board, self.standing, self.locale)
        leader = self.standing.rank == 1
        self.canvas.text(
            self.box.right - _VALUE_RIGHT,
            self._middle + self.value_style.size * 0.36,
            shown,
            self.value_style,
            theme.GOLD if leader else theme.TEXT,
            anchor="right",
            max_width=self.value_room,
        )
