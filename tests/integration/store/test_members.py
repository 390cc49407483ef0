"""Members of servers and their accounts, on a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from store.accounts import (
    Account,
    get_accounts,
    note_try,
    put_profile,
    remove_unlinked_accounts,
)
from store.members import (
    LinkedMember,
    guilds_with_links,
    linked_members,
    note_member,
    remove_unseen,
)
from store.players import remove_link, set_link

if TYPE_CHECKING:
    from store.pool import Pool

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_only_linked_members_of_the_server_are_found(pool: Pool) -> None:
    await set_link(pool, 1, 10)
    await set_link(pool, 2, 20)
    await note_member(pool, 100, 1)
    await note_member(pool, 100, 3)
    await note_member(pool, 200, 2)

    assert await linked_members(pool, 100) == (LinkedMember(1, 10),)
    assert await linked_members(pool, 300) == ()
    assert await guilds_with_links(pool) == (100, 200)

    await remove_link(pool, 2)
    assert await guilds_with_links(pool) == (100,)


async def test_one_account_is_its_first_linkers(pool: Pool) -> None:
    # Given two members who linked one account, the one with the higher id first
    await set_link(pool, 2, 10)
    await set_link(pool, 1, 10)
    for member in (1, 2):
        await note_member(pool, 100, member)

    assert await linked_members(pool, 100) == (LinkedMember(2, 10),)

    # When the first one is gone, it is the other's
    await remove_link(pool, 2)
    assert await linked_members(pool, 100) == (LinkedMember(1, 10),)


async def test_seen_again_is_noted_at_most_once_an_hour(pool: Pool) -> None:
    await note_member(pool, 100, 1)
    first = await pool.fetchval("SELECT seen_at FROM guild_members")
    await note_member(pool, 100, 1)
    assert await pool.fetchval("SELECT seen_at FROM guild_members") == first

    await pool.execute("UPDATE guild_members SET seen_at = now() - interval '2 hours'")
    await note_member(pool, 100, 1)
    assert await pool.fetchval("SELECT seen_at FROM guild_members") > first


async def test_members_not_seen_for_long_are_forgotten(pool: Pool) -> None:
    for member in (1, 2, 3):
        await note_member(pool, 100, member)
    await pool.execute(
        "UPDATE guild_members SET seen_at = now() - interval '90 days' WHERE discord_user_id < 3"
    )
    before = datetime.now(UTC) - timedelta(days=60)

    assert [await remove_unseen(pool, before, 1) for _ in range(3)] == [1, 1, 0]


async def test_what_is_known_of_accounts(pool: Pool) -> None:
    await put_profile(pool, 10, name="a\0b", rank_tier=54, moment=NOW)
    await note_try(pool, 10, NOW, None)
    later = NOW + timedelta(hours=1)
    await note_try(pool, 10, later, "source_unavailable")

    known = await get_accounts(pool, [10, 11])

    assert known[11] == Account(11)
    ten = known[10]
    assert (ten.name, ten.rank_tier, ten.trouble) == ("ab", 54, "source_unavailable")
    assert (ten.matches_at, ten.tried_at) == (NOW, later)
    assert ten.profile_at == NOW


async def test_a_good_try_ends_the_trouble(pool: Pool) -> None:
    await note_try(pool, 10, NOW, "private_profile")
    await note_try(pool, 10, NOW, None)

    assert (await get_accounts(pool, [10]))[10].trouble is None


async def test_accounts_that_nobody_links_are_forgotten(pool: Pool) -> None:
    await set_link(pool, 1, 10)
    for account in (10, 20):
        await note_try(pool, account, NOW, None)

    assert await remove_unlinked_accounts(pool, NOW + timedelta(days=1), 10) == 1
    assert (await get_accounts(pool, [10]))[10].tried_at == NOW
