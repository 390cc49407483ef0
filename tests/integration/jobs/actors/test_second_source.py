"""Matches that OpenDota does not have, or can't give, come from STRATZ where there is a token."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import aiohttp
import pytest

from apolo.sandbox.opendota_data.archive import PARSED_MATCH
from apolo.sandbox.opendota_faults import FaultKind
from apolo.sandbox.stratz import TOKEN, SandboxStratz
from dota.errors import MatchNotFound, SourceUnavailable
from dota.http import Policy
from dota.models import Source
from dota.stratz import Stratz
from jobs.actors.match_card import draw
from jobs.actors.matches import load_match
from jobs.payloads import MatchCardPayload
from store.matches import get_stored_match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.actors.context import Context

    from .conftest import Stage

POLICY = Policy(tries=1, total=30.0, deadline=60.0, backoff=0.001, longest_wait=0.01)


@pytest.fixture
def stratz(stage: Stage) -> Iterator[SandboxStratz]:
    """A STRATZ that knows the same matches."""
    server = SandboxStratz(stage.server.archive)
    stage.run(server.start())
    yield server
    stage.run(server.stop())


@pytest.fixture
def context(stage: Stage, stratz: SandboxStratz) -> Iterator[Context]:
    """The actors' context with both sources."""

    async def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    client = stage.run(session())
    yield replace(stage.context, stratz=Stratz(client, stratz.url, TOKEN, policy=POLICY))
    stage.run(client.close())


def test_what_opendota_has_is_not_asked_of_stratz(context: Context, stratz: SandboxStratz) -> None:
    assert load_match(context, PARSED_MATCH).source is Source.OPENDOTA
    assert stratz.requests == []


def test_a_match_that_opendota_lacks_is_drawn_and_kept(
    stage: Stage, context: Context, stratz: SandboxStratz
) -> None:
    stage.server.missing.add(PARSED_MATCH)
    payload = MatchCardPayload(discord_user_id=1, guild_id=None, locale="en", match_id=PARSED_MATCH)

    answer = draw(context, payload)

    assert answer["kind"] == "image"
    stored = stage.run(get_stored_match(context.pool, PARSED_MATCH))
    assert stored is not None
    assert (stored.source, stored.parsed) == ("stratz", True)
    # And from there it comes the next time, without asking anybody
    assert load_match(stage.context, PARSED_MATCH).source is Source.STRATZ
    assert len(stratz.requests) == 1


@pytest.mark.parametrize("kind", [FaultKind.SERVER_ERROR, FaultKind.RATE_LIMITED, FaultKind.HTML])
def test_while_opendota_is_in_trouble_stratz_is_asked(
    stage: Stage, context: Context, kind: FaultKind
) -> None:
    stage.server.fail(kind, seconds=60)
    assert load_match(context, PARSED_MATCH).source is Source.STRATZ


def test_where_neither_has_it_opendotas_word_counts(
    stage: Stage, context: Context, stratz: SandboxStratz
) -> None:
    with pytest.raises(MatchNotFound):
        load_match(context, 1)
    stratz.fail(FaultKind.DOWN)
    with pytest.raises(MatchNotFound):
        load_match(context, 2)
    stage.server.fail(FaultKind.SERVER_ERROR)
    with pytest.raises(SourceUnavailable):
        load_match(context, 3)


def test_without_a_token_there_is_no_second_source(stage: Stage) -> None:
    stage.server.missing.add(PARSED_MATCH)
    with pytest.raises(MatchNotFound):
        load_match(stage.context, PARSED_MATCH)
