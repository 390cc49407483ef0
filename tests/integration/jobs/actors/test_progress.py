"""The progress chart from a member's request to a picture in Redis, and every reason for none."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from apolo.sandbox.opendota_data import accounts
from dota.errors import NoMatches, PlayerNotFound, PrivateProfile, SourceUnavailable
from jobs.actors import links, progress
from jobs.actors.errors import MemberNotLinked, NoMedal, NotEnoughMatches, NotLinked
from jobs.actors.picture_store import PictureStore
from jobs.engine import Engine
from jobs.engine.outcome import describe
from jobs.payloads import ProgressPayload
from jobs.queues import NAMESPACE, QUEUES
from renderers import progress_chart
from store.accounts import get_accounts
from store.history import get_matches
from store.member_settings import set_hidden
from store.members import linked_members
from store.pool import open_pool

from .conftest import GUILD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Stage

MEMBER = 1
CARRY = accounts.CARRY.account_id
TURBO = accounts.TURBO.account_id


def _asked(locale: str = "en", guild: int | None = None, **more: object) -> ProgressPayload:
    return ProgressPayload(discord_user_id=MEMBER, guild_id=guild, locale=locale, **more)


@pytest.fixture
def kept(clean_valkey: str) -> Iterator[PictureStore]:
    """The pictures of all workers, in Redis."""
    engine = Engine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield PictureStore(engine)
    engine.close()


@pytest.fixture
def chart_stage(stage: Stage, kept: PictureStore) -> Stage:
    """The stage with a linked member, and pictures in a real Valkey."""
    stage.context = replace(stage.context, pictures=kept)
    stage.link(MEMBER, CARRY)
    return stage


def _no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(progress_chart, "render_progress_chart", refuse)


def _shortened(stage: Stage, account_id: int, count: int) -> None:
    """Leave an account its `count` newest matches."""
    history = stage.server.archive._histories
    history[account_id] = history.get(account_id, [])[:count]


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "wins: "), ("pt", "vitórias: "), ("es", "victorias: ")]
)
def test_a_linked_member_gets_a_chart(
    chart_stage: Stage, kept: PictureStore, locale: str, words: str
) -> None:
    answer = progress.draw(chart_stage.context, _asked(locale))

    assert (answer["kind"], answer["filename"]) == ("image", "progress.png")
    assert "Aurora" in answer["alt"]
    assert words in answer["alt"].lower()
    picture = kept.get(answer["picture"])
    assert picture is not None
    assert picture.alt == answer["alt"]
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (1000, 560)
    assert chart_stage.progress == [(10, "fetching"), (50, "drawing")]


def test_the_second_request_draws_nothing(
    chart_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = progress.draw(chart_stage.context, _asked())
    _no_drawing(monkeypatch)

    assert progress.draw(chart_stage.context, _asked()) == first

    # But another language is another picture
    with pytest.raises(AssertionError, match="drawn again"):
        progress.draw(chart_stage.context, _asked("pt"))


def test_a_new_match_is_a_new_chart(chart_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    history = chart_stage.server.archive._histories
    whole = history[CARRY]
    history[CARRY] = whole[1:]
    first = progress.draw(chart_stage.context, _asked())
    history[CARRY] = whole
    assert progress.draw(chart_stage.context, _asked())["picture"] != first["picture"]


def test_eighty_matches_are_asked_for_with_turbo_and_kept(chart_stage: Stage) -> None:
    answer = progress.draw(chart_stage.context, _asked())

    query = next(
        dict(one.query) for one in chart_stage.server.requests if one.path.endswith("/matches")
    )
    assert (query["limit"], query["significant"]) == ("80", "0")
    assert "last 80 matches" in answer["alt"]
    assert len(chart_stage.run(get_matches(chart_stage.context.pool, CARRY))) == 80


def test_the_name_is_asked_for_once_a_day(chart_stage: Stage) -> None:
    progress.draw(chart_stage.context, _asked())
    known = chart_stage.run(get_accounts(chart_stage.context.pool, {CARRY}))[CARRY]
    assert (known.name, known.rank_tier) == ("Aurora", 54)
    path = f"/api/players/{CARRY}"
    assert [one.path for one in chart_stage.server.requests].count(path) == 1

    progress.draw(chart_stage.context, _asked())

    assert [one.path for one in chart_stage.server.requests].count(path) == 1


def test_a_name_that_does_not_come_is_left_out(chart_stage: Stage) -> None:
    chart_stage.server.archive._histories[CARRY].reverse()
    real = chart_stage.context.opendota.profile

    async def away(account_id: int) -> object:
        raise SourceUnavailable("away")

    chart_stage.context.opendota.profile = away  # type: ignore[method-assign,assignment]
    alt = progress.draw(chart_stage.context, _asked())["alt"]
    assert alt.startswith("Dota 2 progress: last 80 matches.")
    # And is there again when it comes: the name is part of what is kept
    chart_stage.context.opendota.profile = real  # type: ignore[method-assign]
    assert "Aurora" in progress.draw(chart_stage.context, _asked())["alt"]


def test_who_asks_in_a_server_is_noted(stage: Stage) -> None:
    stage.link(MEMBER, CARRY, 77)
    progress.draw(stage.context, _asked(guild=GUILD))
    found = stage.run(linked_members(stage.context.pool, GUILD))
    assert [member.account_id for member in found] == [CARRY]


def test_nobody_linked(stage: Stage) -> None:
    with pytest.raises(NotLinked):
        progress.draw(stage.context, _asked())
    assert stage.server.requests == []


@pytest.mark.parametrize(
    ("account_id", "error"),
    [
        (accounts.PRIVATE.account_id, PrivateProfile),
        (accounts.NEWCOMER.account_id, NoMatches),
        (4_200_000_000, PlayerNotFound),
    ],
    ids=["private", "no matches", "unknown"],
)
def test_no_matches_to_be_had(
    stage: Stage, account_id: int, error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_drawing(monkeypatch)
    stage.link(MEMBER, account_id)
    with pytest.raises(error):
        progress.draw(stage.context, _asked())


@pytest.mark.parametrize("count", [1, 2])
def test_too_few_matches(stage: Stage, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _no_drawing(monkeypatch)
    stage.link(MEMBER, CARRY)
    _shortened(stage, CARRY, count)
    with pytest.raises(NotEnoughMatches) as caught:
        progress.draw(stage.context, _asked())
    told = describe(caught.value)
    assert (told.code, told.params) == ("not_enough_matches", {"have": count, "need": 3})


def test_three_matches_are_enough(stage: Stage) -> None:
    stage.link(MEMBER, CARRY)
    _shortened(stage, CARRY, 3)
    assert "last 3 matches" in progress.draw(stage.context, _asked())["alt"]


def test_a_turbo_player_gets_a_chart_of_turbo(stage: Stage) -> None:
    archive = stage.server.archive
    stage.link(MEMBER, TURBO)
    archive._histories[TURBO] = [spec for spec in archive.history(TURBO) if spec.turbo]
    count = len(archive.history(TURBO))
    assert count > 20
    alt = progress.draw(stage.context, _asked("es"))["alt"]
    assert f"últimas {count} partidas Turbo" in alt


def test_a_source_that_is_away_is_told(stage: Stage) -> None:
    stage.link(MEMBER, CARRY)
    stage.server.fail("server_error")
    with pytest.raises(SourceUnavailable):
        progress.draw(stage.context, _asked())


def test_a_database_that_goes_away_after_the_link_costs_only_what_is_kept(
    chart_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = chart_stage.run(open_pool("postgresql://127.0.0.1:1/none"))
    found = chart_stage.run(links.get_links(chart_stage.context.pool, [MEMBER]))

    async def known(_pool: object, _members: object) -> object:
        return found

    monkeypatch.setattr(links, "get_links", known)
    chart_stage.context = replace(chart_stage.context, pool=nowhere)
    assert "Aurora" in progress.draw(chart_stage.context, _asked(guild=GUILD))["alt"]


@pytest.mark.parametrize(
    ("metric", "said"),
    [("xpm", "first 10: XPM "), ("win_rate", "first 10: Win rate "), ("rank", "Medal now: Legend")],
)
def test_each_metric_has_its_own_chart(chart_stage: Stage, metric: str, said: str) -> None:
    first = progress.draw(chart_stage.context, _asked())
    answer = progress.draw(chart_stage.context, _asked(metric=metric))
    assert said in answer["alt"]
    assert answer["picture"] != first["picture"]


def test_as_many_matches_as_asked_for(chart_stage: Stage) -> None:
    assert "last 5 matches" in progress.draw(chart_stage.context, _asked(matches=5))["alt"]


def test_a_player_without_a_medal(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    _no_drawing(monkeypatch)
    stage.link(MEMBER, CARRY)
    uncalibrated = replace(accounts.CARRY, rank_tier=None)
    monkeypatch.setitem(accounts.BY_ID, CARRY, uncalibrated)
    with pytest.raises(NoMedal):
        progress.draw(stage.context, _asked(metric="rank"))


def test_another_member_can_be_asked_about_unless_hidden(stage: Stage) -> None:
    with pytest.raises(MemberNotLinked):
        progress.draw(stage.context, _asked(subject=2))
    stage.link(2, CARRY)
    assert "Aurora" in progress.draw(stage.context, _asked(subject=2))["alt"]
    stage.run(set_hidden(stage.context.pool, 2, True, 1))
    with pytest.raises(MemberNotLinked):
        progress.draw(stage.context, _asked(subject=2))
    # But hiding hides nothing from oneself
    own = ProgressPayload(discord_user_id=2, guild_id=None, locale="en", subject=2)
    assert "Aurora" in progress.draw(stage.context, own)["alt"]
