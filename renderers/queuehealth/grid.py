"""Where the parts of the queue-health chart stand; everything in pixels."""

from __future__ import annotations

from typing import Final

from renderers import theme
from renderers.canvas import Box

WIDTH: Final = 1000
HEIGHT: Final = 560
GAP: Final = 14
PADDING: Final = 20
_TOP: Final = 104
_BOTTOM: Final = HEIGHT - theme.MARGIN
_MIDDLE: Final = (_TOP + _BOTTOM) // 2

DONE: Final = Box(theme.MARGIN, _TOP, 620, _MIDDLE - GAP // 2)
WAIT: Final = Box(theme.MARGIN, _MIDDLE + GAP // 2, 620, _BOTTOM)
QUEUES: Final = Box(DONE.right + GAP, _TOP, WIDTH - theme.MARGIN, _BOTTOM)

AXIS: Final = 70
"""Room to the right of the curves for the names of their levels."""


def curves(panel: Box) -> Box:
    """Return where a panel's curves are."""
    bottom = panel.bottom - (16 if panel is DONE else 40)
    return Box(panel.left + PADDING, panel.top + 84, panel.right - PADDING - AXIS, bottom)


TIMES: Final = WAIT.bottom - 15
"""Baseline of what names the ends of the hour."""
MOST_QUEUES: Final = 8
