"""The profile card: who a player is, as a picture 1000 pixels wide, as high as it has matches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.rank import rank
from locales import text
from renderers import art as artwork
from renderers import avatars, emblem, png, shapes, theme
from renderers.canvas import Box, Canvas
from renderers.ground import Light, ground
from renderers.picture import Picture
from renderers.profile import words
from renderers.profile.rows import ROW_GAP, ROW_HEIGHT, draw_rows
from renderers.text import Style, largest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from dota.models import PlayerMatch, PlayerProfile, WinLoss
    from locales import Locale
    from renderers.art import Art

PROFILE_RENDERER_VERSION: Final = 2
"""Part of the key under which pictures are kept; raised whenever the card looks different."""
MOST_MATCHES: Final = 6
"""Matches that are shown."""

WIDTH: Final = 1000
_HEADER: Final = 188
_CAPTION: Final = 34
_LIGHTS: Final = (
    Light(0, -40, WIDTH * 0.62, 300, theme.PARTIES[0], 0.16),
    Light(WIDTH, -40, WIDTH * 0.5, 260, theme.GOLD, 0.10),
)
_AVATAR: Final = 124
_TEXT_LEFT: Final = theme.MARGIN + _AVATAR + 26
_BAR_LEFT, _BAR_HEIGHT = 640, 14
_NAMES: Final = tuple(Style(size, 800) for size in (42, 36, 30))
_RATES: Final = tuple(Style(size, 800) for size in (40, 34, 28))
_MEDAL: Final = (Style(25, 650), Style(22, 650), Style(19, 650))
_COUNT: Final = Style(22, 700)
_NOTE: Final = Style(19, 500)
_EMBLEM: Final = 36


def render_profile_card(
    profile: PlayerProfile,
    record: WinLoss | None,
    matches: Sequence[PlayerMatch],
    *,
    locale: Locale,
    art: Art | None = None,
    avatar: str | None = None,
) -> Picture:
    """Draw who a player is.

    Parameters
    ----------
    profile : PlayerProfile
        Name, picture and medal.
    record : WinLoss or None
        Over all public matches; None where unknown.
    matches : sequence of PlayerMatch
        Newest first; the first few are shown, and none need be there.
    locale : Locale
        The language of words, numbers, days and the alternative text.
    art : Art, optional
        Pictures fetched before; placeholders are drawn for those that it lacks.
    avatar : str, optional
        The name of the player's own picture in `art`.

    Returns
    -------
    Picture
        A PNG of at most 400 KiB with alternative text.
    """
    shown = matches[:MOST_MATCHES]
    canvas = compose(profile, record, shown, locale=locale, art=art, avatar=avatar)
    width, height = canvas.image.size
    alt = words.alt_text(profile, record, shown, locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)


def compose(
    profile: PlayerProfile,
    record: WinLoss | None,
    matches: Sequence[PlayerMatch],
    *,
    locale: Locale,
    art: Art | None = None,
    avatar: str | None = None,
) -> Canvas:
    """Draw a profile without encoding it; the canvas knows where each text stands."""
    pictures = art or artwork.PLACEHOLDERS
    rows = len(matches) * (ROW_HEIGHT + ROW_GAP) - ROW_GAP + _CAPTION if matches else 0
    canvas = Canvas(ground(WIDTH, _HEADER + rows + theme.MARGIN, *_LIGHTS).copy())
    known = record is not None and record.games > 0
    _draw_face(canvas, profile, pictures.avatar(avatar, _AVATAR), locale)
    _draw_name(canvas, profile, locale, right=_BAR_LEFT - 28 if known else WIDTH - theme.MARGIN)
    if record is not None and known:
        _draw_record(canvas, record, locale)
    if matches:
        caption = text(locale, "profile-recent")
        canvas.text(theme.MARGIN, _HEADER + 18, caption, _NOTE, theme.MUTED)
        draw_rows(canvas, _HEADER + _CAPTION, matches, pictures, locale)
    return canvas


def _draw_face(
    canvas: Canvas, profile: PlayerProfile, face: Image.Image | None, locale: Locale
) -> None:
    left, top = theme.MARGIN, 34
    if face is None:
        face = avatars.monogram(profile.account_id, words.name(profile, locale), _AVATAR)
    canvas.image.paste(face, (left, top), shapes.rounded(_AVATAR, _AVATAR, _AVATAR // 2))
    held = rank(profile.rank_tier)
    frame = theme.LINE if held is None else emblem.COLOURS[held.medal]
    edge = Box(left, top, left + _AVATAR, top + _AVATAR).inset(-5)
    canvas.outline(edge, frame, edge.width // 2, 3)


def _draw_name(canvas: Canvas, profile: PlayerProfile, locale: Locale, *, right: int) -> None:
    room = right - _TEXT_LEFT
    name = words.name(profile, locale)
    style = largest(name, _NAMES, room)
    canvas.text(_TEXT_LEFT, 78, name, style, theme.TEXT, max_width=room)
    x, held = _TEXT_LEFT, rank(profile.rank_tier)
    if held is not None:
        mark = emblem.medal(held.medal, _EMBLEM)
        canvas.image.paste(mark, (x, 92), mark)
        x += _EMBLEM + 12
    medal = words.medal(profile, locale)
    ink = theme.MUTED if held is None else theme.SOFT
    style = largest(medal, _MEDAL, right - x)
    canvas.text(x, 119, medal, style, ink, max_width=right - x)
    account = text(locale, "profile-friend-id", account=str(profile.account_id))
    canvas.text(_TEXT_LEFT, 152, account, _NOTE, theme.MUTED, max_width=room)


def _draw_record(canvas: Canvas, record: WinLoss, locale: Locale) -> None:
    """Draw the share of wins, and write how many there are."""
    right = WIDTH - theme.MARGIN
    room = right - _BAR_LEFT
    rate = words.rate(record, locale)
    style = largest(rate, _RATES, room)
    canvas.text(right, 78, rate, style, theme.TEXT, anchor="right", max_width=room)
    track = Box(_BAR_LEFT, 100, right, 100 + _BAR_HEIGHT)
    canvas.fill(track, theme.DIRE, _BAR_HEIGHT // 2)
    length = round(room * record.wins / record.games)
    if length >= _BAR_HEIGHT:
        canvas.fill(track._replace(right=_BAR_LEFT + length), theme.RADIANT, _BAR_HEIGHT // 2)
        if length < room - _BAR_HEIGHT:
            cut = Box(_BAR_LEFT + length - 2, track.top, _BAR_LEFT + length + 2, track.bottom)
            canvas.fill(cut, theme.BACKGROUND)
    wins = text(locale, "progress-wins", wins=record.wins)
    losses = text(locale, "progress-losses", losses=record.losses)
    canvas.text(_BAR_LEFT, 146, wins, _COUNT, theme.RADIANT, max_width=room / 2 - 8)
    canvas.text(right, 146, losses, _COUNT, theme.DIRE, anchor="right", max_width=room / 2 - 8)
