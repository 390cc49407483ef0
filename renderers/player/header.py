"""The top of the player card: who, on which hero, how it ended, and kills, deaths, assists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.models import Side
from dota.rank import rank
from locales import format_duration, text
from renderers import emblem, figures, shapes, theme
from renderers.canvas import Box
from renderers.card import words as card_words
from renderers.player import grid, words
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from locales import Locale
    from renderers.art import Art
    from renderers.canvas import Canvas
    from renderers.player.facts import PlayerFacts

_NAMES: Final = tuple(Style(size, 800) for size in (42, 36, 30))
_HERO: Final = Style(25, 600)
_RESULT: Final = tuple(Style(size, 800) for size in (60, 52, 44))
_SCORE: Final = tuple(Style(size, 800, tabular=True) for size in (44, 34, 26))
_LINE: Final = (Style(22, 500), Style(20, 500), Style(18, 500))
_KDAS: Final = tuple(Style(size, 800, tabular=True) for size in (88, 72, 56, 44, 34))
_RATIOS: Final = tuple(Style(size, 800, tabular=True) for size in (44, 34, 26))
_CAPTION: Final = Style(19, 500)
_EMBLEM: Final = 40
_RESULT_BASELINE, _SETTING_BASELINE, _DAY_BASELINE = 82, 118, 148
_KDA_BASELINE, _CAPTION_BASELINE = 246, 278
_RATIO_ROOM: Final = 130
_SIDES: Final = {Side.RADIANT: theme.RADIANT, Side.DIRE: theme.DIRE}


def draw_portrait(canvas: Canvas, player: MatchPlayer, art: Art) -> None:
    """Draw the hero into the corner, fading into the ground."""
    width, height = grid.HERO.width, grid.HERO.height
    picture = art.hero(player.hero_id, width, height)
    if player.abandoned:
        picture = picture.convert("L").convert("RGB")
    canvas.image.paste(picture, grid.HERO[:2], shapes.melting(width, height, *grid.SOLID))


def draw_name(canvas: Canvas, match: Match, player: MatchPlayer, locale: Locale) -> None:
    """Write who played which hero, over the portrait's lower end."""
    x: float = theme.MARGIN
    medal = rank(player.rank_tier)
    if medal is not None:
        mark = emblem.medal(medal.medal, _EMBLEM)
        canvas.image.paste(mark, (round(x), grid.NAME_BASELINE - 34), mark)
        x += _EMBLEM + 12
    chips = [text(locale, "card-mvp")] if figures.mvp(match) is player else []
    if player.abandoned:
        chips.append(text(locale, "card-abandoned"))
    room = grid.NAME_RIGHT - x - sum(measure(chip, theme.CHIP) + 30 for chip in chips)
    name = words.name(player, locale)
    style = largest(name, _NAMES, room)
    x += canvas.text(x, grid.NAME_BASELINE, name, style, theme.TEXT, max_width=room) + 12
    for chip in chips:
        fill = theme.MUTED if player.abandoned else theme.GOLD
        middle = grid.NAME_BASELINE - 13
        x += canvas.chip(x, middle, chip, theme.CHIP, fill=fill, ink=theme.BACKGROUND) + 8
    below = words.hero_line(player, locale)
    room = grid.NAME_RIGHT - theme.MARGIN
    canvas.text(theme.MARGIN, grid.HERO_BASELINE, below, _HERO, theme.SOFT, max_width=room)


