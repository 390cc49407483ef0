"""JSON text to plain objects, within bounds."""

from __future__ import annotations

from typing import Final

import orjson

from dota.errors import BadResponse

MAX_PAYLOAD_BYTES: Final = 8 * 2**20
"""The largest answer we read. The largest real match is about 1 MiB."""

_BOM: Final = b"\xef\xbb\xbf"


def decode(payload: object) -> object:
    """Decode JSON; anything that is neither bytes nor str is taken as already decoded.

    Raises
    ------
    BadResponse
        For text that is too large or no JSON (NaN and Infinity are none).
    """
    if isinstance(payload, bytearray | memoryview):
        payload = bytes(payload)
    if not isinstance(payload, bytes | str):
        return payload
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise BadResponse("the answer is too large")
    if isinstance(payload, bytes):
        payload = payload.removeprefix(_BOM)
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError as error:
        raise BadResponse(f"no JSON: {error.msg}") from None
