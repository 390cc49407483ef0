"""The match card as one would first write it with Pillow: the yardstick of `benchmarks.render`.

Same size, same texts, same art. Fonts are opened once and character maps read once; everything
else is plain Pillow: a font looked up per character, `ImageDraw` for every shape, the default
encoder. Emoji and right-to-left text are left as they come.
"""

from __future__ import annotations

import functools
import io
import itertools
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

from dota.models import Side
from locales import format_duration
from renderers import figures, theme
from renderers.card import words
from renderers.card.grid import COLUMN_LEFT, COLUMN_WIDTH, HEIGHT, TEAM_BASELINE, WIDTH, Grid
from renderers.text import fonts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from dota.models import Match
    from locales import Locale

    Pictures: TypeAlias = Mapping[int, bytes]

_SIDES = {Side.RADIANT: theme.RADIANT, Side.DIRE: theme.DIRE}


@functools.cache
def _chain() -> list[tuple[str, int, frozenset[int]]]:
    found = []
    for font in fonts.chain(fonts.CHINESE):
        path = str(fonts.package_folder(font.package) / font.file)
        with TTFont(path, fontNumber=font.index, lazy=True) as opened:
            found.append((path, font.index, frozenset(opened.getBestCmap())))
    return found


@functools.cache
def _font(path: str, index: int, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(path, size, index=index)
    try:
        axes = font.get_variation_axes()
    except OSError:
        return font
    values = [
        weight if b"eight" in bytes(axis["name"] or b"") else axis["default"] for axis in axes
    ]
    font.set_variation_by_axes([float(value or 0) for value in values])
    return font


def _runs(text: str, size: int, weight: int) -> list[tuple[str, ImageFont.FreeTypeFont]]:
    runs: list[tuple[str, ImageFont.FreeTypeFont]] = []
    for character in text:
        for path, index, covered in _chain():
            if ord(character) in covered:
                font = _font(path, index, size, weight)
                break
        else:
            continue
        if runs and runs[-1][1] is font:
            runs[-1] = (runs[-1][0] + character, font)
        else:
            runs.append((character, font))
    return runs


def _text(
    pen: ImageDraw.ImageDraw,
    x: float,
    baseline: float,
    text: str,
    size: int,
    weight: int,
    fill: tuple[int, int, int],
    anchor: str = "l",
    width: float | None = None,
) -> float:
    runs = _runs(text, size, weight)
    total = sum(font.getlength(part) for part, font in runs)
    while width is not None and total > width and len(text) > 1:
        text = text[:-2] + "…" if text.endswith("…") else text[:-1] + "…"
        runs = _runs(text, size, weight)
        total = sum(font.getlength(part) for part, font in runs)
    x -= {"l": 0.0, "m": total / 2, "r": total}[anchor]
    for part, font in runs:
        pen.text((x, baseline), part, font=font, fill=fill, anchor="ls")
        x += font.getlength(part)
    return total


def naive_card(match: Match, locale: Locale, heroes: Pictures, items: Pictures) -> bytes:
    """Return the card as PNG bytes; `heroes` and `items` are files by id."""
    image = Image.new("RGB", (WIDTH, HEIGHT), theme.BACKGROUND)
    glow = Image.radial_gradient("L").resize((WIDTH, HEIGHT)).point(lambda v: max(0, 90 - v))
    winner = match.winner
    if winner is not None:
        corner = (
            (-WIDTH // 2, -HEIGHT // 2) if winner is Side.RADIANT else (WIDTH // 2, -HEIGHT // 2)
        )
        image.paste(_SIDES[winner], corner, glow)
    pen = ImageDraw.Draw(image)
    _header(pen, match, locale)
    gold = figures.gold(match)
    values = dict(zip(match.players, gold.values, strict=True))
    grid = Grid.of(match)
    best = figures.mvp(match)
    most = max((value or 0 for value in gold.values), default=1) or 1
    for side in Side:
        left = COLUMN_LEFT[side]
        _text(pen, left + 16, TEAM_BASELINE, words.team(match, side, locale), 20, 700, _SIDES[side])
        total = figures.short(sum(values[each] or 0 for each in match.side(side)), locale)
        _text(pen, left + COLUMN_WIDTH - 12, TEAM_BASELINE, total, 20, 700, theme.GOLD, "r")
        for index, player in enumerate(match.side(side)):
            box = grid.row(side, index)
            pen.rounded_rectangle(tuple(box), theme.RADIUS, fill=theme.PANEL)
            portrait = _opened(heroes, player.hero_id, (112, box.height))
            fade = Image.linear_gradient("L").rotate(90).resize(portrait.size)
            image.paste(portrait, box[:2], fade)
            _text(pen, box.left + 22, box.bottom - 13, str(player.level), 17, 700, theme.GOLD, "m")
            x = box.left + 118.0
            x += _text(pen, x, box.top + 26, words.name(player), 23, 600, theme.TEXT, width=230)
            if player is best:
                pen.rounded_rectangle(
                    (x + 8, box.top + 7, x + 54, box.top + 29), 11, fill=theme.GOLD
                )
                _text(pen, x + 31, box.top + 23, "MVP", 15, 800, theme.BACKGROUND, "m")
                x += 54
            _text(
                pen,
                x + 10,
                box.top + 26,
                words.hero(player, locale),
                17,
                500,
                theme.MUTED,
                width=80,
            )
            score = f"{player.kills} / {player.deaths} / {player.assists}"
            _text(pen, box.right - 12, box.top + 27, score, 25, 700, theme.TEXT, "r")
            worth = figures.short(values[player], locale)
            _text(pen, box.right - 12, box.top + 52, worth, 22, 700, theme.GOLD, "r")
            bar = (box.right - 74, box.top + 59, box.right - 12, box.top + 64)
            pen.rounded_rectangle(bar, 2, fill=theme.LINE)
            length = 62 * (values[player] or 0) / most
            pen.rounded_rectangle((bar[0], bar[1], bar[0] + length, bar[3]), 2, fill=theme.GOLD)
            for slot, item in enumerate((*player.items, player.neutral_item)):
                if item:
                    tile = _opened(items, item, (42, 31))
                    image.paste(tile, (box.left + 118 + 44 * slot, box.top + 34))
            hits = f"{player.last_hits}/{player.denies}"
            _text(pen, box.right - 83, box.top + 47, hits, 15, 600, theme.SOFT, "r")
            gpm = _text(pen, box.right - 83, box.top + 65, "GPM", 11, 600, theme.MUTED, "r")
            per_minute = str(player.gold_per_min)
            _text(pen, box.right - 86 - gpm, box.top + 65, per_minute, 15, 600, theme.SOFT, "r")
    _graph(pen, match, grid, locale)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _opened(files: Pictures, key: int, size: tuple[int, int]) -> Image.Image:
    with Image.open(io.BytesIO(files[key])) as opened:
        return opened.convert("RGB").resize(size)


def _header(pen: ImageDraw.ImageDraw, match: Match, locale: Locale) -> None:
    colour = theme.TEXT if match.winner is None else _SIDES[match.winner]
    _text(pen, 28, 66, words.result(match, locale), 44, 800, colour)
    _text(pen, 28, 100, words.setting(match, locale), 22, 500, theme.MUTED)
    _text(pen, 576, 74, str(match.radiant_score), 64, 800, theme.RADIANT, "r")
    _text(pen, 600, 70, ":", 44, 800, theme.FAINT, "m")
    _text(pen, 624, 74, str(match.dire_score), 64, 800, theme.DIRE)
    pen.rounded_rectangle((554, 86, 646, 114), 14, fill=theme.PANEL_RAISED)
    _text(pen, 600, 108, format_duration(match.duration), 21, 700, theme.TEXT, "m")
    _text(pen, 1172, 62, words.medal(match, locale), 28, 700, theme.TEXT, "r")
    day = f"{words.day(match, locale)} · {match.match_id}"
    _text(pen, 1172, 100, day, 22, 500, theme.MUTED, "r")


def _graph(pen: ImageDraw.ImageDraw, match: Match, grid: Grid, locale: Locale) -> None:
    box = grid.panel
    pen.rounded_rectangle(tuple(box), theme.RADIUS, fill=theme.PANEL)
    if match.advantage is None:
        return
    _text(pen, box.left + 20, box.top + 27, "Net worth advantage", 19, 600, theme.SOFT)
    values = match.advantage.values
    peak = max(values, key=abs)
    lead = figures.short(abs(peak), locale)
    _text(pen, box.right - 20, box.top + 27, lead, 20, 700, theme.TEXT, "r")
    high, low = max(0, *values), min(0, *values)
    reach = (high - low) or 1
    top, height = box.top + 36, box.height - 62
    zero = top + high / reach * height
    step = (box.width - 40) / (len(values) - 1)
    points = [
        (box.left + 20 + step * index, top + (high - value) / reach * height)
        for index, value in enumerate(values)
    ]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        colour = theme.RADIANT if min(y0, y1) < zero else theme.DIRE
        faint = theme.mix(theme.PANEL, colour, 0.3)
        pen.polygon([(x0, zero), (x0, y0), (x1, y1), (x1, zero)], fill=faint)
        pen.line([(x0, y0), (x1, y1)], fill=colour, width=3)
    for minute in range(5, len(values), 5):
        x = box.left + 20 + step * minute
        pen.line([(x, top), (x, top + height)], fill=theme.LINE)
        _text(pen, x, box.bottom - 7, f"{minute}′", 17, 500, theme.MUTED, "m")
