"""Plays the demo's script and keeps its pictures and transcript."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from apolo.demo.rig import running
from apolo.demo.script import STEPS, Kind, Step, Who
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.handle import InteractionHandle
    from apolo.sandbox.member import Member
    from apolo.sandbox.message import Message

#: How Discord names the language of a member.
TAGS = {Locale.EN: "en-US", Locale.PT: "pt-BR", Locale.ES: "es-ES"}
#: Seconds that the bot may take to connect, and one answer to come.
READY_TIMEOUT, ANSWER_TIMEOUT = 60.0, 60.0


@dataclass(frozen=True, slots=True)
class Played:
    """One interaction as it went; a row of ``transcript.json``. Times are milliseconds."""

    command: str
    locale: str
    ack_ms: float | None
    answer_ms: float | None
    kind: str | None
    file: str | None
    text: str | None
    alt: str | None
    private: bool
    as_expected: bool


@dataclass(frozen=True, slots=True)
class Transcript:
    """The whole demo."""

    interactions: tuple[Played, ...]

    @property
    def unanswered(self) -> int:
        """Interactions that got no answer."""
        return sum(played.answer_ms is None for played in self.interactions)

    @property
    def unexpected(self) -> int:
        """Interactions that were answered with something else than they should be."""
        return sum(not played.as_expected for played in self.interactions)

    def to_json(self) -> str:
        """The text of ``transcript.json``."""
        rows = [asdict(played) for played in self.interactions]
        content = {
            "interactions": rows,
            "unanswered": self.unanswered,
            "unexpected": self.unexpected,
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


async def play(out: Path, locale: Locale, tell: Callable[[Played], None]) -> Transcript:
    """Play the whole script.

    Parameters
    ----------
    out : Path
        Where the pictures and the transcript go; made when missing.
    locale : Locale
        The language of the members.
    tell : Callable[[Played], None]
        Called after each interaction.

    Raises
    ------
    TimeoutError
        The bot did not come up.
    """
    await asyncio.to_thread(out.mkdir, parents=True, exist_ok=True)
    async with running(out / "apolo.log") as rig:
        discord = rig.discord
        guild = discord.create_guild("Apolo demo", locale=TAGS[locale])
        members = {who: guild.create_member(who.value, locale=TAGS[locale]) for who in Who}
        await discord.ready(READY_TIMEOUT)
        rows = []
        for number, step in enumerate(STEPS, start=1):
            played = await _play_step(step, number, members[step.who], locale, out)
            rows.append(played)
            tell(played)
    transcript = Transcript(tuple(rows))
    await asyncio.to_thread((out / "transcript.json").write_text, transcript.to_json(), "utf-8")
    return transcript


async def _play_step(step: Step, number: int, member: Member, locale: Locale, out: Path) -> Played:
    handle = await member.run(step.command, dict(step.options))
    try:
        answer = await handle.answer(ANSWER_TIMEOUT)
    except TimeoutError:
        return _unanswered(step, handle, locale)
    file = None
    if answer.attachments:
        attachment = answer.attachments[0]
        file = f"{number:02}-{attachment.filename}"
        (out / file).write_bytes(attachment.data)
    return Played(
        command=step.shown,
        locale=locale.value,
        ack_ms=_rounded(handle.ack.ms if handle.ack is not None else None),
        answer_ms=_rounded(handle.interaction.first_answer_ms(None)),
        kind=Kind.IMAGE if file is not None else _kind(step),
        file=file,
        text=answer.content or None,
        alt=answer.attachments[0].description if answer.attachments else None,
        private=answer.ephemeral,
        as_expected=_as_expected(step, answer, locale),
    )


def _unanswered(step: Step, handle: InteractionHandle, locale: Locale) -> Played:
    ack = _rounded(handle.ack.ms if handle.ack is not None else None)
    return Played(step.shown, locale.value, ack, None, None, None, None, None, False, False)


def _kind(step: Step) -> str:
    return Kind.TEXT if step.kind is Kind.TEXT else Kind.ERROR


def _as_expected(step: Step, answer: Message, locale: Locale) -> bool:
    if step.kind is Kind.IMAGE:
        return bool(answer.attachments) and bool(answer.attachments[0].description)
    assert step.message is not None
    return answer.content == text(locale, step.message, **step.args)


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)
