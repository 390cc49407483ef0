"""A server's weekly digest: the board of its week with who was best, in its language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobs.actors.digests import draw, plan, week_of
from jobs.actors.errors import NoLinkedMembers, NotEnoughGames
from jobs.payloads import DigestPayload
from locales import Locale, text
from store.accounts import put_profile
from store.server_settings import Setting, set_server_setting

from .conftest import GUILD, NOW, later
from .test_boards import _keep, _played

if TYPE_CHECKING:
    from .conftest import Stage

WEEK = "2026-W47"


def _digest(stage: Stage, locale: str = "en") -> dict[str, str]:
    payload = DigestPayload(guild_id=GUILD, week=WEEK, locale=locale)
    return draw(stage.context, payload, NOW)


@pytest.mark.parametrize("locale", Locale)
def test_the_best_are_named_in_the_servers_language(stage: Stage, locale: Locale) -> None:
    # Given one who wins and one who plays more, with a hostile name
    _keep(stage, 1, _played(6))
    _keep(stage, 2, _played(9, won=False))
    stage.run(put_profile(stage.context.pool, 1, name="Ana"))
    stage.run(put_profile(stage.context.pool, 2, name="**@everyone**"))

    answer = _digest(stage, locale.value)

    assert answer["kind"] == "image"
    assert stage.pictures.get(answer["picture"]) is not None
    lines = answer["text"].splitlines()
    assert text(locale, "digest-win_rate", name="Ana", value="100", games=6) in lines
    assert lines[0].startswith(text(locale, "digest-title", first="", last="").split("·")[0])
    (most,) = [line for line in lines if "🎮" in line]
    assert "9" in most
    (match,) = [line for line in lines if "⭐" in line]
    assert "5/5/5" in match
    assert "@everyone" not in answer["text"]
    assert text(locale, "command-settings-name") in lines[-1]
    assert len(answer["text"]) < 1900
    assert stage.requests("") == 0


def test_the_best_match_is_the_one_with_the_best_kda_that_counts(stage: Stage) -> None:
    rows = [
        replace(row, kills=kills, deaths=deaths, assists=assists)
        for row, (kills, deaths, assists) in zip(
            _played(6), [(1, 1, 1), (9, 1, 9), (9, 0, 10), (None, 1, 1), (2, 9, 2), (30, 0, 30)],
            strict=True,
        )
    ]  # fmt: skip
    # One that was over too soon to count
    rows[5] = replace(rows[5], duration=60)
    _keep(stage, 1, rows)

    (match,) = [line for line in _digest(stage)["text"].splitlines() if "⭐" in line]

    assert "9/0/10" in match
    assert str(rows[2].match_id) in match


def test_made_again_it_is_the_same_picture(stage: Stage) -> None:
    _keep(stage, 1, _played(6))
    first = _digest(stage)
    assert _digest(stage)["text"] == first["text"]


def test_a_server_without_members_or_games_has_none(stage: Stage) -> None:
    with pytest.raises(NoLinkedMembers):
        _digest(stage)
    _keep(stage, 1, _played(2))
    with pytest.raises(NotEnoughGames):
        _digest(stage)


def test_digests_are_planned_by_the_day_in_utc(stage: Stage) -> None:
    pool, today = stage.context.pool, NOW.isoweekday()
    for guild, day in ((1, today), (2, today % 7 + 1)):
        stage.run(set_server_setting(pool, guild, Setting.DIGEST_DAY, str(day), 1))
        stage.run(set_server_setting(pool, guild, Setting.DIGEST_CHANNEL, "9", 1))

    planned = [plan(stage.context, now)["args"] for now in (NOW, NOW, later(days=1))]

    assert planned == [{"count": 1}, {"count": 0}, {"count": 1}]
    assert week_of(NOW) == "2026-W47"
