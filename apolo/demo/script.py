"""What the demo plays: every command and button, what can go wrong, and what each must bring."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from apolo.sandbox.gemini_faults import FaultKind
from apolo.sandbox.opendota_data.accounts import CARRY, IMMORTAL, MID, PRIVATE, SUPPORT, Account
from apolo.sandbox.opendota_data.archive import (
    ABANDONED_MATCH,
    PARSED_MATCH,
    SCRIPTS_MATCH,
    TURBO_MATCH,
    UNPARSED_MATCH,
)
from bot.presses import custom_id
from jobs.queues import CHART_GENERATION


class Kind(enum.StrEnum):
    """What an interaction brings."""

    IMAGE = "image"
    TEXT = "text"
    ERROR = "error"


class Who(enum.StrEnum):
    """The members of the demo's server. Olga owns the application, so she is an operator."""

    LENA = "Lena"
    RUI = "Rui"
    MEI = "Mei"
    IVO = "Ivo"
    SAM = "Sam"
    OLGA = "Olga"


@dataclass(frozen=True, slots=True)
class Said:
    """A text that the answer must be, or with ``part`` only hold."""

    message: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    part: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One interaction and the answer that is expected.

    ``command`` is a slash command with ``options``; or ``press`` is the custom id of a component
    (with ``values`` from a menu) of the answer that an earlier step has kept under ``on``.
    ``keep`` keeps this step's answer; ``gemini`` makes Gemini fail during it;
    ``forced`` does what Discord's own client would not offer.
    """

    who: Who
    kind: Kind
    command: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    press: str = ""
    values: tuple[str, ...] = ()
    on: str = ""
    keep: str = ""
    says: Said | None = None
    gemini: FaultKind | None = None
    forced: bool = False


def _card(who: Who, match_id: int | None = None) -> Step:
    options = {} if match_id is None else {"id": str(match_id)}
    return Step(who, Kind.IMAGE, "match", options)


def _link(who: Who, account: Account) -> Step:
    given = str(account.account_id)
    if account.private:
        said = Said("link-hidden", {"account": given})
    else:
        said = Said("link-done", {"name": account.name or "", "account": given})
    return Step(who, Kind.TEXT, "link", {"steam_id": given}, says=said)


def _error(who: Who, command: str, message: str, /, **options: str) -> Step:
    return Step(who, Kind.ERROR, command, options, says=Said(message))


def _coached(
    who: Who, match_id: int, mark: str, *, gemini: FaultKind | None = None, press: str = ""
) -> Step:
    said = Said(mark, {"match": str(match_id)}, part=True)
    if press:
        return Step(who, Kind.TEXT, press=custom_id(press), on="panel", says=said)
    return Step(who, Kind.TEXT, "coach", {"match": str(match_id)}, says=said, gemini=gemini)


def _pressed(
    who: Who, route: str, kind: Kind, /, says: Said | None = None, choice: str = "", **more: str
) -> Step:
    on, keep = more.get("on", "panel"), more.get("keep", "")
    return Step(who, kind, press=custom_id(route, choice), on=on, keep=keep, says=says)


def _health(route: str, message: str, *, values: tuple[str, ...] = (), **args: str | int) -> Step:
    said = Said(message, args, part=True)
    return Step(
        Who.OLGA,
        Kind.TEXT,
        press=custom_id(route),
        values=values,
        on="health",
        keep="health",
        says=said,
    )


UNKNOWN_MATCH = "8600999999"

MATCHES: tuple[Step, ...] = (
    _error(Who.LENA, "match", "error-not-linked"),
    _error(Who.LENA, "link", "error-invalid-steam-id", steam_id="my account"),
    _link(Who.LENA, CARRY),
    _card(Who.LENA),
    _card(Who.LENA, PARSED_MATCH),
    _card(Who.LENA, UNPARSED_MATCH),
    _card(Who.LENA, TURBO_MATCH),
    _card(Who.RUI, SCRIPTS_MATCH),
    _card(Who.RUI, ABANDONED_MATCH),
    Step(
        Who.RUI,
        Kind.ERROR,
        "match",
        {"id": UNKNOWN_MATCH},
        says=Said("error-match-not-found", {"match": UNKNOWN_MATCH}),
    ),
    _error(Who.RUI, "match", "error-invalid-match-id", id="abc"),
    _link(Who.SAM, PRIVATE),
    _error(Who.SAM, "match", "error-private-profile"),
)

PLAYERS: tuple[Step, ...] = (
    Step(Who.LENA, Kind.IMAGE, "progress"),
    _coached(Who.LENA, PARSED_MATCH, "coach-mark-gemini"),
    _link(Who.RUI, MID),
    _coached(Who.RUI, UNPARSED_MATCH, "coach-mark-rules", gemini=FaultKind.OVERLOADED),
    _link(Who.MEI, IMMORTAL),
    _link(Who.IVO, SUPPORT),
    Step(Who.MEI, Kind.IMAGE, "leaderboard"),
    Step(Who.MEI, Kind.IMAGE, "leaderboard", {"metric": "gpm", "period": "month"}),
)

PANEL: tuple[Step, ...] = (
    Step(Who.OLGA, Kind.TEXT, "dashboard", keep="panel", says=Said("panel-title", part=True)),
    _pressed(Who.RUI, "last_match", Kind.IMAGE),
    _pressed(Who.IVO, "progress", Kind.IMAGE),
    _coached(Who.LENA, PARSED_MATCH, "coach-mark-gemini", press="coaching"),
    _pressed(Who.RUI, "leaderboard", Kind.IMAGE),
    _pressed(Who.OLGA, "last_match", Kind.ERROR, Said("error-not-linked")),
    _pressed(Who.LENA, "language", Kind.TEXT, Said("language-prompt", part=True), keep="language"),
    _pressed(
        Who.LENA,
        "language_choice",
        Kind.TEXT,
        Said("language-automatic"),
        choice="automatic",
        on="language",
    ),
)

OPERATORS: tuple[Step, ...] = (
    Step(Who.LENA, Kind.ERROR, "queuehealth", forced=True, says=Said("error-not-operator")),
    Step(
        Who.OLGA,
        Kind.TEXT,
        "queuehealth",
        keep="health",
        says=Said("health-workers", {"count": 2, "busy": 0, "threads": 16}, part=True),
    ),
    _health("health_refresh", "health-retry"),
    _health(
        "health_pause", "health-note-paused", values=(CHART_GENERATION,), queues=CHART_GENERATION
    ),
    _health(
        "health_resume", "health-note-resumed", values=(CHART_GENERATION,), queues=CHART_GENERATION
    ),
    _health("health_ask_clear", "health-clear-yes"),
    _health("health_clear", "health-note-cleared", count=4),
)

LEAVING: tuple[Step, ...] = (
    Step(Who.SAM, Kind.TEXT, "unlink", says=Said("link-removed")),
    Step(Who.LENA, Kind.TEXT, "unlink", says=Said("link-removed")),
    Step(Who.LENA, Kind.TEXT, "unlink", says=Said("link-none")),
)

STEPS: tuple[Step, ...] = (*MATCHES, *PLAYERS, *PANEL, *OPERATORS, *LEAVING)
