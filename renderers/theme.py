"""Colours, measures and type sizes that all pictures share."""

from __future__ import annotations

from typing import Final, TypeAlias

from renderers.text import Style

Colour: TypeAlias = tuple[int, int, int]

BACKGROUND: Final[Colour] = (0x0C, 0x0F, 0x14)
PANEL: Final[Colour] = (0x17, 0x1C, 0x23)
PANEL_RAISED: Final[Colour] = (0x22, 0x2A, 0x35)
INSET: Final[Colour] = (0x10, 0x14, 0x1A)
LINE: Final[Colour] = (0x2B, 0x33, 0x3E)

TEXT: Final[Colour] = (0xF3, 0xF6, 0xF9)
SOFT: Final[Colour] = (0xC9, 0xD2, 0xDC)
MUTED: Final[Colour] = (0xA3, 0xAF, 0xBC)
FAINT: Final[Colour] = (0x6E, 0x7A, 0x88)

RADIANT: Final[Colour] = (0x93, 0xCE, 0x3F)
DIRE: Final[Colour] = (0xFF, 0x6B, 0x57)
GOLD: Final[Colour] = (0xF6, 0xCB, 0x5C)
DEATHS: Final[Colour] = (0xFF, 0x9A, 0x8A)

PARTIES: Final[tuple[Colour, ...]] = (
    (0x5B, 0xB8, 0xFF),
    (0xD0, 0x8C, 0xFF),
    (0x4F, 0xD6, 0xC0),
    (0xFF, 0xA9, 0x4D),
)
"""Chip colours of the parties of one match, in order of appearance."""

GRID: Final = 8
"""Pixels; distances are multiples of half of it."""
MARGIN: Final = 28
RADIUS: Final = 12

HEADLINE: Final = Style(44, 800)
SCORE: Final = Style(64, 800, tabular=True)
TITLE: Final = Style(28, 700)
BODY: Final = Style(22, 500)
NAME: Final = Style(23, 600)
FIGURE: Final = Style(25, 700, tabular=True)
SLASH: Final = Style(22, 500)
GOLD_FIGURE: Final = Style(22, 700, tabular=True)
LABEL: Final = Style(19, 600)
TEAM: Final = Style(20, 700)
GOLD_TOTAL: Final = Style(20, 700, tabular=True)
CAPTION: Final = Style(17, 500)
CHIP: Final = Style(15, 800)
LEVEL: Final = Style(17, 700, tabular=True)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return the colour that lies `share` (0 to 1) of the way from `a` to `b`."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )
