"""The health report fits into a message, however long it gets, and says every reason in words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from discord.ui import MediaGallery

from apolo.sandbox.component_rules import check_components
from apolo.sandbox.errors import Form
from bot.answers import MAX_ALT
from bot.queuehealth.audit_view import ACTIONS, SHOWN, audit_view
from bot.queuehealth.chart import Chart
from bot.queuehealth.view import clear_question, health_view
from bot.queuehealth.words import reason, span
from jobs.engine import Counts
from jobs.engine.records import WorkerInfo
from jobs.engine.statistics import over_last
from jobs.health import (
    DatabaseHealth,
    Finding,
    HealthReport,
    QueueHealth,
    Reason,
    RedisHealth,
    Verdict,
    unreachable,
    with_database,
)
from locales import Locale, text
from store.audit import AuditEntry, Origin
from store.audit_log import Newest

if TYPE_CHECKING:
    from discord.ui import LayoutView

NOW = 1_800_000_000
EVERY_REASON = tuple(Finding(one, Verdict.DEGRADED, 0.5) for one in Reason)


def queue(
    name: str,
    *,
    paused: bool = False,
    failed: int = 0,
    findings: tuple[Finding, ...] = (),
) -> QueueHealth:
    counts = Counts(
        queue=name,
        now_ms=NOW * 1000,
        waiting=12,
        delayed=3,
        active=4,
        completed=1_234_567,
        failed=failed,
        paused=paused,
        accepted_total=0,
        removed_total=0,
        completed_total=0,
        failed_total=0,
        oldest_ms=42_000,
        minutes=(),
    )
    hour = dataclasses.replace(
        over_last(counts, 60),
        wait_p50_ms=20.0,
        wait_p95_ms=123.4,
        run_p50_ms=987.6,
        run_p95_ms=4_321.0,
    )
    return QueueHealth(name, counts, hour, hour, 2, findings)


def report(
    *queues: QueueHealth, findings: tuple[Finding, ...] = (), workers: int = 1
) -> HealthReport:
    redis = RedisHealth(True, 0.4, 12_900_000, 268_435_456, "9.1.0")
    cards = tuple(WorkerInfo(f"w{n}", 10, threads=8, current=("a",)) for n in range(workers))
    return HealthReport(queues, cards, redis, findings)


def components(view: LayoutView) -> list[dict[str, Any]]:
    return view.to_components()


def texts(view: LayoutView) -> list[str]:
    return [one.content for one in view.walk_children() if hasattr(one, "content")]


def check_fits(view: LayoutView) -> None:
    """Raise where Discord's rules, as the sandbox keeps them, are broken."""
    form = Form()
    check_components(components(view), form, v2=True)
    form.check()


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("count", [0, 1, 7, 25, 60, 120])
@pytest.mark.parametrize("length", [5, 200])
def test_any_number_of_queues_fits(locale: Locale, count: int, length: int) -> None:
    queues = [
        queue(f"{number}".ljust(length, "x"), paused=number % 2 == 0, findings=EVERY_REASON)
        for number in range(count)
    ]
    view = health_view(locale, report(*queues, findings=EVERY_REASON), now_s=NOW, note="n" * 5000)
    check_fits(view)
    assert sum(map(len, texts(view))) <= 4000
    assert sum(1 for _ in view.walk_children()) <= 40


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("chart", [Chart(b"", "a" * MAX_ALT), "health-chart-no_worker"])
def test_the_chart_or_why_there_is_none_fits_too(locale: Locale, chart: Chart | str) -> None:
    queues = [queue(str(number).ljust(60, "x"), findings=EVERY_REASON) for number in range(60)]
    view = health_view(
        locale, report(*queues, findings=EVERY_REASON), now_s=NOW, note="n" * 5000, chart=chart
    )
    check_fits(view)
    galleries = [one for one in view.walk_children() if isinstance(one, MediaGallery)]
    alts = [item.description for gallery in galleries for item in gallery.items]
    if isinstance(chart, Chart):
        assert alts == [chart.alt]
    else:
        assert alts == []
        assert f"-# {text(locale, chart)}" in texts(view)


@pytest.mark.parametrize("locale", Locale)
def test_where_not_all_have_room_the_worst_are_shown(locale: Locale) -> None:
    bad = queue("the-bad-one", findings=(Finding(Reason.SLOW, Verdict.CRITICAL, 400_000),))
    queues = [*(queue(f"queue-{number}") for number in range(60)), bad]
    shown = "\n".join(texts(health_view(locale, report(*queues), now_s=NOW)))
    assert "the-bad-one" in shown
    hidden = sum(f"**queue-{number}**" not in shown for number in range(60))
    assert text(locale, "health-more-queues", count=hidden) in shown


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("why", Reason)
def test_every_reason_has_words_with_its_figure(locale: Locale, why: Reason) -> None:
    value = {Reason.SLOW: 125_000.0, Reason.STALLED_WORKER: 125_000.0}.get(why, 0.5)
    if why in {Reason.NO_WORKER, Reason.BACKLOG, Reason.PAUSED, Reason.LOCAL}:
        value = 1_500.0
    words = reason(locale, Finding(why, Verdict.CRITICAL, value))
    figures = {1_500.0: ("1,500", "1.500"), 125_000.0: ("2 min",), 0.5: ("50%", "50 %")}[value]
    assert why in {Reason.UNREACHABLE, Reason.DATABASE} or any(
        figure in words for figure in figures
    )
    assert words.endswith(".")


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("verdict", Verdict)
def test_the_verdict_is_in_words_and_colour(locale: Locale, verdict: Verdict) -> None:
    findings = () if verdict is Verdict.HEALTHY else (Finding(Reason.MEMORY, verdict, 0.8),)
    view = health_view(locale, report(queue("a"), findings=findings), now_s=NOW)
    assert text(locale, f"health-verdict-{verdict.value}") in texts(view)[0]
    colours = {
        health_view(locale, report(findings=one), now_s=NOW).children[0].accent_colour  # type: ignore[attr-defined]
        for one in ((), (Finding(Reason.SLOW, Verdict.DEGRADED, 1),), EVERY_REASON[:1])
    }
    assert len(colours) >= 2


