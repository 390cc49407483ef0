"""Where everything on the progress chart stands, in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from renderers import theme
from renderers.canvas import Box

WIDTH: Final = 1000
HEIGHT: Final = 560
GAP: Final = 2 * theme.GRID
PADDING: Final = 20
_TOP: Final = 112
_BOTTOM: Final = HEIGHT - theme.MARGIN
_MIDDLE: Final = (_TOP + _BOTTOM) // 2

MAIN: Final = Box(theme.MARGIN, _TOP, 660, _BOTTOM)
SMALL: Final = (
    Box(MAIN.right + GAP, _TOP, WIDTH - theme.MARGIN, _MIDDLE - GAP // 2),
    Box(MAIN.right + GAP, _MIDDLE + GAP // 2, WIDTH - theme.MARGIN, _BOTTOM),
)

AXIS: Final = 60
"""Room to the right of the main curve for the values of its levels."""
CURVES: Final = Box(MAIN.left + PADDING, MAIN.top + 88, MAIN.right - PADDING - AXIS, 444)
STRIP: Final = Box(CURVES.left, 454, CURVES.right, 488)
NAMES: Final = CURVES.right + 10
"""Left edge of what names the levels and the strip."""
DATES: Final = 517
"""Baseline."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the words of one metric's panel stand."""

    panel: Box
    curves: Box
    large: bool

    @property
    def left(self) -> int:
        """Left edge of the words."""
        return self.panel.left + PADDING

    @property
    def right(self) -> int:
        """Right edge of the words."""
        return self.panel.right - PADDING

    @property
    def title(self) -> int:
        """Baseline of the metric's name."""
        return self.panel.top + 34

    @property
    def value(self) -> int:
        """Baseline of the figure."""
        return self.panel.top + 77


def small(index: int) -> Places:
    """Return the places in one of the small panels, counted from above."""
    panel = SMALL[index]
    curves = Box(panel.left + PADDING, panel.top + 94, panel.right - PADDING, panel.bottom - 20)
    return Places(panel, curves, large=False)


LARGE: Final = Places(MAIN, CURVES, large=True)
