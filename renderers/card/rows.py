"""The players of the match card, one panel each."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image

from dota.models import Side
from locales import text
from renderers import figures, shapes, theme
from renderers.canvas import Box, Canvas
from renderers.card import columns, words
from renderers.card.backdrop import PANELS
from renderers.card.figure_tiles import write
from renderers.card.grid import COLUMN_WIDTH, Grid
from renderers.card.items import draw_items, items_width
from renderers.mount import Mount, stamp
from renderers.text import measure

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from locales import Locale
    from renderers.art import Art
    from renderers.canvas import Anchor
    from renderers.card.columns import Columns, Detail
    from renderers.figures import Gold
    from renderers.text import Style
    from renderers.theme import Colour

_PORTRAIT: Final = 112
_SOLID, _CLEAR = 78, 112
_TEXT_LEFT: Final = 118
_NAME_BASELINE: Final = 26
_ITEM_TOP: Final = 34
_AFTER_ITEMS, _BEFORE_GOLD = 12, 9
"""Pixels on either side of the small figures."""
_DETAIL_BASELINES: Final = (47, 65)
_RIGHT_PADDING: Final = 12
_NARROWEST_HERO: Final = 64.0
"""Pixels in which a hero's name is still told, shortened."""
_FIGURE_BASELINE: Final = 27
_GOLD_BASELINE: Final = 52
_BAR_TOP, _BAR_HEIGHT = 59, 5
_PARTY_LETTERS: Final = "ABCDE"
_ASKED: Final = theme.mix(theme.PANEL_RAISED, theme.GOLD, 0.08)


def draw_players(
    canvas: Canvas,
    match: Match,
    gold: Gold,
    grid: Grid,
    art: Art,
    locale: Locale,
    asking: MatchPlayer | None,
) -> None:
    """Draw all players' panels.

    Parameters
    ----------
    canvas, match, grid, art, locale
        Where, what and how.
    gold
        The gold figures, in the order of the match's players.
    asking
        The player to mark in gold, if any.
    """
    measured = columns.columns(match, gold, locale)
    begin = _TEXT_LEFT + items_width(neutral=measured.neutral) + _AFTER_ITEMS
    end = COLUMN_WIDTH - _RIGHT_PADDING - measured.gold - _BEFORE_GOLD
    small = columns.details(match, end - begin, locale) if measured.items else {}
    best = figures.mvp(match)
    parties = _parties(match)
    values = dict(zip(match.players, gold.values, strict=True))
    for side in Side:
        for index, player in enumerate(match.side(side)):
            _Row(
                canvas,
                grid.row(side, index),
                player,
                values[player],
                measured,
                small.get(player, ()),
                art,
                locale,
                asked=player is asking,
                best=player is best,
                party=parties.get(player.party_id) if player.party_id is not None else None,
            ).draw()


def _parties(match: Match) -> dict[int, int]:
    """Number the parties of two and more, in order of appearance.

    An id that occurs on both sides is no party: sources fill it in where they know nothing.
    """
    members: dict[int, list[Side]] = {}
    for player in match.players:
        if player.party_id is not None and (player.party_size is None or player.party_size > 1):
            members.setdefault(player.party_id, []).append(player.side)
    together = [
        party for party, sides in members.items() if len(sides) > 1 and len(set(sides)) == 1
    ]
    return {party: number for number, party in enumerate(together)}


