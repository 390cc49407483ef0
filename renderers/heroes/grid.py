"""Where the parts of the hero-pool chart stand; everything in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from renderers.canvas import Box
from renderers.theme import MARGIN

WIDTH: Final = 1000
MOST_ROWS: Final = 8
ROW_HEIGHT: Final = 66
_ROW_GAP: Final = 8
_ROWS_TOP: Final = 136
_FOOTER: Final = 56
CAPTIONS: Final = 124
"""Baseline of what names the columns."""

PORTRAIT: Final = 124
TEXT_LEFT: Final = 150
SCALE_LEFT, SCALE_WIDTH = 452, 230
"""Of the win rates: 0 to 100 percent; from the row's left edge, as the others."""
RATE_RIGHT: Final = 806
KDA_RIGHT: Final = 922


@dataclass(frozen=True, slots=True)
class Grid:
    """The boxes whose place depends on how many rows there are."""

    rows: int

    def row(self, index: int) -> Box:
        """Return the panel of a row."""
        top = _ROWS_TOP + index * (ROW_HEIGHT + _ROW_GAP)
        return Box(MARGIN, top, WIDTH - MARGIN, top + ROW_HEIGHT)

    @property
    def footer(self) -> Box:
        """Return the line at the bottom."""
        top = self.row(self.rows - 1).bottom
        return Box(MARGIN, top, WIDTH - MARGIN, top + _FOOTER)

    @property
    def height(self) -> int:
        """The whole picture's."""
        return self.footer.bottom
