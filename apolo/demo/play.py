"""Plays the demo's script and keeps its pictures and transcript."""

from __future__ import annotations

import asyncio
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from apolo.demo.rig import Rig, running
from apolo.demo.script import STEPS, Kind, Step, Who
from apolo.sandbox.member import Member
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.handle import InteractionHandle
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
        players = _Players(rig, locale, out)
        await rig.discord.ready(READY_TIMEOUT)
        rows = []
        for number, step in enumerate(STEPS, start=1):
            played = await players.play(step, number)
            rows.append(played)
            tell(played)
    transcript = Transcript(tuple(rows))
    await asyncio.to_thread((out / "transcript.json").write_text, transcript.to_json(), "utf-8")
    return transcript


class _Players:
    """The members of the demo's server, and what they have been answered."""

    def __init__(self, rig: Rig, locale: Locale, out: Path) -> None:
        self._gemini = rig.gemini
        self._locale = locale
        self._out = out
        self._kept: dict[str, Message] = {}
        guild = rig.discord.create_guild("Apolo demo", locale=TAGS[locale])
        self._members: dict[Who, Member] = {
            who: guild.create_member(who.value, locale=TAGS[locale])
            for who in Who
            if who is not Who.OLGA
        }
        world = rig.discord.world
        self._members[Who.OLGA] = Member(world, world.owner, guild.state, TAGS[locale])

    async def play(self, step: Step, number: int) -> Played:
        """Play one step and judge what came of it."""
        if step.gemini is not None:
            self._gemini.fail(step.gemini)
        try:
            handle = await self._do(step)
            answer = await handle.answer(ANSWER_TIMEOUT)
        except TimeoutError:
            return self._unanswered(step)
        finally:
            self._gemini.heal()
        played = await self._played(step, number, handle, answer)
        if step.keep:
            self._kept[step.keep] = answer
        return played

    async def _do(self, step: Step) -> InteractionHandle:
        member = self._members[step.who]
        if step.press:
            return await member.press(self._kept[step.on], step.press, step.values)
        return await member.run(step.command, dict(step.options), raw=step.forced)

    async def _played(
        self, step: Step, number: int, handle: InteractionHandle, answer: Message
    ) -> Played:
        file, alt = None, None
        if answer.attachments:
            attachment = answer.attachments[0]
            file, alt = f"{number:02}-{attachment.filename}", attachment.description
            await asyncio.to_thread((self._out / file).write_bytes, attachment.data)
        said = text_of(answer)
        return Played(
            command=self._shown(step),
            locale=self._locale.value,
            ack_ms=_rounded(handle.ack.ms if handle.ack is not None else None),
            answer_ms=_rounded(handle.interaction.first_answer_ms(None)),
            kind=_kind(step, file),
            file=file,
            text=said or None,
            alt=alt,
            private=answer.ephemeral,
            as_expected=self._as_expected(step, said, alt),
        )

    def _unanswered(self, step: Step) -> Played:
        return Played(
            self._shown(step), self._locale.value, None, None, None, None, None, None, False, False
        )

    def _shown(self, step: Step) -> str:
        """What the member did: a command as typed, or a component by its label."""
        if not step.press:
            return " ".join([f"/{step.command}", *step.options.values()])
        component = self._kept[step.on].component(step.press) or {}
        label = component.get("label") or component.get("placeholder") or step.press
        return " ".join([f"[{label}]", *step.values])

    def _as_expected(self, step: Step, said: str, alt: str | None) -> bool:
        if step.kind is Kind.IMAGE:
            return bool(alt)
        if alt is not None or step.says is None:
            return False
        wanted = text(self._locale, step.says.message, **step.says.args)
        return wanted in said if step.says.part else wanted == said


def text_of(message: Message) -> str:
    """All that a message says, its components included."""
    shown = (component.get("content") for component in message.walk_components())
    labels = (component.get("label") for component in message.walk_components())
    parts = [message.content, *shown, *labels]
    return "\n".join(part for part in parts if isinstance(part, str) and part)


def _kind(step: Step, file: str | None) -> str:
    if file is not None:
        return Kind.IMAGE
    return Kind.ERROR if step.kind is Kind.ERROR else Kind.TEXT


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)
