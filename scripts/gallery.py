# ruff: noqa: INP001 - a script, no package
"""Draw every kind of picture, and the page that shows them: ``python scripts/gallery.py``.

The figures are the sandbox's, in OpenDota's own wire format, read and drawn by the code that
serves members; hero, item and players' pictures are the sandbox's, too.
"""

from __future__ import annotations

import hashlib
import io
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import orjson
from PIL import Image

from apolo.board_file import read_leaderboard
from apolo.sandbox.image_art.files import hero_files, item_files
from apolo.sandbox.images import avatar_png
from apolo.sandbox.opendota_data import accounts, archive, wire
from apolo.sandbox.opendota_data.profile import profile
from dota.images import avatar_image
from dota.leaderboard import BoardMetric, Period
from dota.models import WinLoss
from dota.opendota import COLUMNS
from dota.parse import parse_match, parse_player_matches, parse_profile
from dota.progress import Metric
from dota.rank import MedalSeen
from jobs.actors.health_chart import facts_of
from jobs.actors.queue_figures import Figures
from jobs.engine import Counts
from jobs.engine.minutes import Minute
from jobs.engine.records import WorkerInfo
from jobs.queues import QUEUES
from locales import Locale
from renderers.art import Art
from renderers.hero_pool_chart import render_hero_pool
from renderers.leaderboard import render_leaderboard
from renderers.match_card import render_match_card
from renderers.player_card import render_player_card
from renderers.profile_card import MOST_MATCHES, render_profile_card
from renderers.progress_chart import render_medal_chart, render_progress_chart
from renderers.queues_chart import render_queues_chart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apolo.sandbox.opendota_data.accounts import Account
    from dota.models import Match, PlayerMatch
    from renderers.picture import Picture

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "gallery.md"
FOLDER: Final = ROOT / "docs" / "images" / "gallery"
NOW: Final = 1_795_435_200
"""23 November 2026, noon UTC: the same pictures every time."""
DAY: Final = 86_400

ARCHIVE: Final = archive.Archive(NOW)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One picture of the page."""

    name: str
    title: str
    about: str
    picture: Picture


def exhibits() -> Iterator[Exhibit]:
    """Draw the pictures, in the order of the page."""
    parsed = _match(archive.PARSED_MATCH)
    carry = parsed.player(accounts.CARRY.account_id)
    assert carry is not None
    yield Exhibit(
        "match_card",
        "Match card",
        "A parsed match, the member who asked marked in gold.",
        _card(parsed, Locale.EN, accounts.CARRY),
    )
    yield Exhibit(
        "match_card_scripts",
        "A league match, names in ten scripts",
        "In Portuguese.",
        _card(_match(archive.SCRIPTS_MATCH), Locale.PT),
    )
    yield Exhibit(
        "match_card_unparsed",
        "A match that nobody has parsed",
        "Without a graph: the teams' totals instead. In Spanish.",
        _card(_match(archive.UNPARSED_MATCH), Locale.ES, accounts.MID),
    )
    yield Exhibit(
        "match_card_turbo",
        "Turbo, before any picture could be had",
        "Placeholders: colours and letters of the heroes, and what kind of thing each item is.",
        render_match_card(_match(archive.TURBO_MATCH), locale=Locale.EN),
    )
    yield Exhibit(
        "player_card",
        "Player card",
        "`/match only_me`: one player, each figure beside recent games of the hero.",
        render_player_card(parsed, carry, locale=Locale.EN, art=_art_of(parsed)),
    )
    support = parsed.player(accounts.SUPPORT.account_id)
    assert support is not None
    yield Exhibit(
        "player_card_lost",
        "The same match, lost",
        "In Portuguese.",
        render_player_card(parsed, support, locale=Locale.PT, art=_art_of(parsed)),
    )
    rows = _history(accounts.CARRY)
    yield Exhibit(
        "profile",
        "Profile card",
        "`/profile`: who a member is, and the last matches.",
        _profile_card(accounts.CARRY, rows),
    )
    yield Exhibit(
        "progress",
        "Progress chart",
        "`/progress`: GPM over 80 matches with its rolling mean, the best and the worst match.",
        render_progress_chart(accounts.CARRY.name, rows[:80], locale=Locale.EN),
    )
    yield Exhibit(
        "progress_win_rate",
        "Progress of the win rate",
        "In Spanish.",
        render_progress_chart(
            accounts.MID.name, _history(accounts.MID), locale=Locale.ES, metric=Metric.WIN_RATE
        ),
    )
    yield Exhibit(
        "progress_medals",
        "Progress of the medal",
        "From what Apolo has seen of it, day by day. In Portuguese.",
        render_medal_chart(accounts.CARRY.name, rows, _medals(), locale=Locale.PT),
    )
    yield Exhibit(
        "heroes",
        "Hero pool",
        "`/heroes`: each win rate in its 95 % interval, so that luck does not look like skill.",
        render_hero_pool(
            accounts.CARRY.name, rows, locale=Locale.EN, art=_art({row.hero_id for row in rows})
        ),
    )
    yield Exhibit(
        "leaderboard",
        "Leaderboard",
        "`/leaderboard`: a server's best, the member who asked marked in gold.",
        _leaderboard(),
    )
    yield Exhibit(
        "queues",
        "Queue health",
        "`/queuehealth`: an hour of the job queues, with a bad spell in it.",
        render_queues_chart(facts_of(_queues()), locale=Locale.EN),
    )


def main() -> int:
    """Write the pictures and the page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines = [
        "# Gallery",
        "",
        "What Apolo posts, drawn by `make gallery` from the sandbox's matches. The text below each",
        "picture is what a screen reader says for it.",
    ]
    drawn = list(exhibits())
    for each in drawn:
        (FOLDER / f"{each.name}.png").write_bytes(_packed(each.picture.data))
        said = each.picture.alt.replace("[", "(").replace("]", ")")
        lines += [
            "",
            f"## {each.title}",
            "",
            each.about,
            "",
            f"![{each.title}](images/gallery/{each.name}.png)",
            "",
            f"> {said}",
        ]
    for old in set(FOLDER.glob("*.png")) - {FOLDER / f"{each.name}.png" for each in drawn}:
        old.unlink()
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{PAGE}: {len(drawn)} pictures\n")
    return 0


