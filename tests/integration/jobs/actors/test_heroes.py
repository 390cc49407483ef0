"""A member's heroes, from the request to a picture, and every reason for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data import accounts
from dota.errors import PrivateProfile
from jobs.actors import heroes
from jobs.actors.errors import MemberNotLinked, NotEnoughMatches, NotLinked
from jobs.payloads import HeroesPayload

if TYPE_CHECKING:
    from .conftest import Stage

MEMBER = 1
MID = accounts.MID.account_id


def _asked(**more: object) -> HeroesPayload:
    return HeroesPayload(**{"discord_user_id": MEMBER, "guild_id": None, "locale": "en"} | more)


def test_a_linked_member_gets_a_chart_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.link(MEMBER, MID)
    answer = heroes.draw(stage.context, _asked())
    assert (answer["kind"], answer["filename"]) == ("image", "heroes.png")
    assert answer["alt"].startswith("Dota 2 heroes of Kestrel ✦ in the last ")
    assert answer["picture"] in stage.pictures.made

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(heroes.hero_pool_chart, "render_hero_pool", refuse)
    assert heroes.draw(stage.context, _asked()) == answer
    for other in (_asked(locale="es"), _asked(matches=20)):
        with pytest.raises(AssertionError, match="drawn again"):
            heroes.draw(stage.context, other)


def test_another_member_may_look(stage: Stage) -> None:
    stage.link(2, MID)
    assert "Kestrel" in heroes.draw(stage.context, _asked(subject=2))["alt"]


def test_reasons_for_none(stage: Stage) -> None:
    with pytest.raises(NotLinked):
        heroes.draw(stage.context, _asked())
    with pytest.raises(MemberNotLinked):
        heroes.draw(stage.context, _asked(subject=2))
    stage.link(MEMBER, accounts.PRIVATE.account_id)
    with pytest.raises(PrivateProfile):
        heroes.draw(stage.context, _asked())
    stage.link(MEMBER, MID)
    stage.server.archive._histories[MID] = stage.server.archive.history(MID)[:2]
    with pytest.raises(NotEnoughMatches):
        heroes.draw(stage.context, _asked())
