"""The queue-health chart keeps its layout and tells the truth, in calm and in trouble."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.queues import QUEUES
from locales import Locale
from renderers import png, theme
from renderers.canvas import Box
from renderers.queuehealth import words
from renderers.queuehealth.compose import compose
from renderers.queuehealth.grid import DONE, WAIT, curves
from renderers.queuehealth.grid import QUEUES as QUEUES_PANEL
from renderers.queues_chart import render_queues_chart
from renderers.queues_facts import MINUTES, MinuteFigures, QueueFigures, QueuesFacts
from tests.pictures import assert_golden, assert_tidy

if TYPE_CHECKING:
    from renderers.canvas import Canvas

GOLDEN = Path(__file__).with_name("golden")
NOW = 1_795_000_000


def queue(name: str = "image-generation", **changes: object) -> QueueFigures:
    fields = {
        "name": name, "verdict": "healthy", "waiting": 3, "active": 2, "paused": False,
        "done": 1_200, "failed": 0, "wait_p95_ms": 40.0,
    }  # fmt: skip
    return QueueFigures(**fields | changes)


def facts(
    *minutes: MinuteFigures, queues: tuple[QueueFigures, ...] = (), now: int = NOW
) -> QueuesFacts:
    quiet = MinuteFigures(0, 0, None, None)
    whole = (quiet,) * (MINUTES - len(minutes)) + minutes
    waits = [minute.wait_p95_ms for minute in minutes if minute.wait_p95_ms is not None]
    return QueuesFacts(now, whole, queues, min(waits, default=None), max(waits, default=None))


BUSY = [
    MinuteFigures(90 + at * 37 % 60, at % 9 if 20 < at < 30 else 0, 8.0 + at, 40.0 + at * 90)
    for at in range(MINUTES)
]
EVERY = tuple(queue(name) for name in QUEUES)
TROUBLED = tuple(
    queue(
        name, verdict=("degraded", "critical")[at % 2], failed=at * 7, paused=at == 3,
        waiting=at * 999,
    )
    for at, name in enumerate(QUEUES)
)  # fmt: skip
CASES = {
    "idle": facts(queues=EVERY),
    "no-queues": facts(),
    "one-job": facts(MinuteFigures(1, 0, 3.0, 3.0), queues=EVERY),
    "busy": facts(*BUSY, queues=EVERY),
    "trouble": facts(*BUSY, queues=TROUBLED),
    "all-fail": facts(*(MinuteFigures(0, 5, 1.0, 2.0),) * MINUTES, queues=TROUBLED),
    "gaps": facts(*(BUSY[0], MinuteFigures(0, 0, None, None)) * 30, queues=EVERY),
    "huge": facts(
        *(MinuteFigures(2**40, 2**33, 9e9, 9e12),) * MINUTES,
        queues=tuple(queue("q" * 80, waiting=2**40, done=2**50, failed=2**40) for _ in range(30)),
        now=2**60,
    ),
    "half-known": facts(
        MinuteFigures(3, 0, None, 40.0), MinuteFigures(3, 0, None, None), queues=EVERY
    ),
    "zero-wait": facts(*(MinuteFigures(10, 0, 0.0, 0.0),) * MINUTES, queues=EVERY),
}


def words_of(canvas: Canvas) -> list[str]:
    return [placed.line.text for placed in canvas.texts]


def assert_in_panels(canvas: Canvas) -> None:
    assert_tidy(canvas)
    header = canvas.box._replace(bottom=DONE.top)
    for placed in canvas.texts:
        assert any(
            room.left <= placed.box.left
            and placed.box.right <= room.right
            and room.top <= placed.box.top
            and placed.box.bottom <= room.bottom
            for room in (header, DONE, WAIT, QUEUES_PANEL)
        ), placed


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("case", CASES)
def test_the_layout_holds(case: str, locale: Locale) -> None:
    assert_in_panels(compose(CASES[case], locale=locale))


@settings(max_examples=15, deadline=None)
@given(
    minutes=st.lists(
        st.builds(
            MinuteFigures,
            st.integers(0, 10**7), st.integers(0, 10**7),
            st.none() | st.floats(0, 1e9), st.none() | st.floats(0, 1e9),
        ),
        max_size=MINUTES,
    ),
    locale=st.sampled_from(Locale),
)  # fmt: skip
def test_any_hour_keeps_the_layout(minutes: list[MinuteFigures], locale: Locale) -> None:
    assert_in_panels(compose(facts(*minutes, queues=EVERY), locale=locale))


@pytest.mark.parametrize("case", CASES)
def test_it_is_a_small_png_with_alternative_text(case: str) -> None:
    picture = render_queues_chart(CASES[case], locale=Locale.PT)
    assert (picture.width, picture.height, picture.mime) == (1000, 560, "image/png")
    assert len(picture.data) <= png.MAX_BYTES
    assert 0 < len(picture.alt) <= 1024


def test_what_is_said_is_what_happened() -> None:
    minutes = (MinuteFigures(110, 10, 12.0, 300.0),) * MINUTES
    canvas = compose(
        facts(*minutes, queues=(queue(), queue("ai-analysis", verdict="critical", failed=600))),
        locale=Locale.EN,
    )
    shown = words_of(canvas)
    assert {"Critical", "120", "600 failed (8%)", "p95 300 ms", "11:06 UTC"} <= set(shown)
    assert {"ai-analysis", "600 failed", "3 waiting · 1.2k done"} <= set(shown)
    said = render_queues_chart(facts(*minutes, queues=EVERY), locale=Locale.EN).alt
    assert said.startswith("Job queues in the last hour: Healthy. Jobs per minute: 120; 600 failed")


@pytest.mark.parametrize(("jobs", "said"), [(0, "0"), (1, "<0,1"), (3, "0,1"), (60, "1,0")])
def test_a_job_an_hour_is_not_none(jobs: int, said: str) -> None:
    minutes = (MinuteFigures(0, 0, None, None),) * (MINUTES - 1)
    shown = words_of(compose(facts(*minutes, MinuteFigures(jobs, 0, 3.0, 3.0)), locale=Locale.ES))
    assert said in shown


def test_beside_failures_a_queue_says_what_waits_in_letters_that_can_be_read() -> None:
    queues = (
        queue("a", waiting=500, done=5_600, failed=22),
        queue("b", waiting=500, done=5_600, failed=22, paused=True),
        queue("c", waiting=500, done=5_600),
    )
    shown = words_of(compose(facts(*BUSY, queues=queues), locale=Locale.PT))
    assert [word for word in shown if "na espera" in word or "falhas" in word] == [
        "falhas: 22", "500 na espera", "pausada · 500 na espera", "500 na espera · 5,6k feitas",
    ]  # fmt: skip


def test_a_failure_among_thousands_is_still_seen() -> None:
    busy = MinuteFigures(5_000, 0, 1.0, 1.0)
    canvas = compose(facts(*(busy,) * 59, MinuteFigures(5_000, 1, 1.0, 1.0)), locale=Locale.EN)
    last = canvas.image.crop(
        Box(curves(DONE).right - 8, DONE.top, curves(DONE).right - 3, DONE.bottom)
    )
    red = sum(count for count, colour in last.getcolors() or [] if colour == theme.DIRE)
    assert red >= 5 * 5


@pytest.mark.parametrize(
    ("ms", "en", "es"),
    [
        (None, "–", "–"), (0, "0 ms", "0 ms"), (999.6, "1 s", "1 s"), (1_250, "1.2 s", "1,2 s"),
        (59_000, "59 s", "59 s"), (150_000, "2.5 min", "2,5 min"), (7_200_000, "2 h", "2 h"),
    ],
)  # fmt: skip
def test_times_are_short(ms: float | None, en: str, es: str) -> None:
    assert (words.span(ms, Locale.EN), words.span(ms, Locale.ES)) == (en, es)


def test_it_looks_as_it_looked() -> None:
    picture = render_queues_chart(CASES["trouble"], locale=Locale.EN)
    assert_golden(picture.data, GOLDEN / "queues_trouble_en.png")
