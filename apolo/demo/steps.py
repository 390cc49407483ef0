"""What a step of the demo is: what a member does, and what must come of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from apolo.sandbox.gemini_faults import FaultKind
from bot.presses import custom_id

LANGUAGE: Final = "{locale}"
"""In values and arguments: the language that the demo is played in."""
GENERAL: Final = "#general"
"""In values: the server's channel."""
FIRST: Final = "*"
"""In values: the first one that the menu offers."""


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
class JobOf:
    """The job that an earlier step, kept under a name, was answered by."""

    kept: str


Value: TypeAlias = str | int | bool | Who | JobOf


@dataclass(frozen=True, slots=True)
class Said:
    """A text that the answer must be, or with ``part`` only hold."""

    message: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    part: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One interaction and the answer that is expected.

    It is one of: a slash ``command`` with ``options``; ``typing`` into an option of a command,
    which is given as ``command``; a ``menu`` entry on a member or on a message with a text,
    ``target``; or the ``press`` on a component, by its custom id or the beginning of it, of the
    answer that an earlier step has kept under ``on``, with ``values`` from a menu or ``written``
    into the form that opens.

    ``keep`` keeps this step's answer; ``gemini`` makes Gemini fail during it; ``forced`` does what
    Discord's own client would not offer. ``file`` is the ending of the file that must come;
    ``picture_follows`` waits for the picture that is added to the answer.
    """

    who: Who
    kind: Kind
    command: str = ""
    options: Mapping[str, Value] = field(default_factory=dict)
    typing: tuple[str, str] | None = None
    menu: str = ""
    target: Who | str = ""
    press: str = ""
    values: tuple[str, ...] = ()
    written: Mapping[str, str] | None = None
    on: str = ""
    keep: str = ""
    says: Said | None = None
    file: str = ""
    gemini: FaultKind | None = None
    forced: bool = False
    picture_follows: bool = False


def error(who: Who, command: str, message: str, /, **options: Value) -> Step:
    """A command that must end in an error."""
    return Step(who, Kind.ERROR, command, options, says=Said(message))


def pressed(
    who: Who,
    route: str,
    says: str,
    /,
    *,
    on: str,
    choice: str = "",
    values: tuple[str, ...] = (),
    keep: str = "",
    args: Mapping[str, str | int] | None = None,
) -> Step:
    """A press whose answer must hold a message."""
    return Step(
        who,
        Kind.TEXT,
        press=custom_id(route, choice),
        values=values,
        on=on,
        keep=keep,
        says=Said(says, args or {}, part=True),
    )
