"""A kept picture can be described from its first bytes; what is none is not taken for one."""

from __future__ import annotations

import pytest

from jobs import pictures
from jobs.engine.keys import KeySpace
from jobs.pictures import Described, StoredPicture

PICTURE = StoredPicture(b"\x89PNG" * 5_000, "match-1.png", "å" * 1024)


def blob() -> bytes:
    kept = pictures.put_request(KeySpace("apolo", pictures.SPACE), "key", PICTURE).args[1]
    assert isinstance(kept, bytes)
    return kept


def test_a_picture_comes_back_whole() -> None:
    assert pictures.decode(blob()) == PICTURE


def test_it_is_described_without_its_pixels() -> None:
    request = pictures.describe_request(KeySpace("apolo", pictures.SPACE), "key")
    first = request.args[2]
    assert isinstance(first, int)
    assert pictures.describe(blob()[:first]) == Described(PICTURE.filename, PICTURE.alt)


@pytest.mark.parametrize("data", [None, b"", b"\0\0", b"\xff\xff\xff\xff", b"\0\0\0\x02\x92\xa1x"])
def test_what_is_no_picture_is_none(data: bytes | None) -> None:
    assert pictures.decode(data) is None
    assert pictures.describe(data) is None
