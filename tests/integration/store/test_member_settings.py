"""What members have chosen, on a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from store.member_settings import is_hidden, languages_since, set_hidden, set_language
from store.members import linked_members, note_member
from store.players import set_link
from store.stats import Board, Stat, get_board, put_boards

if TYPE_CHECKING:
    from store.pool import Pool


async def _languages(pool: Pool) -> dict[int, str | None]:
    return {one.discord_user_id: one.language for one in await languages_since(pool, None)}


async def test_a_choice_can_be_read_back(pool: Pool) -> None:
    assert await set_language(pool, 2**63 - 1, "pt", 1)
    assert await set_language(pool, 2, "es", 1)

    assert await _languages(pool) == {2**63 - 1: "pt", 2: "es"}


async def test_to_follow_discord_again_is_a_choice_that_others_hear_of(pool: Pool) -> None:
    await set_language(pool, 1, "pt", 1)
    assert await set_language(pool, 1, None, 2)

    assert await _languages(pool) == {1: None}


async def test_the_youngest_choice_stays_whatever_comes_last(pool: Pool) -> None:
    await set_language(pool, 1, "es", 2_000)

    assert not await set_language(pool, 1, "pt", 1_999)
    assert await set_language(pool, 1, "es", 2_000)  # the same job, run again

    assert await _languages(pool) == {1: "es"}


async def test_only_what_is_recent_is_read_again(pool: Pool) -> None:
    await set_language(pool, 1, "pt", 1)
    (first,) = await languages_since(pool, None)

    assert await languages_since(pool, first.updated_at + timedelta(hours=1)) == ()
    assert await languages_since(pool, first.updated_at) == (first,)


async def test_hiding_and_a_language_do_not_touch_each_other(pool: Pool) -> None:
    assert await set_hidden(pool, 1, True, 5_000)
    assert await set_language(pool, 1, "pt", 1)
    assert await set_language(pool, 2, "es", 5_000)
    assert await set_hidden(pool, 2, True, 1)

    assert [await is_hidden(pool, member) for member in (1, 2, 3)] == [True, True, False]
    assert await _languages(pool) == {1: "pt", 2: "es"}


async def test_the_youngest_word_on_hiding_stays(pool: Pool) -> None:
    await set_hidden(pool, 1, True, 2_000)

    assert not await set_hidden(pool, 1, False, 1_999)
    assert await is_hidden(pool, 1)
    assert await set_hidden(pool, 1, False, 2_001)
    assert not await is_hidden(pool, 1)


async def test_who_hides_is_on_no_leaderboard(pool: Pool) -> None:
    for member in (1, 2):
        await set_link(pool, member, 100 + member)
        await note_member(pool, 9, member)
    stats = [Stat(100 + member, member, member, 0.5, 0.5, 9, 9, 5) for member in (1, 2)]
    now = datetime.now(UTC)
    await put_boards(pool, 9, [Board("win_rate", "week", now, 1, 2, 5, 2, 0, 0, tuple(stats))])

    await set_hidden(pool, 1, True, 1)

    assert [one.discord_user_id for one in await linked_members(pool, 9)] == [2]
    board = await get_board(pool, 9, "win_rate", "week")
    assert board is not None
    assert [row.discord_user_id for row in board.rows] == [2]
