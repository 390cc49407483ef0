"""Emoji are found by sequence and drawn in colour."""

from __future__ import annotations

import pytest
from PIL import ImageStat

from renderers.text import emoji


@pytest.mark.parametrize(
    ("cluster", "name"),
    [
        ("😀", "1F600"),
        ("❤️", "2764"),
        ("🇧🇷", "1F1E7-1F1F7"),
        ("👨‍👩‍👦", "1F468-200D-1F469-200D-1F466"),
        ("👍🏽", "1F44D-1F3FD"),
        ("a", None),
        ("1", None),
        ("★", None),
        ("❤", None),
        ("你", None),
    ],
)
def test_the_drawing_of_a_cluster(cluster: str, name: str | None) -> None:
    assert emoji.drawing_of(cluster) == name


def test_a_keycap_is_drawn() -> None:
    assert emoji.drawing_of("1️⃣") is not None


def test_an_unknown_sequence_falls_back_to_its_first_member() -> None:
    assert emoji.drawing_of("😀\u200d🦀") == "1F600"


def test_a_drawing_fills_its_square() -> None:
    image = emoji.picture("1F600", 24)
    assert image.size == (24, 24)
    box = image.getbbox(alpha_only=True)
    assert box is not None
    assert box[2] - box[0] >= 22


def test_dark_drawings_are_lightened_for_the_dark_card() -> None:
    notes = emoji.picture("1F3B5", 48)
    assert ImageStat.Stat(notes.convert("L"), notes.getchannel("A")).mean[0] > 90
