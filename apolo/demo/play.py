"""Plays the demo's script and keeps its pictures and transcript."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from apolo.demo.digest import Posted, plan_digest, posted_digest
from apolo.demo.rig import Rig, running
from apolo.demo.script import LEAVING, OPERATORS, STEPS
from apolo.demo.steps import FIRST, GENERAL, LANGUAGE, JobOf, Kind, Step, Value, Who
from apolo.sandbox.handle import NotPossible
from apolo.sandbox.member import Member
from apolo.sandbox.wire import JsonObject, objects_of
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.handle import InteractionHandle
    from apolo.sandbox.message import Message
    from apolo.sandbox.places import SandboxChannel

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
    posts: tuple[Posted, ...] = ()

    @property
    def unanswered(self) -> int:
        """Interactions that got no answer."""
        return sum(played.answer_ms is None for played in self.interactions)

    @property
    def unexpected(self) -> int:
        """Interactions that were answered with something else than they should be."""
        missing = sum(post.file is None for post in self.posts)
        return missing + sum(not played.as_expected for played in self.interactions)

    def to_json(self) -> str:
        """The text of ``transcript.json``."""
        rows = [asdict(played) for played in self.interactions]
        content = {
            "interactions": rows,
            "posts": [asdict(post) for post in self.posts],
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
        rows, posts = [], []
        for number, step in enumerate(STEPS, start=1):
            if step is OPERATORS[0]:
                await plan_digest(rig.env["DATABASE_URL"])
            elif step is LEAVING[0]:
                posts.append(await posted_digest(players.channel, out, ANSWER_TIMEOUT))
            played = await players.play(step, number)
            rows.append(played)
            tell(played)
    transcript = Transcript(tuple(rows), tuple(posts))
    await asyncio.to_thread((out / "transcript.json").write_text, transcript.to_json(), "utf-8")
    return transcript


class _Players:
    """The members of the demo's server, and what they have been answered."""

    def __init__(self, rig: Rig, locale: Locale, out: Path) -> None:
        self._gemini = rig.gemini
        self._locale = locale
        self._out = out
        self._kept: dict[str, Message] = {}
        self._jobs: dict[str, str] = {}
        self._guild = rig.discord.create_guild("Apolo demo", locale=TAGS[locale])
        self._members: dict[Who, Member] = {
            who: self._guild.create_member(who.value, locale=TAGS[locale])
            for who in Who
            if who is not Who.OLGA
        }
        world = rig.discord.world
        self._members[Who.OLGA] = Member(world, world.owner, self._guild.state, TAGS[locale])

    @property
    def channel(self) -> SandboxChannel:
        """Where they play."""
        return self._guild.channels[0]

    async def play(self, step: Step, number: int) -> Played:
        """Play one step and judge what came of it."""
        if step.gemini is not None:
            self._gemini.fail(step.gemini)
        try:
            if step.typing is not None:
                return await self._typed(step, step.typing)
            handle = await self._do(step)
            answer = await handle.answer(ANSWER_TIMEOUT)
            if step.picture_follows:
                answer = await self._with_picture(handle)
        except TimeoutError:
            return self._unanswered(step)
        finally:
            self._gemini.heal()
        played = await self._played(step, number, handle, answer)
        if step.keep:
            self._kept[step.keep] = answer
            self._jobs[step.keep] = f"i{handle.id}"
        return played

    async def _with_picture(self, handle: InteractionHandle) -> Message:
        """The answer once its picture has been added to it."""

        def complete() -> bool:
            return handle.original is not None and bool(handle.original.attachments)

        if not await handle.interaction.until(complete, ANSWER_TIMEOUT) or handle.original is None:
            raise TimeoutError
        return handle.original

    async def _do(self, step: Step) -> InteractionHandle:
        member = self._members[step.who]
        if step.menu:
            target = self._members[step.target] if isinstance(step.target, Who) else None
            on = target or self._members[Who.LENA].say(step.target)
            return await member.use(text(Locale.EN, step.menu), on)
        if not step.press:
            options = {name: self._option(value) for name, value in step.options.items()}
            return await member.run(step.command, options, raw=step.forced)
        component = self._component(step)
        name = str(component["custom_id"])
        values = [self._value(value, component) for value in step.values]
        handle = await member.press(self._kept[step.on], name, values)
        if step.written is None:
            return handle
        await handle.acknowledged()
        return await member.submit(handle, step.written)

    async def _typed(self, step: Step, typing: tuple[str, str]) -> Played:
        began = time.monotonic()
        option, typed = typing
        choices = await self._members[step.who].autocomplete(step.command, option, typed)
        taken = _rounded((time.monotonic() - began) * 1000)
        return Played(
            command=f"/{step.command} {option}: {typed}…",
            locale=self._locale.value,
            ack_ms=taken,
            answer_ms=taken,
            kind=Kind.TEXT,
            file=None,
            text="\n".join(choice.name for choice in choices),
            alt=None,
            private=True,
            as_expected=bool(choices),
        )

    def _option(self, value: Value) -> str | int | bool:
        if isinstance(value, Who):
            return self._members[value].id
        return self._jobs[value.kept] if isinstance(value, JobOf) else value

    def _component(self, step: Step) -> JsonObject:
        """The component that is pressed: by its whole custom id, or else by how that begins."""
        message, wanted = self._kept[step.on], step.press.replace(LANGUAGE, self._locale.value)
        found = message.component(wanted)
        if found is not None:
            return found
        begun = (one for one in message.custom_ids if one.startswith(f"{wanted}:"))
        component = message.component(next(begun, ""))
        if component is None:
            raise NotPossible(f"there is no {wanted} on the answer of {step.on}")
        return component

    def _value(self, value: str, component: JsonObject) -> str:
        if value == FIRST:
            return str(objects_of(component, "options")[0]["value"])
        return self._filled(value)

    def _filled(self, value: str) -> str:
        """A value with what is only known in the play."""
        named = value.replace(LANGUAGE, self._locale.value)
        named = named.replace(GENERAL, str(self._guild.channels[0].id))
        if named.startswith("{") and named.endswith("}"):
            return text(self._locale, named[1:-1])
        return named

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
            answer_ms=_rounded(handle.first_answer_ms),
            kind=step.kind.value,
            file=file,
            text=said or None,
            alt=alt,
            private=answer.ephemeral,
            as_expected=self._as_expected(step, said, file, alt),
        )

    def _unanswered(self, step: Step) -> Played:
        return Played(
            self._shown(step), self._locale.value, None, None, None, None, None, None, False, False
        )

    def _shown(self, step: Step) -> str:
        """What the member did: a command as typed, or a component by its label."""
        if step.menu:
            return f"{text(self._locale, step.menu)} → {step.target}"
        if not step.press:
            given = (one.kept if isinstance(one, JobOf) else one for one in step.options.values())
            return " ".join([f"/{step.command}", *map(str, given)])
        component = self._component(step)
        label = component.get("label") or component.get("placeholder") or "▾"
        names = {one["value"]: one["label"] for one in objects_of(component, "options")}
        chosen = (names.get(self._value(one, component), one) for one in step.values)
        return " ".join([f"[{label}]", *map(str, chosen), *(step.written or {}).values()])

    def _as_expected(self, step: Step, said: str, file: str | None, alt: str | None) -> bool:
        if step.kind is Kind.IMAGE:
            return bool(alt)
        if (
            step.says is None
            or not (file or "").endswith(step.file)
            or bool(file) != bool(step.file)
        ):
            return False
        args = {
            name: self._filled(value) if isinstance(value, str) else value
            for name, value in step.says.args.items()
        }
        wanted = text(self._locale, step.says.message, **args)
        return wanted in said if step.says.part else wanted == said


def text_of(message: Message) -> str:
    """All that a message says, its components included."""
    shown = (component.get("content") for component in message.walk_components())
    labels = (component.get("label") for component in message.walk_components())
    parts = [message.content, *shown, *labels]
    return "\n".join(part for part in parts if isinstance(part, str) and part)


def _rounded(milliseconds: float | None) -> float | None:
    return None if milliseconds is None else round(milliseconds, 1)
