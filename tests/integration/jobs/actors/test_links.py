"""The links of members, asked for by several threads at once, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from jobs.actors import links
from jobs.actors.links import Links
from store.errors import StoreUnavailable
from store.players import get_links, remove_link, set_link
from store.pool import open_pool
from tests.servers import until

if TYPE_CHECKING:
    from collections.abc import Collection

    from store.players import LinkedPlayer
    from store.pool import Pool
    from tests.integration.jobs.actors.conftest import Stage

ASKING = 6


async def _set(event: asyncio.Event) -> None:
    event.set()


def test_a_link_holds_for_the_very_next_question_and_no_longer(stage: Stage) -> None:
    # Given two processes that ask the same database, one of which has been told "nobody"
    here, pool = stage.context.links, stage.context.pool
    elsewhere = Links(stage.context.loop, pool)
    assert here.of(1) is None

    # When a member links an account, links another, and unlinks
    # Then both know it each time
    for account in (10, 20):
        stage.run(set_link(pool, 1, account))
        for one in (here, elsewhere):
            link = one.of(1)
            assert link is not None
            assert link.account_id == account
    stage.run(remove_link(pool, 1))
    assert here.of(1) is None
    assert elsewhere.of(1) is None


def test_those_who_ask_meanwhile_are_answered_together_each_with_their_own(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, questions = stage.context.pool, []
    begun, all_asked = asyncio.Event(), asyncio.Event()
    for member in range(1, ASKING):
        stage.run(set_link(pool, member, 100 + member))

    async def slow(pool: Pool, members: Collection[int]) -> dict[int, LinkedPlayer]:
        questions.append(sorted(members))
        begun.set()
        await all_asked.wait()
        return await get_links(pool, members)

    monkeypatch.setattr(links, "get_links", slow)
    with ThreadPoolExecutor(ASKING + 1) as threads:
        # Given one thread that waits for the database
        first = threads.submit(stage.context.links.of, 1)
        stage.run(begun.wait())
        # When others ask, two of them for the same member, one for somebody without a link
        rest = [threads.submit(stage.context.links.of, member) for member in range(2, ASKING)]
        rest += [threads.submit(stage.context.links.of, member) for member in (2, 77)]
        until(lambda: sum(map(len, stage.context.links._asked.values())) == len(rest))
        stage.context.loop.call(_set(all_asked), 60.0)
        found = [future.result(60) for future in (first, *rest)]

    # Then the database was asked twice in all
    assert questions == [[1], [2, 3, 4, 5, 77]]
    accounts = [None if link is None else link.account_id for link in found]
    assert accounts == [101, 102, 103, 104, 105, 102, None]


def test_a_database_that_is_away_is_told_each_time_and_asked_again(stage: Stage) -> None:
    nowhere = Links(stage.context.loop, stage.run(open_pool("postgresql://127.0.0.1:1/none")))
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            nowhere.of(1)
