"""Finished pictures, kept in Redis under a content key for an hour within a byte budget."""

from __future__ import annotations

import struct
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


class _Head(msgspec.Struct, array_like=True):
    filename: str
    alt: str


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture with what it needs to be posted."""

    data: bytes
    filename: str
    alt: str


@dataclass(frozen=True, slots=True)
class Described:
    """What a kept picture is called and says, without the picture."""

    filename: str
    alt: str


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Head).decode
# A blob is the length of its head, the head, and the picture: the head can be read alone.
_LENGTH = struct.Struct(">I")
_HEAD_BYTES = 8 * 1024


def put_request(space: KeySpace, key: str, picture: StoredPicture) -> Request[int]:
    """The request that keeps a picture under its content key."""
    head = _encode(_Head(picture.filename, picture.alt))
    blob = b"".join((_LENGTH.pack(len(head)), head, picture.data))
    return requests.put_blob(space, key, blob, kept_ms=KEPT_MS, budget=BUDGET)


def get_request(space: KeySpace, key: str) -> Request[bytes | None]:
    """The request that reads one; see `decode`."""
    return requests.get_blob(space, key, kept_ms=KEPT_MS)


def describe_request(space: KeySpace, key: str) -> Request[bytes | None]:
    """The request that reads what one is called and says; see `describe`."""
    return requests.get_blob(space, key, kept_ms=KEPT_MS, first=_HEAD_BYTES)


def clear_request(space: KeySpace) -> Request[int]:
    """The request that drops every kept picture; how many there were."""
    return requests.clear_blobs(space)


def decode(blob: bytes | None) -> StoredPicture | None:
    """A kept picture; None where there is none, or what is there is not one."""
    if blob is None or len(blob) > MAX_BYTES:
        return None
    head = describe(blob)
    if head is None:
        return None
    data = blob[_LENGTH.size + _LENGTH.unpack_from(blob)[0] :]
    return StoredPicture(data, head.filename, head.alt)


def describe(blob: bytes | None) -> Described | None:
    """Read the beginning of a kept picture; None as for `decode`."""
    if blob is None or len(blob) < _LENGTH.size:
        return None
    ends = _LENGTH.size + _LENGTH.unpack_from(blob)[0]
    try:
        head = _decode(blob[_LENGTH.size : ends])
    except msgspec.MsgspecError:
        return None
    return Described(head.filename, head.alt)