def draw_result(
    canvas: Canvas, match: Match, player: MatchPlayer, facts: PlayerFacts, locale: Locale
) -> None:
    """Write how the match ended, where and when it was played."""
    left = _score(canvas, match, locale)
    headline, colour = words.result(facts, locale)
    room = left - 24 - grid.HEAD_LEFT
    style = largest(headline, _RESULT, room)
    canvas.text(grid.HEAD_LEFT, _RESULT_BASELINE, headline, style, colour, max_width=room)
    clock = format_duration(match.duration)
    whole = grid.RIGHT - grid.HEAD_LEFT
    taken = canvas.text(
        grid.RIGHT, _SETTING_BASELINE, clock, theme.GOLD_FIGURE, theme.TEXT, anchor="right"
    )
    setting = card_words.setting(match, locale)
    style = largest(setting, _LINE, whole - taken - 20)
    canvas.text(
        grid.HEAD_LEFT, _SETTING_BASELINE, setting, style, theme.SOFT, max_width=whole - taken - 20
    )
    side = card_words.team(match, player.side, locale)
    facts_line = " · ".join(
        part
        for part in (
            card_words.day(match, locale),
            text(locale, "card-match", id=str(match.match_id)),
        )
        if part
    )
    taken = canvas.text(
        grid.RIGHT, _DAY_BASELINE, facts_line, _CAPTION, theme.MUTED, anchor="right",
        max_width=whole - 90,
    )  # fmt: skip
    canvas.text(
        grid.HEAD_LEFT, _DAY_BASELINE, side, _CAPTION, _SIDES[player.side],
        max_width=whole - taken - 20,
    )  # fmt: skip


def _score(canvas: Canvas, match: Match, locale: Locale) -> float:
    """Write the teams' scores; return where they begin."""
    shown = {side: figures.short(figures.score(match, side), locale) for side in Side}
    longest = max(shown.values(), key=len)
    style = largest(longest, _SCORE, 90)
    x: float = grid.RIGHT
    for side in (Side.DIRE, Side.RADIANT):
        colour = theme.FAINT if shown[side] == figures.UNKNOWN else _SIDES[side]
        x -= canvas.text(x, _RESULT_BASELINE, shown[side], style, colour, anchor="right")
        if side is Side.DIRE:
            x -= 10 + canvas.text(
                x - 10, _RESULT_BASELINE - 3, ":", _SCORE[1], theme.FAINT, anchor="right"
            )
            x -= 10
    return x


def draw_kda(canvas: Canvas, player: MatchPlayer, facts: PlayerFacts, locale: Locale) -> None:
    """Write kills, deaths and assists large, each named, and their ratio."""
    room = grid.RIGHT - grid.HEAD_LEFT - _RATIO_ROOM
    parts = (
        ("card-total-kills", player.kills, theme.TEXT),
        ("player-deaths", player.deaths, theme.DEATHS),
        ("player-assists", player.assists, theme.TEXT),
    )
    shown = [figures.short(value, locale) for _, value, _ in parts]
    column = room / len(parts)
    longest = max(shown, key=lambda each: measure(each, _KDAS[0]))
    style = largest(longest, _KDAS, column - 28)
    for at, (label, _, colour) in enumerate(parts):
        middle = grid.HEAD_LEFT + column * (at + 0.5)
        figure = shown[at]
        ink = theme.FAINT if figure == figures.UNKNOWN else colour
        canvas.text(
            middle, _KDA_BASELINE, figure, style, ink, anchor="middle", max_width=column - 12
        )
        named = text(locale, label)
        canvas.text(
            middle, _CAPTION_BASELINE, named, _CAPTION, theme.MUTED, anchor="middle",
            max_width=column - 12,
        )  # fmt: skip
        if at:
            x = round(grid.HEAD_LEFT + column * at)
            canvas.fill(Box(x, _KDA_BASELINE - 58, x + 2, _KDA_BASELINE - 2), theme.LINE, 1)
    x = round(grid.RIGHT - _RATIO_ROOM)
    canvas.fill(Box(x, _KDA_BASELINE - 58, x + 2, _KDA_BASELINE - 2), theme.LINE, 1)
    ratio = words.ratio(facts.kda, locale)
    middle = grid.RIGHT - _RATIO_ROOM / 2 + 6
    style = largest(ratio, _RATIOS, _RATIO_ROOM - 20)
    ink = theme.FAINT if facts.kda is None else theme.GOLD
    canvas.text(middle, _KDA_BASELINE, ratio, style, ink, anchor="middle")
    label = text(locale, "progress-kda")
    canvas.text(middle, _CAPTION_BASELINE, label, _CAPTION, theme.MUTED, anchor="middle")
