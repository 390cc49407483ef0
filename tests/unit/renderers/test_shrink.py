"""A picture is made small enough, and no smaller than it must."""

from __future__ import annotations

import io
import random

from PIL import Image

from renderers.shrink import shrink


def noise(width: int, height: int) -> bytes:
    out = io.BytesIO()
    pixels = random.Random(1).randbytes(width * height * 3)
    Image.frombytes("RGB", (width, height), pixels).save(out, "PNG")
    return out.getvalue()


def test_it_fits_and_keeps_its_size_where_it_can() -> None:
    large = noise(160, 90)
    small = shrink(large, len(large) // 2)
    assert small is not None
    assert len(small) <= len(large) // 2
    with Image.open(io.BytesIO(small)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (160, 90))


def test_where_quality_is_not_enough_it_gets_narrower() -> None:
    small = shrink(noise(160, 90), 3_000)
    assert small is not None
    assert len(small) <= 3_000
    with Image.open(io.BytesIO(small)) as picture:
        assert picture.width < 160


def test_what_can_not_be_made_small_enough_is_told() -> None:
    assert shrink(noise(160, 90), 50) is None
