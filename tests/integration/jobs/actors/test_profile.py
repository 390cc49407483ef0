"""The profile card, and a card of another member's last match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data.accounts import CARRY, NEWCOMER, PRIVATE
from apolo.sandbox.opendota_data.archive import PARSED_MATCH
from dota.errors import PlayerNotFound
from jobs.actors import match_card, profile
from jobs.actors.errors import MemberNotLinked, NotLinked
from jobs.payloads import MatchCardPayload, ProfilePayload
from locales import Locale, text
from store.history import recent_of_member
from store.member_settings import set_hidden

if TYPE_CHECKING:
    from tests.integration.jobs.actors.conftest import Stage


def drawn(stage: Stage, member: int = 1, locale: Locale = Locale.EN) -> dict[str, str]:
    """A member's profile."""
    payload = ProfilePayload(discord_user_id=member, guild_id=900, locale=locale.value)
    return profile.draw(stage.context, payload)


@pytest.mark.parametrize(
    ("locale", "medal"),
    [(Locale.EN, "Legend IV"), (Locale.PT, "Lenda IV"), (Locale.ES, "Leyenda IV")],
)
def test_it_shows_who_the_member_is(stage: Stage, locale: Locale, medal: str) -> None:
    stage.link(1, CARRY.account_id)

    answer = drawn(stage, locale=locale)

    assert (answer["kind"], answer["filename"]) == ("image", "profile.png")
    assert stage.pictures.made[answer["picture"]].data.startswith(b"\x89PNG")
    assert answer["alt"].startswith(f"{CARRY.name}: {medal}. ")
    assert "%" in answer["alt"]
    assert f"/players/{CARRY.account_id}>)" in answer["text"]
    kept = stage.run(recent_of_member(stage.context.pool, 1, 3))
    assert len(kept) == 3
    assert kept[0].match_id == PARSED_MATCH


def test_asked_again_it_is_not_drawn_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.link(1, CARRY.account_id)
    first = drawn(stage)

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(profile.profile_card, "render_profile_card", refuse)
    assert drawn(stage) == first


def test_hidden_or_no_matches_are_told_and_no_error(stage: Stage) -> None:
    stage.link(1, PRIVATE.account_id)
    stage.link(2, NEWCOMER.account_id)

    hidden, none = drawn(stage, 1), drawn(stage, 2)

    assert hidden["text"].startswith(text(Locale.EN, "profile-hidden"))
    assert hidden["alt"].endswith("No medal")
    assert none["text"].startswith(text(Locale.EN, "profile-no-matches"))


@pytest.mark.parametrize("path", ["/wl", "/recentMatches"])
def test_what_the_source_does_not_give_is_left_out(stage: Stage, path: str) -> None:
    stage.link(1, CARRY.account_id)
    stage.server.fail("server_error", path=path)

    answer = drawn(stage)

    assert ("%" in answer["alt"]) is (path != "/wl")
    assert (text(Locale.EN, "profile-no-matches") in answer["text"]) is (path != "/wl")


def test_without_an_account_there_is_no_profile(stage: Stage) -> None:
    with pytest.raises(NotLinked):
        drawn(stage)
    stage.link(1, 77)
    with pytest.raises(PlayerNotFound):
        drawn(stage)


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
