"""Messages are the very bytes that Dramatiq reads and writes."""

from __future__ import annotations

import math

import dramatiq
import pytest
from dramatiq.errors import DecodeError

from jobs.engine import wire


def message(*args: object, **options: object) -> dramatiq.Message[None]:
    return dramatiq.Message("queue", "actor", args, {}, options, "id", 1_700_000_000_000)


def decode(data: bytes) -> dramatiq.Message[None]:
    return wire.decode(data, queue="queue", job_id="id", failures=2)


@pytest.mark.parametrize("value", [1, 2.5, "é", None, [1, [2]], {"a": {"b": 1}}, 2**80, True])
def test_dramatiq_reads_what_is_written(value):
    sent = message(value, tenant="t")
    assert dramatiq.Message.decode(wire.encode(sent)) == sent


@pytest.mark.parametrize("value", [1, 2.5, "é", None, [1, [2]], {"a": {"b": 1}}, 2**80, True])
def test_what_dramatiq_writes_is_read(value):
    read = decode(message(value, tenant="t").encode())
    assert read == message(value, tenant="t", retries=2)


def test_a_nan_stays_one():
    assert math.isnan(decode(wire.encode(message(math.nan))).args[0])


def test_what_json_has_not_is_refused():
    with pytest.raises(TypeError):
        wire.encode(message(b"bytes"))


def test_the_job_decides_on_queue_id_and_retries():
    data = message(retries=9).encode()
    read = wire.decode(data, queue="other", job_id="mine", failures=0)
    assert (read.queue_name, read.message_id, read.options) == ("other", "mine", {"retries": 0})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        message().encode().replace(b'"actor"', b"[1]"),
        message().encode().replace(b'"options":{}', b'"options":[]'),
        message().encode().replace(b'"kwargs":{}', b'"kwargs":3'),
        message().encode().replace(b'"args":[]', b'"args":7'),
        message().encode().replace(b'"queue_name"', b'"more":1,"queue_name"'),
    ],
)
def test_what_is_no_message_is_refused(data):
    with pytest.raises(DecodeError):
        decode(data)


def test_an_encoder_of_the_program_is_used():
    dramatiq.set_encoder(dramatiq.PickleEncoder())
    try:
        data = wire.encode(message(b"bytes"))
        assert decode(data).args == (b"bytes",)
    finally:
        dramatiq.set_encoder(dramatiq.JSONEncoder())
    with pytest.raises(DecodeError):
        decode(data)
