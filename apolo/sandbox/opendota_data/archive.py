"""Every match and history of the sandbox's world."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from apolo.sandbox.opendota_data import accounts, roles
from apolo.sandbox.opendota_data.spec import (
    ALL_DRAFT,
    RANKED,
    TURBO,
    UNRANKED,
    MatchSpec,
    Seat,
    Team,
)

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.accounts import Account

PARSED_MATCH: Final = 8_600_000_101
UNPARSED_MATCH: Final = 8_600_000_102
TURBO_MATCH: Final = 8_600_000_103
ABANDONED_MATCH: Final = 8_600_000_104
SCRIPTS_MATCH: Final = 8_600_000_105

_SCRIPTS_START: Final = 1_771_700_400
"""21 February 2026: the one match with a fixed date, from before facets went away."""

_DAY: Final = 86_400


@dataclass(frozen=True, slots=True)
class _Career:
    """How a player's history is made."""

    account: Account
    first_match: int
    games: int
    position: int
    heroes: tuple[int, ...]
    skill: tuple[float, float]
    """At the oldest and the newest match."""
    turbo_part: float


_CAREERS: Final = (
    _Career(accounts.CARRY, 8_590_000_000, 92, 0, (8, 44, 67, 94, 18, 95), (0.92, 1.14), 0.06),
    _Career(accounts.SUPPORT, 8_580_000_000, 84, 4, (30, 5, 31, 50, 86), (1.0, 1.0), 0.1),
    _Career(accounts.MID, 8_570_000_000, 97, 1, (74, 106, 25, 39, 13), (1.05, 1.1), 0.2),
    _Career(accounts.TURBO, 8_560_000_000, 30, 2, (2, 104, 99), (1.0, 1.05), 1.0),
    _Career(accounts.IMMORTAL, 8_550_000_000, 40, 3, (86, 107, 119, 136), (1.2, 1.2), 0.0),
)


class Archive:
    """All matches, newest first within a player.

    Parameters
    ----------
    now : int
        Unix seconds; matches lie before it, so that "this week" always has some.
    """

    def __init__(self, now: int) -> None:
        self._matches = {spec.match_id: spec for spec in _notable(now)}
        self._histories: dict[int, list[MatchSpec]] = {}
        for career in _CAREERS:
            for spec in _history(career, now):
                self._matches[spec.match_id] = spec
        for spec in self._matches.values():
            for seat in spec.seats:
                if seat.account is not None:
                    self._histories.setdefault(seat.account.account_id, []).append(spec)
        for history in self._histories.values():
            history.sort(key=lambda spec: spec.start_time, reverse=True)

    def matches(self) -> list[MatchSpec]:
        """Return every match there is."""
        return list(self._matches.values())

    def match(self, match_id: int) -> MatchSpec | None:
        """Return a match, or None where it is unknown."""
        return self._matches.get(match_id)

    def history(self, account_id: int) -> list[MatchSpec]:
        """Return an account's matches, newest first."""
        return [self._matches[spec.match_id] for spec in self._histories.get(account_id, ())]

    def account(self, account_id: int) -> Account | None:
        """Return an account, or None where it is unknown."""
        return accounts.BY_ID.get(account_id)

    def parse(self, match_id: int) -> None:
        """Make a match one whose replay has been parsed."""
        self._matches[match_id] = replace(self._matches[match_id], parsed=True)


def _notable(now: int) -> list[MatchSpec]:
    """Return the matches that show one thing each."""
    crowd = accounts.CROWD
    carry, support, mid, turbo = (
        accounts.CARRY,
        accounts.SUPPORT,
        accounts.MID,
        accounts.TURBO,
    )
    return [
        MatchSpec(
            match_id=PARSED_MATCH,
            start_time=now - 2 * 3600,
            duration=47 * 60 + 33,
            radiant_win=True,
            kills=(41, 36),
            lead=(
                (0.12, 1400), (0.26, -2600), (0.40, -9800), (0.52, -4100), (0.63, 3700),
                (0.74, -1900), (0.86, 9400), (1.0, 21300),
            ),
            seats=(
                Seat(44, carry, 1.18),
                Seat(74, crowd[0], 1.05, party=1),
                Seat(129, crowd[9], party=1),
                Seat(86, crowd[22]),
                Seat(111, crowd[11], 1.05),
                Seat(94, crowd[16], 1.12),
                Seat(25, crowd[4]),
                Seat(97, crowd[24]),
                Seat(123, crowd[36]),
                Seat(30, support, 1.0),
            ),
            parsed=True,
            chat=((8, 2, "glhf"), (1120, 6, "nice try"), (2851, 5, "gg"), (2852, 0, "gg wp")),
        ),
        MatchSpec(
            match_id=UNPARSED_MATCH,
            start_time=now - 50 * 60,
            duration=34 * 60 + 8,
            radiant_win=False,
            kills=(23, 38),
            lead=((0.3, -2100), (0.7, -8800), (1.0, -24100)),
            seats=_seats((8, 17, 96, 100, 26), (67, 106, 2, 71, 5), crowd[30:40], {6: mid}),
            average_rank=71,
        ),
        MatchSpec(
            match_id=TURBO_MATCH,
            start_time=now - 26 * 3600,
            duration=21 * 60 + 47,
            radiant_win=True,
            kills=(44, 31),
            lead=((0.4, 5200), (0.6, 3100), (1.0, 26800)),
            seats=_seats((70, 11, 104, 14, 31), (54, 22, 99, 7, 27), crowd[40:50], {2: turbo}),
            game_mode=TURBO,
            lobby_type=UNRANKED,
            average_rank=None,
        ),
        _abandoned(now),
        MatchSpec(
            match_id=SCRIPTS_MATCH,
            start_time=_SCRIPTS_START,
            duration=40 * 60 + 12,
            radiant_win=False,
            kills=(31, 39),
            lead=((0.2, 1900), (0.45, 7300), (0.7, -2200), (0.85, -11800), (1.0, -25600)),
            seats=_seats(
                (48, 126, 98, 119, 112), (109, 76, 108, 107, 84), list(accounts.WORLD), {}
            ),
            lobby_type=1,
            game_mode=2,
            parsed=True,
            patch=59,
            facets=True,
            region=1,
            cluster=113,
            average_rank=62,
            league=(990_017, "Copa Apolo 2026"),
            teams=(
                Team(9_900_001, "Estrela Cadente", "EC"),
                Team(9_900_002, "Вечерний Звон", "ВЗ"),
            ),
        ),
    ]  # fmt: skip


