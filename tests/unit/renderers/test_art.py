"""Fetched pictures are checked before they are decoded; placeholders stand in for the rest."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from dota import constants
from renderers import placeholders
from renderers.art import MAX_IMAGE_BYTES, PLACEHOLDERS, Art, BadImage, decode
from renderers.item_glyphs import GLYPHS, glyph_name


def encoded(image: Image.Image, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def bomb() -> bytes:
    """A PNG of 60,000 x 60,000 pixels in its header and next to nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_pictures_are_decoded_to_rgb(kind: str) -> None:
    found = decode(encoded(Image.new("RGB", (256, 144), (200, 40, 40)), kind))
    assert (found.mode, found.size) == ("RGB", (256, 144))


def test_transparency_is_laid_on_the_panel() -> None:
    found = decode(encoded(Image.new("RGBA", (8, 8), (255, 0, 0, 0))))
    assert found.mode == "RGB"
    assert found.getpixel((0, 0)) != (255, 0, 0)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>404</html>",
        b"\x89PNG\r\n\x1a\n",
        encoded(Image.new("RGB", (64, 64), (1, 2, 3)))[:-30],
        encoded(Image.new("RGB", (64, 64)), "BMP"),
        encoded(Image.new("RGB", (1025, 4))),
        b"\x00" * (MAX_IMAGE_BYTES + 1),
        bomb(),
    ],
    ids=["empty", "html", "header", "truncated", "format", "wide", "heavy", "bomb"],
)
def test_what_is_no_usable_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadImage):
        decode(data)


def test_bad_bytes_leave_a_placeholder() -> None:
    good = encoded(Image.new("RGB", (88, 64), (10, 240, 10)))
    art = Art(heroes={1: b"junk"}, items={63: good})
    assert art.hero(1, 136, 70) is PLACEHOLDERS.hero(1, 136, 70)
    green = art.item(63, 44, 32).getpixel((20, 15))
    assert isinstance(green, tuple)
    assert green[1] > 200 > green[0]


def test_art_fills_the_asked_size_and_is_resized_once() -> None:
    art = Art(heroes={1: encoded(Image.new("RGB", (300, 300)))})
    found = art.hero(1, 136, 70)
    assert found.size == (136, 70)
    assert art.hero(1, 136, 70) is found


def test_resized_pictures_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renderers.art._SIZES_BYTES", 136 * 70 * 4 * 2)
    picture = encoded(Image.new("RGB", (256, 144), (9, 9, 200)))
    art = Art(heroes=dict.fromkeys(range(1, 9), picture))
    first = art.hero(1, 136, 70)
    assert art.hero(1, 136, 70) is first
    for hero in range(2, 9):
        assert art.hero(hero, 136, 70).size == (136, 70)
    assert art.hero(8, 136, 70) is art.hero(8, 136, 70)
    assert art.hero(1, 136, 70) is not first


def test_every_hero_and_item_has_a_placeholder() -> None:
    for hero_id in constants.current().heroes:
        assert placeholders.hero(hero_id, 136, 70).size == (136, 70)
    for item_id, item in constants.current().items.items():
        assert placeholders.item(item_id, 44, 32).size == (44, 32)
        assert glyph_name(item.slug) in GLYPHS


def test_unknown_ids_have_one_too() -> None:
    assert placeholders.hero(9_999, 136, 70).size == (136, 70)
    assert placeholders.hero(-1, 136, 70).size == (136, 70)
    assert placeholders.item(99_999, 32, 32).size == (32, 32)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anti-Mage", "AM"),
        ("Invoker", "Inv"),
        ("Keeper of the Light", "KL"),
        ("Nature's Prophet", "NP"),
        ("", "?"),
    ],
)
def test_monograms(name: str, letters: str) -> None:
    assert placeholders.monogram(name) == letters