@dataclass(frozen=True, slots=True)
class _Row:
    canvas: Canvas
    box: Box
    player: MatchPlayer
    gold: int | None
    columns: Columns
    small: tuple[Detail, ...]
    """Beside the items."""
    art: Art
    locale: Locale
    asked: bool
    best: bool
    party: int | None

    @property
    def ground(self) -> Colour:
        """The panel's colour."""
        return _ASKED if self.asked else PANELS[self.player.side]

    def draw(self) -> None:
        if self.asked:
            self.canvas.fill(self.box, _ASKED, theme.RADIUS)
        self._portrait()
        right = self.box.right - _RIGHT_PADDING
        self._name(right - self.columns.score - 14)
        self._score(right)
        self._gold(right)
        if self.columns.items:
            self._items()
            self._beside_items(right)
        else:
            self._instead_of_items()
        if self.asked:
            self.canvas.outline(self.box, theme.GOLD, theme.RADIUS, 3)

    def _portrait(self) -> None:
        mount = _mount(PANELS[self.player.side], self.box.height)
        picture = self.art.portrait(self.player.hero_id, mount)
        if self.player.abandoned:
            picture = mount.tile(picture.convert("L").convert("RGB"))
        self._stamp_into_the_panel(mount.on(self.ground, picture))
        if self.player.level is None:
            return
        level = figures.short(self.player.level, self.locale)
        width = max(30, round(measure(level, theme.LEVEL)) + 12)
        left, bottom = self.box.left + 7, self.box.bottom - 7
        badge = Box(left, bottom - 23, left + width, bottom)
        self.canvas.fill(badge, theme.BACKGROUND, 7)
        middle = left + width / 2
        write(
            self.canvas,
            middle,
            bottom - 6,
            level,
            theme.LEVEL,
            theme.GOLD,
            theme.BACKGROUND,
            anchor="middle",
        )

    def _stamp_into_the_panel(self, tile: Image.Image) -> None:
        """Put a tile at the panel's left end, whose round corners stay as they are."""
        left, top, bottom, radius = self.box.left, self.box.top, self.box.bottom, theme.RADIUS
        upper, lower = shapes.outside(self.box.height, radius)
        upper_box = (left, top, left + radius, top + radius)
        lower_box = (left, bottom - radius, left + radius, bottom)
        core = self.canvas.image.im
        upper_corner, lower_corner = core.crop(upper_box), core.crop(lower_box)
        stamp(self.canvas.image, tile, left, top)
        core.paste(upper_corner, upper_box, upper.im)
        core.paste(lower_corner, lower_box, lower.im)

    def _name(self, end: float) -> None:
        """Write the player's name, then chips, then the hero's name where there is room."""
        hero = words.hero(self.player, self.locale)
        name, colour = words.name(self.player), theme.TEXT
        if not name:
            # A known account without a name is best known by the hero it played.
            hidden = self.player.account_id is None or not hero
            name = text(self.locale, "card-anonymous") if hidden else hero
            colour = theme.MUTED if hidden else theme.SOFT
            hero = hero if hidden else ""
        chips = self._chips()
        reserved = sum(measure(chip[0], theme.CHIP) + 26 for chip in chips)
        x: float = self.box.left + _TEXT_LEFT
        baseline = self.box.top + _NAME_BASELINE
        x += self.canvas.text(
            x, baseline, name, theme.NAME, colour, max_width=max(0.0, end - x - reserved)
        )
        for label, fill in chips:
            x += 8 + self.canvas.chip(
                x + 8,
                self.box.top + _NAME_BASELINE - 8,
                label,
                theme.CHIP,
                fill=fill,
                ink=theme.BACKGROUND,
            )
        room = end - x - 10
        width = measure(hero, theme.CAPTION)
        if not width:
            return
        if width <= room:
            self._write(x + 10, baseline, hero, theme.CAPTION, theme.MUTED, anchor="left")
        elif room >= _NARROWEST_HERO:
            self.canvas.text(x + 10, baseline, hero, theme.CAPTION, theme.MUTED, max_width=room)

    def _chips(self) -> list[tuple[str, Colour]]:
        chips: list[tuple[str, Colour]] = []
        if self.best:
            chips.append((text(self.locale, "card-mvp"), theme.GOLD))
        if self.player.abandoned:
            chips.append((text(self.locale, "card-abandoned"), theme.MUTED))
        if self.party is not None:
            colour = theme.PARTIES[self.party % len(theme.PARTIES)]
            chips.append((_PARTY_LETTERS[self.party % len(_PARTY_LETTERS)], colour))
        return chips

    def _score(self, right: float) -> None:
        baseline, player = self.box.top + _FIGURE_BASELINE, self.player
        x = self._figure(player.assists, right, baseline, theme.TEXT)
        x = self._figure(player.deaths, self._slash(x, baseline), baseline, theme.DEATHS)
        self._figure(player.kills, self._slash(x, baseline), baseline, theme.TEXT)

    def _figure(self, value: int | None, right: float, baseline: float, colour: Colour) -> float:
        """Write a figure that ends at `right`; return where it begins."""
        shown = figures.short(value, self.locale)
        return right - self._write(right, baseline, shown, theme.FIGURE, colour, anchor="right")

    def _slash(self, right: float, baseline: float) -> float:
        """Draw a slash that ends at `right`; return where it begins."""
        left = right - self.columns.slash
        middle = (left + right) / 2
        self._write(middle, baseline, columns.SLASH, theme.SLASH, theme.FAINT, anchor="middle")
        return left

    def _write(
        self,
        x: float,
        baseline: float,
        content: str,
        style: Style,
        colour: Colour,
        *,
        anchor: Anchor,
    ) -> float:
        """Write what many cards show, on the bare panel; return its width."""
        return write(self.canvas, x, baseline, content, style, colour, self.ground, anchor=anchor)

    def _gold(self, right: float) -> None:
        shown = figures.short(self.gold, self.locale)
        colour = theme.GOLD if self.gold is not None else theme.FAINT
        baseline = self.box.top + _GOLD_BASELINE
        self._write(right, baseline, shown, theme.GOLD_FIGURE, colour, anchor="right")
        top = self.box.top + _BAR_TOP
        length = 0
        if self.gold and self.gold > 0 and self.columns.most_gold > 0:
            share = self.gold / self.columns.most_gold
            length = max(_BAR_HEIGHT, round(columns.GOLD_BAR * share))
        stamp(self.canvas.image, _bar(length, self.ground), round(right) - columns.GOLD_BAR, top)

    def _items(self) -> None:
        draw_items(
            self.canvas.image,
            (self.box.left + _TEXT_LEFT, self.box.top + _ITEM_TOP),
            self.player.items,
            self.player.neutral_item if self.columns.neutral else None,
            self.art,
            PANELS[self.player.side],
            self.ground,
        )

    def _beside_items(self, right: float) -> None:
        """Write the small figures between the items and the gold, right-aligned."""
        end = right - self.columns.gold - _BEFORE_GOLD
        for detail, line in zip(self.small, _DETAIL_BASELINES, strict=False):
            x, baseline = end, self.box.top + line
            if detail.label:
                x -= columns.DETAIL_GAP + self._write(
                    x, baseline, detail.label, columns.DETAIL_LABEL, theme.MUTED, anchor="right"
                )
            self._write(x, baseline, detail.shown, columns.DETAIL, theme.SOFT, anchor="right")

    def _instead_of_items(self) -> None:
        """Write figures where the items would be, when the source lists none."""
        x: float = self.box.left + _TEXT_LEFT
        baseline = self.box.top + _GOLD_BASELINE + 2
        end = self.box.right - _RIGHT_PADDING - self.columns.gold - 12
        player = self.player
        for name, shown in (
            ("gpm", figures.short(player.gold_per_min, self.locale)),
            ("xpm", figures.short(player.xp_per_min, self.locale)),
            ("last-hits", columns.last_hits(player, self.locale)),
        ):
            label = text(self.locale, f"card-detail-{name}")
            needed = measure(shown, theme.LABEL) + 6 + measure(label, theme.CAPTION)
            if shown == figures.UNKNOWN or x + needed > end:
                continue
            x += self.canvas.text(x, baseline, shown, theme.LABEL, theme.SOFT) + 6
            x += self.canvas.text(x, baseline, label, theme.CAPTION, theme.MUTED) + 18


@functools.lru_cache(maxsize=8)
def _mount(panel: Colour, height: int) -> Mount:
    return Mount(shapes.fading(_PORTRAIT, height, 0, _SOLID, _CLEAR), panel)


@functools.lru_cache(maxsize=256)
def _bar(length: int, ground: Colour) -> Image.Image:
    """Return a gold bar of some pixels on its track, ready on the panel's colour."""
    canvas = Canvas(Image.new("RGB", (columns.GOLD_BAR, _BAR_HEIGHT), ground))
    canvas.fill(canvas.box, theme.LINE, 2)
    canvas.fill(canvas.box._replace(right=length), theme.GOLD, 2)
    return canvas.image
