"""Dramatiq's messages to bytes and back: the very same JSON, by a faster library.

Where a program has set an encoder of its own (``dramatiq.set_encoder``) that one is used.
"""

from __future__ import annotations

from typing import Any

import msgspec
import orjson
from dramatiq import JSONEncoder, Message, get_encoder
from dramatiq.errors import DecodeError

# What the standard library refuses or writes its own way is left to it.
_STRICT = (
    orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)


def encode(message: Message[Any]) -> bytes:
    """Turn a message into bytes. Raises what Dramatiq's encoder raises."""
    if type(message) is Message and type(get_encoder()) is JSONEncoder:
        try:
            data = orjson.dumps(message.__dict__, option=_STRICT)
        except TypeError:
            return message.encode()
        # A NaN would have become a null without a word; Dramatiq keeps it.
        if b"null" not in data:
            return data
    return message.encode()


def decode(data: bytes, *, queue: str, job_id: str, failures: int) -> Message[Any]:
    """Read a job's message.

    Parameters
    ----------
    data : bytes
        As stored.
    queue, job_id : str
        The job's, whatever the message says.
    failures : int
        Failed runs so far: the message's option ``retries``.

    Raises
    ------
    DecodeError
        Where it is no message.
    """
    fields = _fields(data)
    fields.options["retries"] = failures
    # Past the class's being frozen, which sets its fields one by one: that takes longer than to
    # read them.
    message: Message[Any] = Message.__new__(Message)
    told = {
        "queue_name": queue,
        "actor_name": fields.actor_name,
        "args": fields.args,
        "kwargs": fields.kwargs,
        "options": fields.options,
        "message_id": job_id,
        "message_timestamp": fields.message_timestamp,
    }
    object.__setattr__(message, "__dict__", told)
    return message


class _Fields(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A message's fields, in the types that they must have."""

    queue_name: str
    actor_name: str
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    options: dict[str, Any]
    message_id: str
    message_timestamp: Any


_decode = msgspec.json.Decoder(_Fields).decode


def _fields(data: bytes) -> _Fields:
    if type(get_encoder()) is JSONEncoder:
        try:
            return _decode(data)
        except msgspec.MsgspecError:
            pass  # Dramatiq reads a little more than JSON: NaN
    try:
        return msgspec.convert(Message.decode(data).asdict(), _Fields)
    except msgspec.ValidationError:
        raise DecodeError("not a message", data, None) from None
