"""The match card looks as it looked when somebody last looked at it.

``APOLO_UPDATE_GOLDEN=1 pytest tests/unit/renderers/test_match_card_golden.py`` writes new ones.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from apolo.sandbox.image_art.files import hero_files, item_files
from dota.models import Side
from locales import Locale
from renderers.art import Art
from renderers.card.grid import Grid
from renderers.match_card import pictured, render_match_card
from tests.factories import match, player, team
from tests.pictures import assert_golden, difference

GOLDEN = Path(__file__).with_name("golden")


def test_a_parsed_match_in_english() -> None:
    picture = render_match_card(match(), locale=Locale.EN, player=1003)
    assert_golden(picture.data, GOLDEN / "match_card_parsed_en.png")


def test_an_unparsed_match_in_portuguese() -> None:
    players = (
        *team(Side.RADIANT, net_worth=None),
        *team(Side.DIRE, 3, net_worth=None),
        player(Side.DIRE, 3, name=None, account_id=None, net_worth=None, abandoned=True),
        player(Side.DIRE, 4, hero_id=900, items=(99_999,) * 6, net_worth=None),
    )
    old = match(players=players, advantage=None, radiant_win=False, rank_tier=None)
    picture = render_match_card(old, locale=Locale.PT)
    assert_golden(picture.data, GOLDEN / "match_card_unparsed_pt.png")


def test_a_match_with_pictures_in_spanish() -> None:
    shown = match()
    heroes, items = pictured(shown)
    art = Art(hero_files(heroes), item_files(items))
    picture = render_match_card(shown, locale=Locale.ES, player=1007, art=art)
    assert_golden(picture.data, GOLDEN / "match_card_pictures_es.png")


@pytest.mark.parametrize("shift", [1, 3])
def test_a_score_that_moved_would_be_noticed(shift: int) -> None:
    card = Image.open(io.BytesIO(render_match_card(match(), locale=Locale.EN).data)).convert("RGB")
    moved = card.copy()
    for index in range(5):
        row = Grid.of(match()).row(Side.RADIANT, index)
        part = row._replace(left=row.right - 150, bottom=row.top + 32)
        moved.paste(ImageChops.offset(card.crop(part), shift, 0), part)
    assert not difference(card, moved).acceptable
    assert difference(card, card).acceptable
