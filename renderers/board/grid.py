"""Where the parts of a leaderboard stand; everything in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from renderers.canvas import Box
from renderers.theme import MARGIN

if TYPE_CHECKING:
    from renderers.boards import Leaderboard, Standing

WIDTH: Final = 1000
MOST_ROWS: Final = 10
ROW_HEIGHT: Final = 76
_ROW_GAP: Final = 8
_ROWS_TOP: Final = 126
_APART: Final = 28
"""Between the last row and that of the asking member, who stands further down."""
_EMPTY_HEIGHT: Final = 148
_FOOTER: Final = 68


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows that are shown, and their boxes."""

    shown: tuple[Standing, ...]
    apart: bool
    """Whether the last row stands apart, below the ten best."""

    @classmethod
    def of(cls, board: Leaderboard) -> Grid:
        """Choose the rows: the ten best, and the marked member where it stands below them."""
        best = board.standings[:MOST_ROWS]
        asking = next(
            (
                standing
                for standing in board.standings[MOST_ROWS:]
                if standing.account_id == board.marked
            ),
            None,
        )
        return cls(best, apart=False) if asking is None else cls((*best, asking), apart=True)

    def row(self, index: int) -> Box:
        """Return the panel of a row."""
        top = _ROWS_TOP + index * (ROW_HEIGHT + _ROW_GAP)
        if self.apart and index == len(self.shown) - 1:
            top += _APART - _ROW_GAP
        return Box(MARGIN, top, WIDTH - MARGIN, top + ROW_HEIGHT)

    @property
    def empty(self) -> Box:
        """Return the panel that stands for the rows where there are none."""
        return Box(MARGIN, _ROWS_TOP, WIDTH - MARGIN, _ROWS_TOP + _EMPTY_HEIGHT)

    @property
    def footer(self) -> Box:
        """Return the two lines of notes at the bottom."""
        top = self.row(len(self.shown) - 1).bottom if self.shown else self.empty.bottom
        return Box(MARGIN, top, WIDTH - MARGIN, top + _FOOTER)

    @property
    def height(self) -> int:
        """The whole picture's."""
        return self.footer.bottom
