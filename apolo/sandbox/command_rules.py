"""What Discord checks when an application registers its commands."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from typing import TYPE_CHECKING

from apolo.sandbox.wire import Json, JsonObject, object_of, objects_of, text_of

if TYPE_CHECKING:
    from apolo.sandbox.errors import Form

LOCALES = frozenset(
    {"id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl"}
    | {"no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi"}
    | {"th", "zh-CN", "ja", "zh-TW", "ko"}
)
CHAT_COMMANDS = 100
COMMAND_CHARACTERS = 8_000

Path = tuple[str | int, ...]


class CommandType(IntEnum):
    """Field ``type`` of an application command."""

    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


class OptionType(IntEnum):
    """Field ``type`` of a command's option."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


_NESTED = {OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP}
_WITH_CHOICES = {OptionType.STRING, OptionType.INTEGER, OptionType.NUMBER}


def kind_of(command: JsonObject) -> int:
    """Return a command's type; a missing one means a slash command."""
    kind = command.get("type", 1)
    return kind if isinstance(kind, int) else 1


def check_commands(commands: list[JsonObject], form: Form) -> None:
    """Check a whole list of commands, as a bulk registration sends it."""
    chat = [command for command in commands if kind_of(command) == CommandType.CHAT_INPUT]
    if len(chat) > CHAT_COMMANDS:
        form.fail(
            (), "APPLICATION_COMMAND_TOO_MANY", f"Maximum number of commands ({CHAT_COMMANDS})"
        )
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        key = (kind_of(command), text_of(command, "name"))
        if key in seen:
            form.fail(
                (index, "name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            )
        seen.add(key)
        check_command(command, form, (index,))


def check_command(command: JsonObject, form: Form, path: Path = ()) -> None:
    """Check one command with its options."""
    if kind_of(command) == CommandType.CHAT_INPUT:
        _check_names(command, form, path)
        _check_options(objects_of(command, "options"), form, path, depth=0)
        if _characters(command) > COMMAND_CHARACTERS:
            form.fail(
                path,
                "APPLICATION_COMMAND_TOO_LARGE",
                f"Command exceeds maximum size ({COMMAND_CHARACTERS})",
            )
        return
    form.length((*path, "name"), text_of(command, "name"), 1, 32)
    _check_locales(command, "name_localizations", form, path)
    if text_of(command, "description"):
        form.fail(
            (*path, "description"),
            "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
            "Context menu commands cannot have description",
        )


def _check_names(item: JsonObject, form: Form, path: Path) -> None:
    for key, needed in (("name", True), ("description", True)):
        if needed and key not in item:
            form.required((*path, key))
    if "name" in item:
        _check_name(text_of(item, "name"), form, (*path, "name"))
    if "description" in item:
        form.length((*path, "description"), text_of(item, "description"), 1, 100)
    for tag, name in _check_locales(item, "name_localizations", form, path):
        _check_name(name, form, (*path, "name_localizations", tag))
    for tag, description in _check_locales(item, "description_localizations", form, path):
        form.length((*path, "description_localizations", tag), description, 1, 100)


def _check_name(name: str, form: Form, path: Path) -> None:
    if not 1 <= len(name) <= 32:
        form.fail(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")
    elif name != name.lower() or not all(map(_allowed_in_name, name)):
        form.fail(
            path,
            "APPLICATION_COMMAND_INVALID_NAME",
            "Command name is invalid",
        )


def _allowed_in_name(character: str) -> bool:
    if character in "-_'":
        return True
    if unicodedata.category(character)[0] in "LN":
        return True
    # Devanagari and Thai may also use their combining signs.
    return "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f"


def _check_locales(item: JsonObject, key: str, form: Form, path: Path) -> list[tuple[str, str]]:
    translations = object_of(item, key)
    known: list[tuple[str, str]] = []
    for tag, value in translations.items():
        if tag not in LOCALES:
            form.fail(
                (*path, key),
                "APPLICATION_COMMAND_INVALID_LOCALE",
                f"Locale {tag!r} is not one of Discord's",
            )
        elif isinstance(value, str):
            known.append((tag, value))
    return known


def _check_options(options: list[JsonObject], form: Form, path: Path, *, depth: int) -> None:
    path = (*path, "options")
    if len(options) > 25:
        form.fail(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    names: set[str] = set()
    optional_seen = False
    nested = {option.get("type") in _NESTED for option in options}
    if nested == {True, False}:
        form.fail(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and options mixed")
    for index, option in enumerate(options):
        here = (*path, index)
        _check_names(option, form, here)
        name = text_of(option, "name")
        if name in names:
            form.fail(
                (*here, "name"),
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                "Option names must be unique",
            )
        names.add(name)
        if option.get("type") in _NESTED:
            _check_nested(option, form, here, depth)
            continue
        if option.get("required") and optional_seen:
            form.fail(
                here,
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen = optional_seen or not option.get("required")
        _check_value_option(option, form, here)


def _check_nested(option: JsonObject, form: Form, path: Path, depth: int) -> None:
    group = option.get("type") == OptionType.SUB_COMMAND_GROUP
    if depth >= (1 if group else 2):
        form.fail((*path, "type"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Nested too deeply")
        return
    _check_options(objects_of(option, "options"), form, path, depth=depth + 1)


def _check_value_option(option: JsonObject, form: Form, path: Path) -> None:
    kind = option.get("type")
    if kind not in set(OptionType) - _NESTED:
        form.fail((*path, "type"), "BASE_TYPE_CHOICES", "Value must be an option type.")
        return
    choices = objects_of(option, "choices")
    if choices and kind not in _WITH_CHOICES:
        form.fail(
            (*path, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "No choices here"
        )
    if choices and option.get("autocomplete"):
        form.fail(
            (*path, "autocomplete"),
            "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
            "Autocomplete cannot be used with choices",
        )
    check_choices(choices, kind, form, (*path, "choices"))
    _check_bounds(option, kind, form, path)


def check_choices(choices: list[JsonObject], kind: Json, form: Form, path: Path) -> None:
    """Check the choices of an option, or those that an autocompletion offers."""
    if len(choices) > 25:
        form.fail(path, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    seen: set[str] = set()
    for index, choice in enumerate(choices):
        name, value = text_of(choice, "name"), choice.get("value")
        form.length((*path, index, "name"), name, 1, 100)
        for tag, text in _check_locales(choice, "name_localizations", form, (*path, index)):
            form.length((*path, index, "name_localizations", tag), text, 1, 100)
        if kind == OptionType.STRING:
            fits = isinstance(value, str) and 1 <= len(value) <= 100
        elif kind == OptionType.INTEGER:
            fits = isinstance(value, int) and not isinstance(value, bool)
        else:
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        if not fits:
            form.fail((*path, index, "value"), "BASE_TYPE_BAD_TYPE", "Value has the wrong type.")
        if name in seen:
            form.fail(
                (*path, index, "name"),
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                "Choice names must be unique",
            )
        seen.add(name)


def _check_bounds(option: JsonObject, kind: Json, form: Form, path: Path) -> None:
    numeric = kind in {OptionType.INTEGER, OptionType.NUMBER}
    for low, high, allowed in (
        ("min_value", "max_value", numeric),
        ("min_length", "max_length", kind == OptionType.STRING),
    ):
        smallest, largest = option.get(low), option.get(high)
        if (smallest is not None or largest is not None) and not allowed:
            form.fail((*path, low), "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID", "No bounds here")
        if (
            isinstance(smallest, int | float)
            and isinstance(largest, int | float)
            and smallest > largest
        ):
            form.fail((*path, low), "APPLICATION_COMMAND_OPTIONS_BOUNDS_INVALID", "Bounds cross")
    longest = option.get("max_length")
    if isinstance(longest, int) and not 1 <= longest <= 6_000:
        form.fail((*path, "max_length"), "NUMBER_TYPE_MAX", "Must be between 1 and 6000.")


def _characters(item: JsonObject) -> int:
    total = 0
    for key in ("name", "description"):
        texts = [text_of(item, key)]
        texts += [t for t in object_of(item, f"{key}_localizations").values() if isinstance(t, str)]
        total += max(map(len, texts))
    for choice in objects_of(item, "choices"):
        value = choice.get("value")
        total += len(text_of(choice, "name")) + (len(value) if isinstance(value, str) else 0)
    return total + sum(map(_characters, objects_of(item, "options")))
