"""Filling in a command as Discord's client does: typed, checked, with what it refers to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from apolo.sandbox.command_rules import OptionType
from apolo.sandbox.handle import NotPossible
from apolo.sandbox.permissions import permissions_in
from apolo.sandbox.wire import Json, JsonObject, objects_of, text_of

if TYPE_CHECKING:
    from apolo.sandbox.model import Guild
    from apolo.sandbox.world import World

OptionValue: TypeAlias = str | int | float | bool
Options: TypeAlias = Mapping[str, OptionValue]

_REFERENCES = {OptionType.USER, OptionType.CHANNEL, OptionType.ROLE, OptionType.MENTIONABLE}


@dataclass(frozen=True, slots=True)
class Filled:
    """A command with its options as an interaction carries them.

    Attributes
    ----------
    command
        The registered command.
    data
        Field ``data`` of the interaction.
    focused_type
        Type of the option that is being typed, for an autocompletion.
    """

    command: JsonObject
    data: JsonObject
    focused_type: int | None


class Filler:
    """Fills in the commands of one server's member.

    Parameters
    ----------
    world
        Where commands are registered.
    guild
        The member's server, ``None`` in a direct conversation.
    """

    def __init__(self, world: World, guild: Guild | None) -> None:
        self._world = world
        self._guild = guild

    def fill(
        self, name: str, options: Options, *, raw: bool = False, focused: str | None = None
    ) -> Filled:
        """Fill in a command.

        Parameters
        ----------
        name
            The command, with its group and subcommand after spaces.
        options
            Values by the options' names.
        raw
            Send what is given, unchecked.
        focused
            The option that is being typed; then nothing is required.

        Raises
        ------
        NotPossible
            When there is no such command or Discord's client would refuse a value.
        """
        words = name.split()
        command = self._command(words[0])
        path, specs = self._descend(command, words[1:], name)
        by_name = {text_of(spec, "name"): spec for spec in specs}
        if not raw:
            _check_given(name, by_name, options, complete=focused is None)
        resolved: JsonObject = {}
        filled: list[Json] = []
        focused_type: int | None = None
        for key, value in options.items():
            spec = by_name.get(key, {})
            kind = _kind(spec, value)
            wire = value if raw else _typed(key, spec, kind, value, loose=key == focused)
            entry: JsonObject = {"name": key, "type": kind, "value": wire}
            if key == focused:
                entry["focused"] = True
                focused_type = kind
            if kind in _REFERENCES and str(wire).isdecimal():
                self._resolve(int(wire), resolved)
            filled.append(entry)
        for step, kind in reversed(path):
            filled = [{"name": step, "type": kind, "options": filled}]
        data: JsonObject = {
            "id": command["id"],
            "name": command["name"],
            "type": 1,
            "options": filled,
        }
        if resolved:
            data["resolved"] = resolved
        if "guild_id" in command:
            data["guild_id"] = command["guild_id"]
        return Filled(command, data, focused_type)

    def typed(self, name: str, texts: Mapping[str, str]) -> Options:
        """Return options that were given as text in the types that the command wants.

        Raises
        ------
        NotPossible
            When there is no such command.
        ValueError
            When a text is not the number that is wanted.
        """
        words = name.split()
        _, specs = self._descend(self._command(words[0]), words[1:], name)
        kinds = {text_of(spec, "name"): spec.get("type") for spec in specs}
        given: dict[str, OptionValue] = {}
        for key, text in texts.items():
            if kinds.get(key) == OptionType.INTEGER:
                given[key] = int(text)
            elif kinds.get(key) == OptionType.NUMBER:
                given[key] = float(text)
            elif kinds.get(key) == OptionType.BOOLEAN:
                given[key] = text.lower() in {"true", "yes", "on", "1"}
            else:
                given[key] = text
        return given

    def resolve(self, identifiers: Iterable[str]) -> JsonObject:
        """Return what the chosen ids of users, roles and channels stand for."""
        resolved: JsonObject = {}
        for identifier in identifiers:
            if identifier.isascii() and identifier.isdigit():
                self._resolve(int(identifier), resolved)
        return resolved

    def _command(self, name: str) -> JsonObject:
        scopes = (None,) if self._guild is None else (self._guild.id, None)
        for scope in scopes:
            for command in self._world.commands.get(scope, []):
                if command["name"] == name and command["type"] == 1:
                    return command
        raise NotPossible(f"no command /{name} is registered")

    @staticmethod
    def _descend(
        command: JsonObject, words: list[str], name: str
    ) -> tuple[list[tuple[str, int]], list[JsonObject]]:
        path: list[tuple[str, int]] = []
        specs = objects_of(command, "options")
        for word in words:
            inner = next((one for one in specs if text_of(one, "name") == word), None)
            kind = None if inner is None else inner.get("type")
            if inner is None or kind not in {1, 2} or not isinstance(kind, int):
                raise NotPossible(f"/{name} has no subcommand {word}")
            path.append((word, kind))
            specs = objects_of(inner, "options")
        if any(spec.get("type") in {1, 2} for spec in specs):
            raise NotPossible(f"/{name} needs a subcommand")
        return path, specs

    def _resolve(self, identifier: int, resolved: JsonObject) -> None:
        def put(key: str, value: JsonObject) -> None:
            holder = resolved.setdefault(key, {})
            assert isinstance(holder, dict)
            holder[str(identifier)] = value

        if user := self._world.users.get(identifier):
            put("users", user.to_wire())
        if self._guild is None:
            return
        if member := self._guild.members.get(identifier):
            wire = member.to_wire(permissions_in(self._guild, None, identifier))
            del wire["user"]
            put("members", wire)
        if role := self._guild.roles.get(identifier):
            put("roles", role.to_wire())
        if channel := self._guild.channels.get(identifier):
            put("channels", {**channel.to_wire(), "permissions": "0"})


def _check_given(
    name: str, specs: dict[str, JsonObject], options: Options, *, complete: bool
) -> None:
    for key in options:
        if key not in specs:
            raise NotPossible(f"/{name} has no option {key}")
    for key, spec in specs.items():
        if complete and spec.get("required") and key not in options:
            raise NotPossible(f"/{name} needs the option {key}")


def _kind(spec: JsonObject, value: OptionValue) -> int:
    kind = spec.get("type")
    if isinstance(kind, int):
        return kind
    if isinstance(value, bool):
        return OptionType.BOOLEAN
    if isinstance(value, int):
        return OptionType.INTEGER
    return OptionType.NUMBER if isinstance(value, float) else OptionType.STRING


def _typed(
    name: str, spec: JsonObject, kind: int, value: OptionValue, *, loose: bool
) -> OptionValue:
    """Return a value as Discord sends it; while typing (``loose``) it is only text."""
    if loose:
        return str(value)
    fits = {
        OptionType.STRING: isinstance(value, str),
        OptionType.INTEGER: isinstance(value, int) and not isinstance(value, bool),
        OptionType.BOOLEAN: isinstance(value, bool),
        OptionType.NUMBER: isinstance(value, int | float) and not isinstance(value, bool),
    }.get(OptionType(kind), isinstance(value, int) or str(value).isdigit())
    if not fits:
        raise NotPossible(f"{name} takes {OptionType(kind).name.lower()}, not {value!r}")
    choices = objects_of(spec, "choices")
    if choices and value not in [choice["value"] for choice in choices]:
        raise NotPossible(f"{name} has no choice {value!r}")
    _check_bounds(name, spec, value)
    return str(value) if kind in _REFERENCES else value


def _check_bounds(name: str, spec: JsonObject, value: OptionValue) -> None:
    size = len(value) if isinstance(value, str) else value
    low_key, high_key = (
        ("min_length", "max_length") if isinstance(value, str) else ("min_value", "max_value")
    )
    low, high = spec.get(low_key), spec.get(high_key)
    if isinstance(value, str) and not 0 < len(value) <= 6_000:
        raise NotPossible(f"{name} must have 1 to 6000 characters")
    if isinstance(low, int | float) and size < low:
        raise NotPossible(f"{name} is below its smallest value {low}")
    if isinstance(high, int | float) and size > high:
        raise NotPossible(f"{name} is above its largest value {high}")
