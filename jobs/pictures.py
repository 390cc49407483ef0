"""Finished pictures, kept in Redis under a content key for an hour within a byte budget."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from jobs.engine import requests
from jobs.engine.keys import KeySpace
from jobs.engine.requests import Request

#: The name of the key space that holds them.
SPACE = "pictures"
#: How long a picture is kept, in milliseconds, and how much all of them may take, in bytes.
KEPT_MS = 3_600_000
BUDGET = 256 * 1024 * 1024
#: No picture of ours is larger, in bytes; a larger one in Redis is not ours.
MAX_BYTES = 8 * 1024 * 1024


class _Stored(msgspec.Struct, array_like=True):
    data: bytes
    filename: str
    alt: str


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture with what it needs to be posted."""

    data: bytes
    filename: str
    alt: str


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Stored).decode


def put_request(space: KeySpace, key: str, picture: StoredPicture) -> Request[int]:
    """The request that keeps a picture under its content key."""
    blob = _encode(_Stored(picture.data, picture.filename, picture.alt))
    return requests.put_blob(space, key, blob, kept_ms=KEPT_MS, budget=BUDGET)


def get_request(space: KeySpace, key: str) -> Request[bytes | None]:
    """The request that reads one; see `decode`."""
    return requests.get_blob(space, key, kept_ms=KEPT_MS)


def clear_request(space: KeySpace) -> Request[int]:
    """The request that drops every kept picture; how many there were."""
    return requests.clear_blobs(space)


def decode(blob: bytes | None) -> StoredPicture | None:
    """A kept picture; None where there is none, or what is there is not one."""
    if blob is None or len(blob) > MAX_BYTES:
        return None
    try:
        stored = _decode(blob)
    except msgspec.MsgspecError:
        return None
    return StoredPicture(stored.data, stored.filename, stored.alt)
