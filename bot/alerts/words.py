"""An alert in the words of a server's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.queuehealth.words import LIGHTS, reason
from locales import text

if TYPE_CHECKING:
    from jobs.health import HealthReport, Verdict
    from locales import Locale

_REASONS: Final = 8
_MAX_LINE: Final = 200


def alert_text(locale: Locale, verdict: Verdict, before: Verdict, report: HealthReport) -> str:
    """What has changed, and why; short enough for one message."""
    name = text(locale, f"health-verdict-{verdict.value}")
    was = text(locale, f"health-verdict-{before.value}")
    lines = [f"## {LIGHTS[verdict]} {text(locale, 'health-title', verdict=name)}"]
    lines.append(text(locale, "alert-before", verdict=f"{LIGHTS[before]} {was}"))
    found = [(finding, "") for finding in report.findings]
    found += [(one, f"**{queue.queue}**: ") for queue in report.queues for one in queue.findings]
    found.sort(key=lambda one: -one[0].verdict.rank)
    lines += [f"⚠️ {where}{reason(locale, one)}"[:_MAX_LINE] for one, where in found[:_REASONS]]
    lines.append(f"-# {text(locale, 'alert-look')}")
    return "\n".join(lines)
