"""JSON as it travels between the sandbox and a client, and how it is written."""

from __future__ import annotations

from typing import TypeAlias

import orjson

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
JsonObject: TypeAlias = dict[str, Json]


def encode(value: Json) -> bytes:
    """Write JSON as UTF-8 bytes."""
    return orjson.dumps(value)


def decode(data: bytes | str) -> Json:
    """Read JSON.

    Raises
    ------
    ValueError
        When ``data`` is not JSON.
    """
    value: Json = orjson.loads(data)
    return value


def text_of(holder: JsonObject, key: str) -> str:
    """Return a text field, or the empty text when it is missing or of another type."""
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def int_of(holder: JsonObject, key: str, default: int = 0) -> int:
    """Return a whole number; Discord also accepts one written as text."""
    value = holder.get(key)
    if isinstance(value, bool):
        return default
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.lstrip("-").isascii() and value.lstrip("-").isdigit():
        return int(value)
    return default


def object_of(holder: JsonObject, key: str) -> JsonObject:
    """Return a nested object, or an empty one."""
    value = holder.get(key)
    return value if isinstance(value, dict) else {}


def objects_of(holder: JsonObject, key: str) -> list[JsonObject]:
    """Return the objects of a list field; anything else in it is left out."""
    value = holder.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
