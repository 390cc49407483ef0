"""Bulk operations: what they do, what they leave, and what is left where they are broken off."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from jobs.actors import bulk, leaderboards
from jobs.actors.bulk import operate
from jobs.actors.coaching import Desk
from jobs.actors.coaching.kept import KeptTexts
from jobs.actors.picture_store import PictureStore
from jobs.engine import Engine
from jobs.payloads import BulkOperation, BulkPayload
from jobs.pictures import StoredPicture
from jobs.queues import NAMESPACE, QUEUES
from locales import Locale, text
from store.accounts import put_profile
from store.audit import AuditEntry, Origin, put_entries
from store.history import get_matches
from store.matches import get_match, put_match
from store.members import linked_members
from store.stats import get_board

from .conftest import GUILD, NOW, asked, later
from .test_boards import _keep, _played, _row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from .conftest import Stage

DAY = 86_400


def _operate(
    stage: Stage, operation: BulkOperation, now: datetime = NOW, days: int = 90
) -> dict[str, int]:
    payload = BulkPayload(operation=operation, older_than_days=days)
    answer = operate(stage.context, payload, now)
    assert answer["kind"] == "text"
    for locale in Locale:
        assert text(locale, str(answer["message"]), **answer["args"])  # type: ignore[arg-type]
    return answer["args"]  # type: ignore[return-value]


def test_recalculating_asks_nobody_and_changes_no_figure(stage: Stage) -> None:
    _keep(stage, 1, _played(6))
    _keep(stage, 2, _played(6, won=False))
    assert _operate(stage, BulkOperation.RECALCULATE) == {"servers": 1, "members": 2}
    first = stage.run(get_board(stage.context.pool, GUILD, "win_rate", "week"))

    assert _operate(stage, BulkOperation.RECALCULATE, later(minutes=1))["servers"] == 1

    again = stage.run(get_board(stage.context.pool, GUILD, "win_rate", "week"))
    assert first is not None
    assert again is not None
    assert [(r.account_id, r.rank) for r in first.rows] == [(1, 1), (2, 2)]
    assert [replace(r, previous_rank=None) for r in again.rows] == list(first.rows)
    assert stage.requests("") == 0


def test_recalculating_goes_on_where_it_was_broken_off(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for guild in (1, 2, 3):
        stage.link(guild, 10 + guild, guild)
    real, seen = bulk.recompute, []

    def breaking(context: object, guild_id: int, now: datetime) -> int:
        seen.append(guild_id)
        if len(seen) == 2:
            raise ConnectionError("broken off")
        return real(context, guild_id, now)  # type: ignore[arg-type]

    monkeypatch.setattr(bulk, "recompute", breaking)
    with pytest.raises(ConnectionError):
        _operate(stage, BulkOperation.RECALCULATE)
    _operate(stage, BulkOperation.RECALCULATE, later(minutes=1))

    assert seen == [1, 2, 2, 3, 1]


def test_cleaning_up_removes_what_is_old_and_nothing_else(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    pool = stage.context.pool
    old = [_row(n, NOW - timedelta(days=100 + n)) for n in range(1, 6)]
    _keep(stage, 1, [*old, _row(50, NOW - timedelta(days=80))])
    leaderboards.recompute(stage.context, GUILD, NOW - timedelta(days=95))
    leaderboards.recompute(stage.context, GUILD, NOW)
    for match_id, age in ((1, 100), (2, 10)):
        stage.run(put_match(pool, match_id, b"x", parsed=True))
        stage.run(
            pool.execute(
                "UPDATE matches SET fetched_at = $2 WHERE match_id = $1",
                match_id, NOW - timedelta(days=age),
            )
        )  # fmt: skip
    stage.link(7, 7)
    stage.run(
        pool.execute(
            "UPDATE guild_members SET seen_at = CASE discord_user_id WHEN 7"
            " THEN $1::timestamptz ELSE $2::timestamptz END",
            NOW - timedelta(days=91),
            NOW - timedelta(days=89),
        )
    )

    entry = AuditEntry(Origin.TERMINAL, "root", "pause", at=NOW - timedelta(days=364))
    older = AuditEntry(Origin.TERMINAL, "root", "pause", at=NOW - timedelta(days=366))
    stage.run(put_entries(pool, [entry, older]))

    for days in (731, 729):
        moment = NOW - timedelta(days=days)
        stage.run(put_profile(pool, 7, name="x", rank_tier=54, moment=moment))

    counts = _operate(stage, BulkOperation.CLEAN_UP)

    assert counts == {
        "player_matches": 5, "matches": 1, "boards": 6, "medals": 1, "members": 1,
        "accounts": 0, "parse_requests": 0, "digests": 0, "audit": 1, "files": 0,
    }  # fmt: skip
    assert [row.match_id for row in stage.run(get_matches(pool, 1))] == [50]
    assert stage.run(get_match(pool, 2)) == b"x"
    assert [member.account_id for member in stage.run(linked_members(pool, GUILD))] == [1]
    assert stage.run(get_board(pool, GUILD, "kda", "week")) is not None
    percents = [percent for percent, _ in stage.progress]
    assert percents == sorted(percents)
    # And a second run finds nothing
    assert sum(_operate(stage, BulkOperation.CLEAN_UP).values()) == 0


def test_old_boards_of_a_server_that_fell_silent_go(stage: Stage) -> None:
    _keep(stage, 1, _played(5))
    leaderboards.recompute(stage.context, GUILD, NOW - timedelta(days=95))

    assert _operate(stage, BulkOperation.CLEAN_UP)["boards"] == 6


def test_a_short_age_leaves_the_matches_that_boards_need(stage: Stage) -> None:
    _keep(stage, 1, [_row(1, NOW - timedelta(days=29)), _row(2, NOW - timedelta(days=36))])

    counts = _operate(stage, BulkOperation.CLEAN_UP, days=1)

    assert counts["player_matches"] == 1
    assert counts["members"] == 0


def _file(path: Path, age_days: float, now: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (now - age_days * DAY,) * 2)
    return path


def test_old_art_and_abandoned_files_go(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time
    from datetime import UTC, datetime

    now = time.time()
    system = tmp_path / "system"
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(system))
    outside = _file(tmp_path / "elsewhere" / "precious.png", 900, now)
    gone = [
        _file(tmp_path / "art" / "heroes" / "axe.png", 100, now),
        _file(tmp_path / "art" / "items" / "x.png.part", 2, now),
        _file(tmp_path / "tmp" / "left", 2, now),
        _file(system / "apolo-demo-1" / "file", 2, now),
    ]
    os.utime(system / "apolo-demo-1", (now - 2 * DAY,) * 2)
    stay = [
        _file(tmp_path / "art" / "heroes" / "lina.png", 80, now),
        _file(tmp_path / "art" / "items" / "y.png.part", 0.5, now),
        _file(tmp_path / "tmp" / "new", 0.1, now),
        _file(tmp_path / "pgdata" / "base", 900, now),
        _file(system / "someone-else" / "file", 900, now),
        _file(system / "apolo-demo-2" / "file", 0, now),
        outside,
    ]
    (tmp_path / "art" / "link").symlink_to(outside.parent)
    (tmp_path / "art" / "link.png").symlink_to(outside)

    counts = _operate(stage, BulkOperation.CLEAN_UP, datetime.fromtimestamp(now, UTC))

    assert counts["files"] == 4
    assert not any(path.exists() for path in gone)
    assert all(path.exists() for path in stay)


@dataclass
class Kept:
    """What workers keep in Redis."""

    engine: Engine
    pictures: PictureStore


@pytest.fixture
def kept(clean_valkey: str) -> Iterator[Kept]:
    """The pictures and texts of all workers, in Redis."""
    engine = Engine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield Kept(engine, PictureStore(engine))
    engine.close()


def test_flushing_forgets_pictures_and_fetched_matches(stage: Stage, kept: Kept) -> None:
    texts = KeptTexts(kept.engine)
    texts.put("c", "well played")
    desk = Desk(None, texts)
    stage.context = replace(stage.context, pictures=kept.pictures, coaching=desk)
    picture = StoredPicture(b"x" * 1000, "a.png", "alt")
    for key in ("a", "b"):
        kept.pictures.put(key, picture)
    stage.run(put_match(stage.context.pool, 1, b"x", parsed=True))
    _keep(stage, 1, _played(5))

    now = later(days=10_000)
    assert _operate(stage, BulkOperation.FLUSH_CACHES, now) == {
        "pictures": 2, "texts": 1, "matches": 1,
    }  # fmt: skip

    assert kept.pictures.get("a") is None
    assert texts.get("c") is None
    assert stage.run(get_match(stage.context.pool, 1)) is None
    assert len(stage.run(get_matches(stage.context.pool, 1))) == 5
    # And what is kept afterwards is counted anew
    assert _operate(stage, BulkOperation.FLUSH_CACHES, now) == {
        "pictures": 0, "texts": 0, "matches": 0,
    }  # fmt: skip
    kept.pictures.put("a", picture)
    assert kept.pictures.get("a") == picture


def test_a_picture_flushed_away_is_drawn_again(stage: Stage) -> None:
    _keep(stage, 1, _played(5))
    first = leaderboards.draw(stage.context, asked(period="week"), NOW)
    _operate(stage, BulkOperation.FLUSH_CACHES)
    assert leaderboards.draw(stage.context, asked(period="week"), NOW) == first
    assert len(stage.pictures.made) == 1
