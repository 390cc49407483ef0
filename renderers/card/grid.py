"""Where the parts of the match card stand; everything in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dota.models import Side
from renderers.canvas import Box
from renderers.theme import MARGIN

if TYPE_CHECKING:
    from dota.models import Match

WIDTH: Final = 1200
HEIGHT: Final = 675

COLUMN_WIDTH: Final = 560
COLUMN_LEFT: Final = {Side.RADIANT: MARGIN, Side.DIRE: WIDTH - MARGIN - COLUMN_WIDTH}

TEAM_BASELINE: Final = 142
ROWS_TOP: Final = 154
ROW_HEIGHT: Final = 70
ROW_GAP: Final = 6
PANEL_GAP: Final = 10
PANEL_BOTTOM: Final = HEIGHT - 18


@dataclass(frozen=True, slots=True)
class Grid:
    """The boxes whose place depends on how many players there are."""

    rows: int
    """Players on the larger side."""

    @classmethod
    def of(cls, match: Match) -> Grid:
        """Return the grid for a match of 0 to 5 players a side."""
        return cls(max(len(match.side(side)) for side in Side))

    def row(self, side: Side, index: int) -> Box:
        """Return a player's panel."""
        left = COLUMN_LEFT[side]
        top = ROWS_TOP + index * (ROW_HEIGHT + ROW_GAP)
        return Box(left, top, left + COLUMN_WIDTH, top + ROW_HEIGHT)

    @property
    def panel(self) -> Box:
        """The panel below the players: all that is left."""
        top = ROWS_TOP + self.rows * (ROW_HEIGHT + ROW_GAP) - ROW_GAP + PANEL_GAP
        if not self.rows:
            top = TEAM_BASELINE - 20
        return Box(MARGIN, top, WIDTH - MARGIN, PANEL_BOTTOM)
