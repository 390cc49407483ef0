"""The lower end of the player card: items, net worth, and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import figures, shapes, theme
from renderers.figures import GoldKind
from renderers.player import grid, words
from renderers.text import Style, largest

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from locales import Locale
    from renderers.art import Art
    from renderers.canvas import Canvas
    from renderers.player.facts import PlayerFacts

_RADIUS: Final = 8
_BACKPACK: Final = (60, 44)
_WORTH: Final = tuple(Style(size, 800, tabular=True) for size in (44, 36, 28))
_CAPTION: Final = Style(20, 500)
_OPENING: Final = Style(22, 700)
_DETAILS: Final = (Style(21, 500), Style(19, 500), Style(17, 500))
_PADDING: Final = 18


def draw_items(canvas: Canvas, player: MatchPlayer, art: Art) -> float:
    """Draw the six slots, the neutral item and the backpack; return where they end."""
    x, y = theme.MARGIN, grid.ITEMS_TOP
    size = (grid.ITEM_WIDTH, grid.ITEM_HEIGHT)
    for item in player.items:
        _item(canvas, item, (x, y), size, _RADIUS, art)
        x += grid.ITEM_WIDTH + grid.ITEM_GAP
    x += grid.ITEM_GAP
    side = grid.ITEM_HEIGHT
    _item(canvas, player.neutral_item, (x, y), (side, side), side // 2, art)
    x += side + 2 * grid.ITEM_GAP
    for item in player.backpack:
        if item:
            top = y + grid.ITEM_HEIGHT - _BACKPACK[1]
            _item(canvas, item, (x, top), _BACKPACK, _RADIUS, art, dim=True)
            x += _BACKPACK[0] + grid.ITEM_GAP
    return x


def _item(
    canvas: Canvas,
    item: int,
    at: tuple[int, int],
    size: tuple[int, int],
    radius: int,
    art: Art,
    *,
    dim: bool = False,
) -> None:
    mask = shapes.rounded(*size, radius)
    if not item:
        canvas.image.paste(theme.PANEL, at, mask)
        return
    if dim:
        mask = shapes.dimmed(*size, radius)
    canvas.image.paste(art.item(item, *size), at, mask)


def draw_worth(
    canvas: Canvas, match: Match, player: MatchPlayer, left: float, locale: Locale
) -> None:
    """Write the player's gold at the right end of the items."""
    gold = figures.gold(match)
    value = dict(zip(match.players, gold.values, strict=True))[player]
    baseline = grid.ITEMS_TOP + 44
    shown = figures.short(value, locale)
    style = largest(shown, _WORTH, 160)
    ink = theme.FAINT if value is None else theme.GOLD
    taken = canvas.text(grid.RIGHT, baseline, shown, style, ink, anchor="right")
    kind = "net-worth" if gold.kind is GoldKind.NET_WORTH else "earned-gold"
    end = grid.RIGHT - taken - 14
    canvas.text(
        end, baseline - 4, text(locale, f"card-{kind}"), _CAPTION, theme.MUTED, anchor="right",
        max_width=max(0.0, end - left - 14),
    )  # fmt: skip


def draw_verdict(canvas: Canvas, facts: PlayerFacts, locale: Locale) -> None:
    """Write what the figures come to, in one line."""
    box = grid.VERDICT
    canvas.fill(box, theme.PANEL_RAISED, theme.RADIUS)
    opening, details = words.verdict(facts, locale)
    baseline = box.top + 29
    x: float = box.left + _PADDING
    if opening:
        _, colour = words.result(facts, locale)
        room = box.right - _PADDING - x
        x += canvas.text(x, baseline, opening, _OPENING, colour, max_width=room) + 16
    room = max(0.0, box.right - _PADDING - x)
    style = largest(details, _DETAILS, room)
    canvas.text(x, baseline, details, style, theme.SOFT, max_width=room)