@pytest.mark.parametrize("locale", Locale)
def test_each_queue_is_shown_with_half_and_most_of_its_times(locale: Locale) -> None:
    shown = "\n".join(texts(health_view(locale, report(queue("a")), now_s=NOW)))
    assert f"20 ms / {span(locale, 123.4)}" in shown
    assert f"{span(locale, 987.6)} / {span(locale, 4_321)}" in shown
    idle = dataclasses.replace(queue("a"), hour=over_last(queue("a").counts, 60))
    assert "None" not in "\n".join(texts(health_view(locale, report(idle), now_s=NOW)))


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("workers", [1, 3])
def test_the_workers_are_counted_with_their_threads(locale: Locale, workers: int) -> None:
    shown = texts(health_view(locale, report(workers=workers), now_s=NOW))[0]
    assert f"{workers * 8}" in shown
    assert text(locale, "health-workers", count=workers, busy=workers, threads=workers * 8) in shown


@pytest.mark.parametrize("locale", Locale)
def test_the_database_is_shown_where_somebody_looked_at_it(locale: Locale) -> None:
    def shown(one: HealthReport) -> str:
        return texts(health_view(locale, one, now_s=NOW))[0]

    assert "PostgreSQL" not in shown(report())
    there = with_database(report(), DatabaseHealth(True, 1.5, "18.1"))
    assert text(locale, "health-database", latency=span(locale, 1.5), version="18.1") in shown(
        there
    )
    away = with_database(report(), DatabaseHealth(reachable=False))
    assert text(locale, "health-database-away") in shown(away)
    assert away.verdict is Verdict.CRITICAL


@pytest.mark.parametrize("locale", Locale)
def test_without_redis_there_is_only_to_look(locale: Locale) -> None:
    view = health_view(locale, unreachable(), now_s=NOW)
    check_fits(view)
    pressable = [one for one in view.walk_children() if getattr(one, "custom_id", None)]
    enabled = [one.custom_id for one in pressable if not one.item.disabled]  # type: ignore[attr-defined]
    assert enabled == ["apolo:1:health_refresh", "apolo:1:health_audit"]
    assert text(locale, "health-redis-away") in texts(view)[0]


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("failed", [1, 10_000])
def test_the_question_before_clearing_fits(locale: Locale, failed: int) -> None:
    check_fits(clear_question(locale, failed))


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("complete", [True, False])
def test_the_audit_log_fits_whatever_it_says(locale: Locale, complete: bool) -> None:
    entry = AuditEntry(Origin.TERMINAL, "w" * 200, "clear_failed", "q" * 200, "f" * 500)
    entries = [dataclasses.replace(entry.failed("r" * 500), entry_id=str(n)) for n in range(SHOWN)]
    ids = frozenset(one.entry_id for one in entries)
    view = audit_view(locale, Newest(tuple(entries), ids, complete))
    check_fits(view)
    assert sum(map(len, texts(view))) <= 4000


@pytest.mark.parametrize("locale", Locale)
def test_the_audit_log_says_each_ending(locale: Locale) -> None:
    entry = AuditEntry(Origin.DISCORD, "42", "retry_failed", "all")
    entries = (
        dataclasses.replace(entry, entry_id="a"),
        dataclasses.replace(entry.ended(1_500), entry_id="b"),
        dataclasses.replace(entry.failed("**@everyone**"), action="unheard_of", entry_id="c"),
    )
    (shown,) = texts(audit_view(locale, Newest(entries, frozenset("a"), True)))
    lines = shown.splitlines()
    assert lines[1].endswith(f"{text(locale, 'audit-begun')} · {text(locale, 'audit-waiting')}")
    assert "→ 1.500" in lines[2] or "→ 1,500" in lines[2]
    assert "unheard_of" in lines[3]
    assert "@everyone" not in lines[3]
    assert all("<@42>" in line for line in lines[1:4])


@pytest.mark.parametrize("action", sorted(ACTIONS))
@pytest.mark.parametrize("locale", Locale)
def test_every_action_has_words(locale: Locale, action: str) -> None:
    entry = AuditEntry(Origin.DISCORD, "42", action, "all")
    (shown,) = texts(audit_view(locale, Newest((entry,), frozenset(), True)))
    assert f"**{text(locale, f'audit-action-{action}')}**" in shown


@pytest.mark.parametrize(
    ("milliseconds", "shown"),
    [
        (None, "–"),
        (0.42, "0.4 ms"),
        (0, "0 ms"),
        (310.4, "310 ms"),
        (3_210, "3.2 s"),
        (42_000, "42 s"),
        (300_000, "5 min"),
        (7_300_000, "2 h"),
        (400_000_000, "111 h"),
    ],
)
def test_a_time_is_shown_in_the_unit_that_suits_it(milliseconds: float | None, shown: str) -> None:
    assert span(Locale.EN, milliseconds) == shown


def test_decimals_follow_the_locale() -> None:
    assert [span(locale, 3_210) for locale in Locale] == ["3.2 s", "3,2 s", "3,2 s"]
