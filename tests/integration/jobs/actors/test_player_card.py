"""A member's own card, from the request to a picture, and every reason for none."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from apolo.sandbox.opendota_data import accounts
from apolo.sandbox.opendota_data.archive import PARSED_MATCH, SCRIPTS_MATCH
from jobs.actors import player_card
from jobs.actors.errors import NotInMatch, NotLinked
from jobs.payloads import MatchCardPayload

if TYPE_CHECKING:
    from .conftest import Stage

MEMBER = 1


def _asked(match_id: int | None, locale: str = "en") -> MatchCardPayload:
    return MatchCardPayload(
        discord_user_id=MEMBER, guild_id=None, locale=locale, match_id=match_id, only_me=True
    )


def test_a_linked_member_gets_the_card_of_the_last_match(stage: Stage) -> None:
    stage.link(MEMBER, accounts.CARRY.account_id)
    answer = player_card.draw(stage.context, _asked(None, "pt"))
    assert (answer["kind"], answer["filename"]) == ("image", f"match-{PARSED_MATCH}-player.png")
    assert answer["alt"].startswith("Aurora com Phantom Assassin")
    with Image.open(io.BytesIO(stage.pictures.made[answer["picture"]].data)) as image:
        assert image.size == (1200, 675)


def test_asked_again_it_is_not_drawn_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.link(MEMBER, accounts.CARRY.account_id)
    first = player_card.draw(stage.context, _asked(PARSED_MATCH))

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(player_card.player_card, "render_player_card", refuse)
    assert player_card.draw(stage.context, _asked(PARSED_MATCH)) == first
    with pytest.raises(AssertionError, match="drawn again"):
        player_card.draw(stage.context, _asked(PARSED_MATCH, "es"))


def test_only_linked_members_who_played_get_one(stage: Stage) -> None:
    with pytest.raises(NotLinked):
        player_card.draw(stage.context, _asked(PARSED_MATCH))
    stage.link(MEMBER, accounts.CARRY.account_id)
    with pytest.raises(NotInMatch):
        player_card.draw(stage.context, _asked(SCRIPTS_MATCH))
    assert not stage.pictures.made
