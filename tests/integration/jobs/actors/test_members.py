"""Linked members are noted where they ask, and nobody waits for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data import accounts
from apolo.sandbox.opendota_data.archive import PARSED_MATCH
from jobs.actors import accounts as account_actors
from jobs.actors import match_card
from jobs.payloads import LinkPayload, MatchCardPayload
from store.members import LinkedMember, linked_members
from store.pool import open_pool

from .conftest import GUILD

if TYPE_CHECKING:
    from .conftest import Stage

CARRY = accounts.CARRY.account_id
CARD = MatchCardPayload(discord_user_id=1, guild_id=GUILD, match_id=PARSED_MATCH, locale="en")


def _members(stage: Stage, guild: int = GUILD) -> tuple[LinkedMember, ...]:
    return stage.run(linked_members(stage.context.pool, guild))


@pytest.mark.parametrize(("guild", "noted"), [(GUILD, (LinkedMember(1, CARRY),)), (None, ())])
def test_linking_in_a_server(
    stage: Stage, guild: int | None, noted: tuple[LinkedMember, ...]
) -> None:
    payload = LinkPayload(discord_user_id=1, guild_id=guild, account_id=CARRY, locale="en")

    account_actors.link(stage.context, payload)

    assert _members(stage) == noted


def test_asking_for_a_card_in_another_server(stage: Stage) -> None:
    stage.link(1, CARRY, GUILD + 1)

    match_card.draw(stage.context, CARD)

    assert _members(stage) == (LinkedMember(1, CARRY),)


def test_who_has_linked_nothing_is_not_noted(stage: Stage) -> None:
    match_card.draw(stage.context, CARD)

    assert stage.run(stage.context.pool.fetchval("SELECT count(*) FROM guild_members")) == 0


def test_a_card_is_drawn_without_a_database(stage: Stage) -> None:
    away = stage.run(open_pool("postgresql://127.0.0.1:1/none"))

    answer = match_card.draw(replace(stage.context, pool=away), CARD)

    assert answer["kind"] == "image"


def test_a_table_that_is_locked_does_not_hold_up_a_card(stage: Stage) -> None:
    stage.link(1, CARRY)

    async def locked() -> object:
        borrowed = await stage.context.pool.acquire()
        lock = borrowed.transaction()
        await lock.start()
        await borrowed.execute("LOCK TABLE guild_members")
        return lock, borrowed

    async def unlock(held: tuple[object, object]) -> None:
        lock, borrowed = held
        await lock.rollback()  # type: ignore[attr-defined]
        await stage.context.pool.release(borrowed)  # type: ignore[arg-type]

    held = stage.run(locked())
    try:
        assert match_card.draw(stage.context, CARD)["kind"] == "image"
    finally:
        stage.run(unlock(held))  # type: ignore[arg-type]
