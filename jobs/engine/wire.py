"""Dramatiq's messages to bytes and back: the very same JSON, by a faster library.

Where a program has set an encoder of its own (``dramatiq.set_encoder``) that one is used.
"""

from __future__ import annotations

from typing import Any

import orjson
from dramatiq import JSONEncoder, Message, get_encoder
from dramatiq.errors import DecodeError

# What the standard library refuses or writes its own way is left to it.
_STRICT = (
    orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_SUBCLASS
)
_FIELDS = 7


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
    actor, args, kwargs = fields["actor_name"], fields["args"], fields["kwargs"]
    options = fields["options"]
    if not (
        isinstance(actor, str)
        and isinstance(args, (list, tuple))
        and isinstance(kwargs, dict)
        and isinstance(options, dict)
    ):
        raise DecodeError("not a message", data, None)
    options["retries"] = failures
    fields["queue_name"], fields["message_id"], fields["args"] = queue, job_id, tuple(args)
    # All fields are there: to set them one by one, past the class's being frozen, takes longer
    # than to read them.
    message: Message[Any] = Message.__new__(Message)
    message.__dict__.update(fields)
    return message


def _fields(data: bytes) -> dict[str, Any]:
    if type(get_encoder()) is JSONEncoder:
        try:
            fields = orjson.loads(data)
        except orjson.JSONDecodeError:
            fields = None  # Dramatiq reads a little more than JSON: NaN
        if isinstance(fields, dict) and len(fields) == _FIELDS and _NAMES.issuperset(fields):
            return fields
    message: Message[Any] = Message.decode(data)
    return message.asdict()


_NAMES = frozenset(
    ("queue_name", "actor_name", "args", "kwargs", "options", "message_id", "message_timestamp")
)