def _packed(data: bytes) -> bytes:
    """Pack a picture as well as PNG can: that takes longer than anybody would wait for a card."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(data)).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _match(match_id: int) -> Match:
    spec = ARCHIVE.match(match_id)
    assert spec is not None
    return parse_match(orjson.dumps(wire.match(spec)))


def _history(account: Account) -> tuple[PlayerMatch, ...]:
    specs = ARCHIVE.history(account.account_id)
    rows = [wire.history_row(spec, account.account_id, COLUMNS) for spec in specs]
    return parse_player_matches(orjson.dumps(rows))


def _card(match: Match, locale: Locale, asking: Account | None = None) -> Picture:
    player = None if asking is None else asking.account_id
    return render_match_card(match, locale=locale, player=player, art=_art_of(match))


def _profile_card(account: Account, rows: tuple[PlayerMatch, ...]) -> Picture:
    who = parse_profile(profile(account))
    wins = sum(row.won is True for row in rows)
    name = avatar_image(who.avatar_url)
    assert name is not None
    heroes = {row.hero_id for row in rows[:MOST_MATCHES]}
    art = Art(hero_files(heroes), avatars={name: _avatar(name)})
    record = WinLoss(wins, len(rows) - wins)
    return render_profile_card(who, record, rows, locale=Locale.EN, art=art, avatar=name)


def _art_of(match: Match) -> Art:
    items = {
        item
        for player in match.players
        for item in (*player.items, *player.backpack, player.neutral_item)
    }
    return _art({player.hero_id for player in match.players}, items)


def _art(heroes: set[int], items: set[int] | None = None) -> Art:
    return Art(hero_files(heroes), item_files(items or ()))


def _medals() -> list[MedalSeen]:
    """Return half a year of medals, up and down between Archon and Ancient."""
    tiers = (42, 43, 43, 44, 45, 44, 45, 51, 52, 51, 52, 53, 54, 53, 54, 55, 61, 55, 61, 62, 61)
    today = NOW // DAY
    return [MedalSeen((today - 8 * at) * DAY, tier) for at, tier in enumerate(reversed(tiers))]


def _leaderboard() -> Picture:
    players = [
        {
            "profile": profile(account)["profile"],
            "matches": [
                wire.recent_row(spec, account.account_id)
                for spec in ARCHIVE.history(account.account_id)
            ],
        }
        for account in (*accounts.FOCAL, *accounts.CROWD)
        if not account.private
    ]
    file = orjson.dumps({"now": NOW, "players": players})
    board = read_leaderboard(
        file, metric=BoardMetric.WIN_RATE, period=Period.MONTH, marked=accounts.MID.account_id
    )
    names = {
        account.account_id: avatar_image(parse_profile(profile(account)).avatar_url)
        for account in (*accounts.FOCAL, *accounts.CROWD)
    }
    standings = tuple(
        replace(
            standing,
            avatar=names[standing.account_id],
            previous_rank=max(1, standing.rank + (0, 1, -1, 2)[standing.account_id % 4]),
        )
        for standing in board.standings
    )
    faces = {name: _avatar(name) for each in standings if (name := each.avatar) is not None}
    board = replace(board, standings=standings, compared_at=NOW - DAY)
    return render_leaderboard(board, locale=Locale.EN, art=Art(avatars=faces))


def _avatar(name: str) -> bytes:
    data = avatar_png(name)
    assert data is not None
    return data


def _queues() -> Figures:
    """Return an hour in which waiting times rose and jobs failed for a while."""
    minute = NOW // 60
    counts = []
    for at, name in enumerate(QUEUES):
        busy = (96, 44, 28, 9, 13, 5, 1)[at % 7]
        minutes = []
        for ago in range(59, -1, -1):
            chance = hashlib.sha256(f"{name} {ago}".encode()).digest()
            done = busy * (70 + chance[0] % 60) // 100
            spell = 14 <= ago <= 22 and at in {0, 1}
            failed = chance[1] % 7 if spell else 0
            bucket = (22 if spell else 11) + chance[2] % 4
            waits = {bucket: done, bucket + 4: max(1, done // 12)}
            minutes.append(Minute(minute - ago, done, failed, 0, 0, 0, waits, waits))
        ended = sum(one.completed for one in minutes)
        counts.append(
            Counts(
                queue=name, now_ms=NOW * 1000, waiting=busy // 12, delayed=0, active=at % 3,
                completed=ended, failed=sum(one.failed for one in minutes), paused=False,
                accepted_total=ended, removed_total=0, completed_total=ended, failed_total=0,
                oldest_ms=40, minutes=tuple(minutes),
            )
        )  # fmt: skip
    worker = WorkerInfo("worker-1", 400, queues=tuple(QUEUES))
    return Figures(tuple(counts), (worker,))


if __name__ == "__main__":
    sys.exit(main())
