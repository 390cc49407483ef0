"""Links of members, on a real PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg
import pytest

from store.players import get_link, remove_link, set_link

if TYPE_CHECKING:
    from store.pool import Pool


async def test_a_link_can_be_read_back(pool: Pool) -> None:
    # When a member links an account
    made = await set_link(pool, 2**63 - 1, 2**32 - 1)

    # Then it is found, with both ids whole
    assert await get_link(pool, 2**63 - 1) == made
    assert (made.discord_user_id, made.account_id) == (2**63 - 1, 2**32 - 1)
    assert made.linked_at.tzinfo is not None


async def test_nobody_is_linked_at_first(pool: Pool) -> None:
    assert await get_link(pool, 1) is None
    assert await remove_link(pool, 1) is False


async def test_linking_another_account_replaces_the_link(pool: Pool) -> None:
    first = await set_link(pool, 1, 10)
    second = await set_link(pool, 1, 20)

    assert await get_link(pool, 1) == second
    assert second.account_id == 20
    assert second.linked_at > first.linked_at


async def test_linking_the_same_account_keeps_the_time(pool: Pool) -> None:
    first = await set_link(pool, 1, 10)

    assert await set_link(pool, 1, 10) == first


async def test_two_members_may_link_one_account(pool: Pool) -> None:
    await set_link(pool, 1, 10)
    await set_link(pool, 2, 10)

    assert await remove_link(pool, 1) is True
    assert await get_link(pool, 1) is None
    assert await get_link(pool, 2) is not None


@pytest.mark.parametrize(("member", "account"), [(0, 1), (2**63, 1), (1, 0), (1, 2**32), (-1, 1)])
async def test_ids_out_of_range_are_refused(pool: Pool, member: int, account: int) -> None:
    with pytest.raises(ValueError, match="id is from 1"):
        await set_link(pool, member, account)


@pytest.mark.parametrize(("member", "account"), [(0, 1), (1, 0), (1, 2**32)])
async def test_the_schema_itself_refuses_them_too(pool: Pool, member: int, account: int) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await pool.execute(
            "INSERT INTO linked_players (discord_user_id, account_id) VALUES ($1, $2)",
            member,
            account,
        )