def _abandoned(now: int) -> MatchSpec:
    crowd = accounts.CROWD
    seats = list(
        _seats((81, 46, 49, 62, 20), (6, 39, 33, 128, 85), crowd[50:60], {0: accounts.CARRY})
    )
    seats[8] = replace(seats[8], abandoned=True)
    for hidden in (1, 3, 5, 9):
        seats[hidden] = replace(seats[hidden], account=None)
    return MatchSpec(
        match_id=ABANDONED_MATCH,
        start_time=now - 30 * 3600,
        duration=24 * 60 + 51,
        radiant_win=True,
        kills=(33, 14),
        lead=((0.3, 3400), (1.0, 22900)),
        seats=tuple(seats),
    )


def _seats(
    radiant: tuple[int, ...],
    dire: tuple[int, ...],
    crowd: tuple[Account, ...] | list[Account],
    named: dict[int, Account],
) -> tuple[Seat, ...]:
    return tuple(
        Seat(hero_id, named.get(place, crowd[place]))
        for place, hero_id in enumerate((*radiant, *dire))
    )


def _history(career: _Career, now: int) -> list[MatchSpec]:
    """Return a career's matches: about three a day, a little better or worse with time."""
    rng = random.Random(career.first_match)
    time = now - 3 * _DAY // 2
    found = []
    for number in range(career.games):
        time -= rng.randrange(1 * 3600, 15 * 3600)
        age = number / career.games
        skill = career.skill[1] + (career.skill[0] - career.skill[1]) * age
        found.append(_played(career, career.first_match + career.games - number, time, skill, rng))
    return found


def _played(
    career: _Career, match_id: int, time: int, skill: float, rng: random.Random
) -> MatchSpec:
    turbo = rng.random() < career.turbo_part
    duration = round(
        rng.triangular(1150, 1900, 1400) if turbo else rng.triangular(1320, 3700, 2240)
    )
    form = skill * rng.triangular(0.75, 1.3, 1.0)
    won = rng.random() < 0.5 + (form - 1) * 0.6
    radiant = rng.random() < 0.5
    radiant_win = won is radiant
    winner = round(duration / 60 * rng.uniform(0.75, 1.15) * (1.5 if turbo else 1.0))
    loser = round(winner * rng.uniform(0.35, 0.95))
    final = round(rng.uniform(9_000, 29_000)) * (1 if radiant_win else -1)
    sides = [[rng.choice(pool) for pool in roles.HEROES] for _ in range(2)]
    mine = 0 if radiant else 1
    hero = rng.choice(career.heroes)
    sides[mine][career.position] = hero
    for position in roles.POSITIONS:
        while sides[0][position] == sides[1][position]:
            sides[1 - mine][position] = rng.choice(roles.HEROES[position])
    crowd = rng.sample(accounts.CROWD, 10)
    place = career.position + 5 * mine
    seats = [Seat(hero_id, crowd[at]) for at, hero_id in enumerate((*sides[0], *sides[1]))]
    seats[place] = Seat(hero, career.account, form, abandoned=rng.random() < 0.012)
    return MatchSpec(
        match_id=match_id,
        start_time=time,
        duration=duration,
        radiant_win=radiant_win,
        kills=(winner, loser) if radiant_win else (loser, winner),
        lead=((rng.uniform(0.2, 0.5), round(rng.gauss(0, 3500))), (1.0, final)),
        seats=tuple(seats),
        game_mode=TURBO if turbo else ALL_DRAFT,
        lobby_type=UNRANKED if turbo else RANKED,
        average_rank=None if turbo else career.account.rank_tier,
    )
