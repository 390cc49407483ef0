"""/profile in words, and a card of another member's last match."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data.accounts import CARRY, IMMORTAL, NEWCOMER, PRIVATE
from apolo.sandbox.opendota_data.archive import PARSED_MATCH
from dota.errors import PlayerNotFound
from jobs.actors import match_card, profile
from jobs.actors.errors import MemberNotLinked, NotLinked
from jobs.payloads import MatchCardPayload, ProfilePayload
from locales import Locale, text
from store.history import recent_of_member
from store.medals import get_medals
from store.member_settings import set_hidden

if TYPE_CHECKING:
    from dota.models import PlayerProfile
    from tests.integration.jobs.actors.conftest import Stage


HOSTILE = "**@everyone** <@80351110224678912> [x](https://example.org)"


def told(stage: Stage, member: int = 1, locale: Locale = Locale.EN) -> list[str]:
    """The lines of a member's profile."""
    payload = ProfilePayload(discord_user_id=member, guild_id=900, locale=locale.value)
    answer = profile.tell(stage.context, payload)
    assert answer["kind"] == "text"
    return answer["text"].split("\n")


@pytest.mark.parametrize(
    ("locale", "medal"),
    [(Locale.EN, "Legend 4"), (Locale.PT, "Lenda 4"), (Locale.ES, "Leyenda 4")],
)
def test_it_tells_who_the_member_is(stage: Stage, locale: Locale, medal: str) -> None:
    stage.link(1, CARRY.account_id)

    first, standing, account, heading, *matches = told(stage, locale=locale)

    assert first == f"## {CARRY.name}"
    assert standing.startswith(f"**{medal}** · ")
    assert "%" in standing
    assert f"/players/{CARRY.account_id}>)" in account
    assert heading == "### " + text(locale, "profile-recent")
    assert len(matches) == profile.SHOWN
    noted = stage.run(get_medals(stage.context.pool, CARRY.account_id))
    assert [medal.rank_tier for medal in noted] == [CARRY.rank_tier]
    assert f"`{PARSED_MATCH}`" in matches[0]
    assert " · <t:" in matches[0]
    kept = stage.run(recent_of_member(stage.context.pool, 1, 3))
    assert len(kept) == 3
    assert kept[0].match_id == PARSED_MATCH


def test_an_immortals_place_is_told(stage: Stage) -> None:
    stage.link(1, IMMORTAL.account_id)
    assert told(stage)[1].startswith("**Immortal #412**")


def test_hidden_or_no_matches_are_told_and_no_error(stage: Stage) -> None:
    stage.link(1, PRIVATE.account_id)
    stage.link(2, NEWCOMER.account_id)

    hidden, none = told(stage, 1), told(stage, 2)

    assert hidden[-1] == text(Locale.EN, "profile-hidden")
    assert hidden[1] == "**No medal**"
    assert none[-1] == text(Locale.EN, "profile-no-matches")


@pytest.mark.parametrize("path", ["/wl", "/recentMatches"])
def test_what_the_source_does_not_give_is_left_out(stage: Stage, path: str) -> None:
    stage.link(1, CARRY.account_id)
    stage.server.fail("server_error", path=path)

    lines = told(stage)

    assert lines[0] == f"## {CARRY.name}"
    assert ("%" in lines[1]) is (path != "/wl")
    assert (text(Locale.EN, "profile-no-matches") in lines) is (path != "/wl")


def test_a_hostile_name_mentions_and_formats_nothing(stage: Stage) -> None:
    stage.link(1, CARRY.account_id)
    hostile = replace(stage.run(stage.context.opendota.profile(CARRY.account_id)), name=HOSTILE)

    async def profiled(_: int) -> PlayerProfile:
        return hostile

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(stage.context.opendota, "profile", profiled)
        first = told(stage)[0]

    assert "@everyone" not in first
    assert "](http" not in first
    assert "**" not in first


def test_without_an_account_there_is_no_profile(stage: Stage) -> None:
    with pytest.raises(NotLinked):
        told(stage)
    stage.link(1, 77)
    with pytest.raises(PlayerNotFound):
        told(stage)


def test_another_members_last_match_is_drawn_unless_they_hide(stage: Stage) -> None:
    stage.link(2, CARRY.account_id)
    payload = MatchCardPayload(
        discord_user_id=1, guild_id=900, locale="en", subject=2, match_id=None
    )

    card = match_card.draw(stage.context, payload)
    stage.run(set_hidden(stage.context.pool, 2, True, 1))

    assert card["filename"].startswith(f"match-{PARSED_MATCH}.")
    assert f":{CARRY.account_id}:" in card["picture"]
    with pytest.raises(MemberNotLinked):
        match_card.draw(stage.context, payload)
