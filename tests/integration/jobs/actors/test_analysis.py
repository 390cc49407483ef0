"""A match is analysed once, whoever asks how often, and its fuller card drawn when that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data.archive import PARSED_MATCH, UNPARSED_MATCH
from apolo.sandbox.opendota_faults import FaultKind
from dota.errors import MatchNotFound, SourceUnavailable
from jobs.actors import analysis, match_card
from jobs.engine.outcome import describe, retry_delay
from jobs.payloads import AnalysisPayload, MatchCardPayload
from jobs.queues import IMAGE_GENERATION, QUEUES

from .conftest import NOW, later

if TYPE_CHECKING:
    from .conftest import Stage


def _asked(match_id: int = UNPARSED_MATCH, member: int = 1, locale: str = "en") -> AnalysisPayload:
    return AnalysisPayload(discord_user_id=member, guild_id=None, locale=locale, match_id=match_id)


def test_two_members_who_ask_are_one_request(stage: Stage) -> None:
    for member in (1, 2):
        answer = analysis.request(stage.context, _asked(member=member))
        assert answer["follow"] == "analysed_card"
        assert answer["args"] == {"match": str(UNPARSED_MATCH)}
    assert stage.requests("/request/") == 1


def test_the_card_waits_for_the_analysis(stage: Stage) -> None:
    with pytest.raises(analysis.StillUnparsed):
        analysis.draw(stage.context, _asked(locale="pt"))
    with pytest.raises(analysis.StillUnparsed):
        analysis.draw(stage.context, _asked(locale="pt"))
    assert stage.requests("/request/") == 1

    stage.server.finish_parses()
    answer = analysis.draw(stage.context, _asked(locale="pt"))

    assert answer["text"].startswith(f"A partida {UNPARSED_MATCH} foi analisada")
    assert "analysable" not in answer
    assert answer["picture"] in stage.pictures.made


def test_it_looks_again_until_its_time_is_over_and_says_so(stage: Stage) -> None:
    error = analysis.StillUnparsed(7)
    policy = QUEUES[IMAGE_GENERATION]
    again = [
        retry_delay(error, failures=n, max_retries=analysis.CHECKS, policy=policy)
        for n in range(1, analysis.CHECKS + 2)
    ]
    assert again == [30_000] * analysis.CHECKS + [None]
    assert sum(again[:-1]) < 14 * 60_000  # type: ignore[arg-type]
    assert (describe(error).code, describe(error).params) == (
        "analysis_unfinished",
        {"match_id": 7},
    )


def test_an_analysed_match_costs_no_request(stage: Stage) -> None:
    analysis.request(stage.context, _asked(PARSED_MATCH))
    assert analysis.draw(stage.context, _asked(PARSED_MATCH))["kind"] == "image"
    assert stage.requests("/request/") == 0


def test_an_unknown_match_is_said_so(stage: Stage) -> None:
    with pytest.raises(MatchNotFound):
        analysis.request(stage.context, _asked(8_600_999_999))


def test_a_request_that_failed_may_be_made_again(stage: Stage) -> None:
    match_card.draw(
        stage.context,
        MatchCardPayload(discord_user_id=1, guild_id=None, locale="en", match_id=UNPARSED_MATCH),
    )
    stage.server.fail(FaultKind.SERVER_ERROR)
    with pytest.raises(SourceUnavailable):
        analysis.request(stage.context, _asked())
    stage.server.heal()
    stage.requests("/request/")
    analysis.request(stage.context, _asked())
    assert stage.requests("/request/") == 1


def test_only_a_card_that_can_become_fuller_offers_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(match_card.time, "time", NOW.timestamp)

    def card(match_id: int) -> dict[str, str]:
        asked = MatchCardPayload(discord_user_id=1, guild_id=None, locale="en", match_id=match_id)
        return match_card.draw(stage.context, asked)

    assert card(UNPARSED_MATCH)["analysable"] == str(UNPARSED_MATCH)
    assert "analysable" not in card(PARSED_MATCH)
    monkeypatch.setattr(match_card.time, "time", later(days=15).timestamp)
    assert "analysable" not in card(UNPARSED_MATCH)
