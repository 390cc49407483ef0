"""The progress chart looks as it looked when somebody last looked at it.

``APOLO_UPDATE_GOLDEN=1 pytest tests/unit/renderers/test_progress_chart_golden.py`` writes new ones.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageChops

from locales import Locale
from renderers.progress.grid import CURVES
from renderers.progress_chart import render_progress_chart
from tests.factories import history
from tests.pictures import assert_golden, difference

GOLDEN = Path(__file__).with_name("golden")


def test_eighty_matches_in_english() -> None:
    picture = render_progress_chart("Привет 你好 مرحبا", history(80), locale=Locale.EN)
    assert_golden(picture.data, GOLDEN / "progress_chart_80_en.png")


def test_five_hundred_matches_with_turbo_in_portuguese() -> None:
    rows = [
        replace(row, game_mode=23, gold_per_min=1_200) if at % 9 == 0 else row
        for at, row in enumerate(history(500))
    ]
    picture = render_progress_chart("Ñandú Feliz", rows, locale=Locale.PT)
    assert_golden(picture.data, GOLDEN / "progress_chart_500_pt.png")


def test_three_turbo_matches_without_a_name_in_spanish() -> None:
    picture = render_progress_chart(None, history(3, game_mode=23), locale=Locale.ES)
    assert_golden(picture.data, GOLDEN / "progress_chart_3_turbo_es.png")


def test_a_curve_that_moved_would_be_noticed() -> None:
    data = render_progress_chart("x", history(80), locale=Locale.EN).data
    chart = Image.open(io.BytesIO(data)).convert("RGB")
    moved = chart.copy()
    moved.paste(ImageChops.offset(chart.crop(CURVES), 0, 2), CURVES)
    assert not difference(chart, moved).acceptable
    assert difference(chart, chart).acceptable
