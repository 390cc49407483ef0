"""What is told of the queues: what lasts, in words that fit."""

from __future__ import annotations

import pytest

from bot.alerts.settled import AlertPolicy, Settled
from bot.alerts.words import alert_text
from jobs.health import Finding, HealthReport, Reason, RedisHealth, Verdict
from locales import Locale, text

H, D, C = Verdict.HEALTHY, Verdict.DEGRADED, Verdict.CRITICAL
POLICY = AlertPolicy(worse_for=30, better_for=60)


def followed(first: Verdict, *looks: tuple[Verdict, float]) -> list[Verdict]:
    settled = Settled(first, POLICY)
    return [settled.see(seen, at) for seen, at in looks]


@pytest.mark.parametrize(
    ("first", "looks", "held"),
    [
        (H, [(C, 0), (C, 29), (C, 30), (C, 99)], [H, H, C, C]),
        (H, [(C, 0), (C, 20), (H, 25), (C, 40), (C, 69), (C, 70)], [H, H, H, H, H, C]),
        # To and fro between two that are both worse: the milder one was there all the time
        (H, [(C, 0), (D, 10), (C, 20), (D, 30), (C, 40), (C, 60)], [H, H, H, D, D, D]),
        (D, [(C, 0), (C, 30)], [D, C]),
        (C, [(H, 0), (H, 59), (H, 60)], [C, C, H]),
        (C, [(H, 0), (D, 20), (H, 60)], [C, C, D]),
        (C, [(H, 0), (C, 30), (H, 31), (H, 90), (H, 91)], [C, C, C, C, H]),
        # From better to worse at once: the time for the better does not count for the worse
        (D, [(H, 0), (C, 59), (C, 61), (C, 89)], [D, D, D, C]),
        (H, [(H, 0), (H, 1000)], [H, H]),
    ],
)
def test_a_verdict_holds_when_it_has_lasted(
    first: Verdict, looks: list[tuple[Verdict, float]], held: list[Verdict]
) -> None:
    assert followed(first, *looks) == held


@pytest.mark.parametrize("locale", Locale)
def test_an_alert_says_what_changed_and_why_and_fits(locale: Locale) -> None:
    worst = Finding(Reason.UNREACHABLE, C, 0)
    findings = (*(Finding(one, D, 0.5) for one in Reason), worst)
    report = HealthReport((), (), RedisHealth(reachable=False), findings)

    words = alert_text(locale, C, H, report)

    assert len(words) <= 2000
    assert text(locale, "health-verdict-critical") in words.splitlines()[0]
    assert text(locale, "health-verdict-healthy") in words.splitlines()[1]
    assert text(locale, "health-reason-unreachable") in words.splitlines()[2]
    assert f"/{text(locale, 'command-queuehealth-name')}" in words
