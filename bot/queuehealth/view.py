"""The health report as a message: words, menus and buttons, within Discord's limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord
from discord.ui import (
    ActionRow,
    Container,
    LayoutView,
    MediaGallery,
    Select,
    Separator,
    TextDisplay,
)

from bot.presses import Pressable, button, custom_id
from bot.queuehealth.chart import FILENAME, Chart
from bot.queuehealth.words import queue_list, summary
from jobs.health import HealthReport, Verdict
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL: Final = "all"
MAX_TEXT: Final = 4000
"""Characters in all texts of a message together."""

_MAX_OPTIONS: Final = 25
_MAX_OPTION_LENGTH: Final = 100
_MAX_NOTE: Final = 600
_MAX_CHART: Final = 200
_COLOURS: Final = {
    Verdict.HEALTHY: 0x2E9E5B,
    Verdict.DEGRADED: 0xD9A21B,
    Verdict.CRITICAL: 0xC23C2A,
}


def health_view(
    locale: Locale,
    report: HealthReport,
    *,
    now_s: int,
    note: str | None = None,
    chart: Chart | str | None = None,
) -> LayoutView:
    """The report with its levers.

    Parameters
    ----------
    now_s
        Discord's time, in seconds since 1970.
    note
        What has just been done.
    chart
        The queues' chart, which is to be sent along as `FILENAME`, or the id of the message that
        says why there is none.
    """
    box: Container[LayoutView] = Container(accent_colour=_COLOURS[report.verdict])
    head = summary(locale, report, now_s)
    box.add_item(TextDisplay(head))
    if report.queues:
        box.add_item(Separator())
        room = MAX_TEXT - len(head) - _MAX_NOTE - _MAX_CHART
        box.add_item(TextDisplay(queue_list(locale, report.queues, room)))
    if isinstance(chart, Chart):
        address = f"attachment://{FILENAME}"
        box.add_item(MediaGallery(discord.MediaGalleryItem(address, description=chart.alt)))
    elif chart is not None:
        box.add_item(TextDisplay(f"-# {text(locale, chart)}"))
    if note is not None:
        box.add_item(Separator())
        box.add_item(TextDisplay(f"**{note[: _MAX_NOTE - 4]}**"))
    running = [queue.queue for queue in report.queues if not queue.counts.paused]
    paused = [queue.queue for queue in report.queues if queue.counts.paused]
    for route, names in (("health_pause", running), ("health_resume", paused)):
        if names:
            box.add_item(_menu(locale, route, names))
    failed = sum(queue.counts.failed for queue in report.queues)
    box.add_item(_buttons(locale, failed))
    return _view(box)


def clear_question(locale: Locale, failed: int) -> LayoutView:
    """Ask whether the failed jobs shall really go."""
    box: Container[LayoutView] = Container(accent_colour=_COLOURS[Verdict.CRITICAL])
    box.add_item(TextDisplay(text(locale, "health-clear-question", count=failed)))
    row: ActionRow[LayoutView] = ActionRow()
    danger = discord.ButtonStyle.danger
    row.add_item(button("health_clear", text(locale, "health-clear-yes"), style=danger))
    row.add_item(button("health_refresh", text(locale, "health-clear-no")))
    box.add_item(row)
    return _view(box)


def _menu(locale: Locale, route: str, names: Sequence[str]) -> ActionRow[LayoutView]:
    lever = "pause" if route == "health_pause" else "resume"
    # "All" means every queue there is, in whichever state.
    options = [discord.SelectOption(label=text(locale, "health-all"), value=ALL)]
    options += [
        discord.SelectOption(label=name, value=name)
        for name in names
        if len(name) <= _MAX_OPTION_LENGTH
    ]
    menu: Select[Any] = Select(
        custom_id=custom_id(route),
        placeholder=text(locale, f"health-{lever}"),
        options=options[:_MAX_OPTIONS],
    )
    row: ActionRow[LayoutView] = ActionRow()
    row.add_item(Pressable(menu))
    return row


def _buttons(locale: Locale, failed: int) -> ActionRow[LayoutView]:
    row: ActionRow[LayoutView] = ActionRow()
    primary = discord.ButtonStyle.primary
    row.add_item(button("health_refresh", text(locale, "health-refresh"), style=primary))
    row.add_item(button("health_retry", text(locale, "health-retry"), disabled=not failed))
    row.add_item(button("health_ask_clear", text(locale, "health-clear"), disabled=not failed))
    row.add_item(button("health_audit", text(locale, "audit-title")))
    return row


def _view(box: Container[LayoutView]) -> LayoutView:
    view = LayoutView(timeout=None)
    view.add_item(box)
    return view
