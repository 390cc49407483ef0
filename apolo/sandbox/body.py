"""Reading a request body: JSON, or a form with ``payload_json`` and files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apolo.sandbox.errors import DiscordError, invalid_json, too_large
from apolo.sandbox.limits import REQUEST_BYTES
from apolo.sandbox.wire import Json, JsonObject, decode

if TYPE_CHECKING:
    from aiohttp import web

_NAME = re.compile(rb'[; ]name="([^"]*)"')
_FILE_NAME = re.compile(rb'filename="([^"]*)"')
_FILE_KEY = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came with a request."""

    filename: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carried.

    Attributes
    ----------
    payload
        The JSON object.
    files
        The uploads by their number in ``files[n]``.
    """

    payload: JsonObject
    files: dict[int, Upload] = field(default_factory=dict)


async def read_json(request: web.Request) -> Json:
    """Return the JSON of a request without files.

    Raises
    ------
    DiscordError
        50109 when it is not JSON; 413 when it is above the request limit.
    """
    return _decode(await _read(request))


async def read_body(request: web.Request) -> Body:
    """Return a request's JSON object and files.

    Raises
    ------
    DiscordError
        50109 when there is no JSON object; 413 when it is above the request limit.
    """
    raw = await _read(request)
    content_type = request.headers.get("Content-Type", "")
    if not content_type.startswith("multipart/form-data"):
        return Body(_object(raw))
    _, _, boundary = content_type.partition("boundary=")
    return _read_form(raw, boundary.strip('"').encode())


async def _read(request: web.Request) -> bytes:
    if request.content_length is not None and request.content_length > REQUEST_BYTES:
        # Read on, so that the client hears the answer instead of a broken pipe.
        async for _ in request.content.iter_any():
            pass
        raise too_large()
    return await request.read()


def _decode(raw: bytes) -> Json:
    try:
        return decode(raw)
    except ValueError:
        raise invalid_json() from None


def _object(raw: bytes) -> JsonObject:
    value = _decode(raw)
    if not isinstance(value, dict):
        raise invalid_json()
    return value


def _read_form(raw: bytes, boundary: bytes) -> Body:
    payload: JsonObject | None = None
    files: dict[int, Upload] = {}
    for part in (b"\r\n" + raw).split(b"\r\n--" + boundary)[1:]:
        if part.startswith(b"--"):
            break
        head, _, data = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if name is None:
            raise DiscordError(400, 50035, "Invalid Form Body")
        key = name[1].decode()
        if key == "payload_json":
            payload = _object(data)
        elif number := _FILE_KEY.fullmatch(key):
            filename = _FILE_NAME.search(head)
            files[int(number[1])] = Upload(filename[1].decode() if filename else "file", data)
    return Body(payload or {}, files)
