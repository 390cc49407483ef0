"""The words of the queue-health chart, and what a screen reader says for it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from locales import Locale, text
from renderers import figures
from renderers.progress import words as progress_words
from renderers.text import clean

if TYPE_CHECKING:
    from renderers.queues_facts import QueueFigures, QueuesFacts

MAX_ALT: Final = 1024
_SECOND, _MINUTE, _HOUR = 1_000.0, 60_000.0, 3_600_000.0
_ROUND: Final = 9.95
_LEAST: Final = 0.1
_NAMED: Final = 6
"""Queues that the alternative text names at most."""


def span(ms: float | None, locale: Locale) -> str:
    """Write a time: ``40 ms``, ``1.2 s``, ``3 min``, ``2.5 h``; a dash for None."""
    if ms is None:
        return figures.UNKNOWN
    if ms < _SECOND:
        return f"{ms:.0f} ms" if ms < _SECOND - 0.5 else "1 s"
    for unit, name in ((_HOUR, "h"), (_MINUTE, "min"), (_SECOND, "s")):
        size = ms / unit
        if size >= 1:
            digits = f"{size:.1f}".removesuffix(".0") if size < _ROUND else f"{size:.0f}"
            if locale is not Locale.EN:
                digits = digits.replace(".", ",")
            return f"{digits} {name}"
    return figures.UNKNOWN


def rate(facts: QueuesFacts, locale: Locale) -> str:
    """Return the mean of jobs ended a minute."""
    per_minute = (facts.done + facts.failed) / max(1, len(facts.minutes))
    if 0 < per_minute < _ROUND:
        # A job an hour is not none.
        written = f"{per_minute:.1f}" if per_minute >= _LEAST / 2 else f"<{_LEAST}"
        return written if locale is Locale.EN else written.replace(".", ",")
    return figures.short(per_minute, locale)


def moment(facts: QueuesFacts) -> str:
    """Return the time of day in UTC, or ``""`` where there is no such time."""
    try:
        return dt.datetime.fromtimestamp(facts.now, dt.UTC).strftime("%H:%M")
    except (ValueError, OverflowError, OSError):
        return ""


def failures(facts: QueuesFacts, locale: Locale) -> str:
    """Return how many jobs failed, and how many percent of all that is."""
    if not facts.failed:
        return text(locale, "queues-none-failed")
    percent = progress_words.percent(facts.failed, facts.done + facts.failed)
    return text(
        locale,
        "queues-failed",
        failed=figures.short(facts.failed, locale),
        percent=text(locale, "progress-percent", percent=percent),
    )


def verdict(facts: QueuesFacts, locale: Locale) -> str:
    """Return how the queues are doing, as a headline."""
    said = text(locale, f"health-verdict-{facts.verdict}")
    return said[:1].upper() + said[1:]


def queue_name(queue: QueueFigures) -> str:
    """Return a queue's name."""
    return clean(queue.name) or figures.UNKNOWN


def queue_line(queue: QueueFigures, locale: Locale) -> str:
    """Return what a queue has to do and did."""
    if queue.paused:
        return text(locale, "queues-paused", waiting=figures.short(queue.waiting, locale))
    return text(
        locale,
        "queues-line",
        waiting=figures.short(queue.waiting, locale),
        done=figures.short(queue.done, locale),
    )


def queue_waiting(queue: QueueFigures, locale: Locale) -> str:
    """Return what a queue has to do, alone."""
    return text(locale, "queues-line-short", waiting=figures.short(queue.waiting, locale))


def alt_text(facts: QueuesFacts, locale: Locale) -> str:
    """Return the chart in words, within Discord's 1,024 characters."""
    said = [
        text(
            locale,
            "queues-alt",
            verdict=verdict(facts, locale),
            rate=rate(facts, locale),
            failures=failures(facts, locale),
            median=span(facts.wait_p50_ms, locale),
            slow=span(facts.wait_p95_ms, locale),
        )
    ]
    said += [
        f"{queue_name(queue)}: {queue_line(queue, locale)}." for queue in facts.queues[:_NAMED]
    ]
    whole = " ".join(said)
    return whole if len(whole) <= MAX_ALT else whole[: MAX_ALT - 1] + "…"
