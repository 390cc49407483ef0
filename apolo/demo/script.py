"""What the demo plays: every command, what can go wrong with it, and what each must bring."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from apolo.sandbox.opendota_data.accounts import CARRY, PRIVATE
from apolo.sandbox.opendota_data.archive import (
    ABANDONED_MATCH,
    PARSED_MATCH,
    SCRIPTS_MATCH,
    TURBO_MATCH,
    UNPARSED_MATCH,
)


class Kind(enum.StrEnum):
    """What an interaction brings."""

    IMAGE = "image"
    TEXT = "text"
    ERROR = "error"


class Who(enum.StrEnum):
    """The members of the demo's server."""

    LENA = "Lena"
    RUI = "Rui"


@dataclass(frozen=True, slots=True)
class Step:
    """One interaction and the answer that is expected.

    ``message`` is the Fluent id of an expected text with its variables ``args``.
    """

    who: Who
    command: str
    kind: Kind
    options: Mapping[str, str] = field(default_factory=dict)
    message: str | None = None
    args: Mapping[str, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The command as the member typed it."""
        return " ".join([f"/{self.command}", *self.options.values()])


def _card(who: Who, match_id: int | None = None) -> Step:
    options = {} if match_id is None else {"id": str(match_id)}
    return Step(who, "match", Kind.IMAGE, options)


def _error(who: Who, command: str, message: str, /, option: str = "", **args: str) -> Step:
    options = {}
    if option:
        options = {"id" if command == "match" else "steam_id": option}
    return Step(who, command, Kind.ERROR, options, message, args)


def _text(who: Who, command: str, message: str, /, option: str = "", **args: str) -> Step:
    options = {"steam_id": option} if option else {}
    return Step(who, command, Kind.TEXT, options, message, args)


_CARRY, _PRIVATE = str(CARRY.account_id), str(PRIVATE.account_id)
UNKNOWN_MATCH = "8600999999"

STEPS: tuple[Step, ...] = (
    _error(Who.LENA, "match", "error-not-linked"),
    _error(Who.LENA, "link", "error-invalid-steam-id", option="my account"),
    _text(Who.LENA, "link", "link-done", option=_CARRY, name=CARRY.name or "", account=_CARRY),
    _card(Who.LENA),
    _card(Who.LENA, PARSED_MATCH),
    _card(Who.LENA, UNPARSED_MATCH),
    _card(Who.LENA, TURBO_MATCH),
    _card(Who.RUI, SCRIPTS_MATCH),
    _card(Who.RUI, ABANDONED_MATCH),
    _error(Who.RUI, "match", "error-match-not-found", option=UNKNOWN_MATCH, match=UNKNOWN_MATCH),
    _error(Who.RUI, "match", "error-invalid-match-id", option="abc"),
    _text(Who.RUI, "link", "link-hidden", option=_PRIVATE, account=_PRIVATE),
    _error(Who.RUI, "match", "error-private-profile"),
    _text(Who.RUI, "unlink", "link-removed"),
    _text(Who.LENA, "unlink", "link-removed"),
)
