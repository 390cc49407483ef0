"""A kept card is made smaller, once, and what stood beside it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data.archive import PARSED_MATCH
from jobs.actors import match_card, shrink
from jobs.payloads import MatchCardPayload, ShrinkPayload

if TYPE_CHECKING:
    from .conftest import Stage


def test_a_card_is_made_smaller_and_kept_beside_the_large_one(stage: Stage) -> None:
    asked = MatchCardPayload(discord_user_id=1, guild_id=None, locale="en", match_id=PARSED_MATCH)
    card = match_card.draw(stage.context, asked)
    large = stage.pictures.made[card["picture"]].data
    payload = ShrinkPayload(
        picture=card["picture"],
        filename=card["filename"],
        alt=card["alt"],
        most_bytes=len(large) // 3,
        text="Look",
    )

    answer = shrink.make_smaller(stage.context, payload)

    assert len(stage.pictures.made[answer["picture"]].data) <= len(large) // 3
    assert answer["filename"] == f"match-{PARSED_MATCH}.webp"
    assert (answer["alt"], answer["text"]) == (card["alt"], "Look")
    assert stage.pictures.made[card["picture"]].data == large
    with pytest.raises(shrink.PictureTooLarge):
        shrink.make_smaller(stage.context, payload.model_copy(update={"most_bytes": 100}))


def test_a_picture_that_is_gone_is_said_so(stage: Stage) -> None:
    gone = ShrinkPayload(picture="gone", filename="a.png", alt="", most_bytes=1)
    with pytest.raises(shrink.PictureExpired):
        shrink.make_smaller(stage.context, gone)
