"""Jobs as messages: a page of them, one whole, and the question before one is removed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import discord
from discord.ui import ActionRow, Container, LayoutView, Select, TextDisplay

from bot.jobdesk.pages import ALL, Page, Wanted
from bot.jobdesk.words import job_line, job_text
from bot.presses import Pressable, button, custom_id
from jobs.api import JobState
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.api import JobStatus

_COLOURS: Final = {
    JobState.ACTIVE: 0x3B82C4,
    JobState.WAITING: 0x8A8F98,
    JobState.DELAYED: 0x8A8F98,
    JobState.COMPLETED: 0x2E9E5B,
    JobState.FAILED: 0xC23C2A,
}
_FITS: Final = re.compile(r"[A-Za-z0-9_.:-]{1,50}")
_MAX_LABEL: Final = 100


def page_view(locale: Locale, page: Page) -> LayoutView:
    """A page of jobs, a menu to look at one of them, and buttons to turn it."""
    wanted = page.wanted
    queue = text(locale, "health-all") if wanted.queue == ALL else wanted.queue
    title = text(locale, "jobs-title", queue=queue)
    if wanted.state != ALL:
        title += f" · {text(locale, f'job-state-{wanted.state}')}"
    lines = [f"## {title}"]
    lines += [job_line(locale, job) for job in page.jobs]
    if not page.jobs:
        lines.append(text(locale, "jobs-none"))
    count = text(locale, "jobs-page", page=wanted.page + 1, pages=page.pages, count=page.total)
    lines.append(f"-# {count}")
    box: Container[LayoutView] = Container(TextDisplay("\n".join(lines)))
    offered = [job for job in page.jobs if reach(job) is not None]
    if offered:
        box.add_item(_menu(locale, offered))
    row: ActionRow[LayoutView] = ActionRow()
    for label, target, possible in (
        ("jobs-previous", wanted.page - 1, wanted.page > 0),
        ("jobs-next", wanted.page + 1, wanted.page + 1 < page.pages),
    ):
        choice = Wanted(wanted.queue, wanted.state, max(0, target)).choice
        route = "jobs_back" if label == "jobs-previous" else "jobs_next"
        row.add_item(button(route, text(locale, label), choice=choice, disabled=not possible))
    refresh = text(locale, "health-refresh")
    row.add_item(button("jobs_page", refresh, choice=wanted.choice))
    box.add_item(row)
    return _view(box)


def job_view(
    locale: Locale, job: JobStatus, redact: Callable[[str], str], *, note: str | None = None
) -> LayoutView:
    """One job whole, with what can be done to it.

    Parameters
    ----------
    redact
        Takes secrets out of a text.
    """
    box: Container[LayoutView] = Container(accent_colour=_COLOURS.get(job.state))
    words = job_text(locale, job, redact)
    box.add_item(TextDisplay(words if note is None else f"**{note}**\n{words}"))
    row: ActionRow[LayoutView] = ActionRow()
    choice = reach(job)
    if choice is not None and job.state is not JobState.UNKNOWN:
        row.add_item(button("jobs_look", text(locale, "health-refresh"), choice=choice))
        for route, label, possible in (
            ("jobs_retry", "jobs-retry", job.state is JobState.FAILED),
            ("jobs_ask_cancel", "jobs-cancel", not job.state.final),
            ("jobs_ask_remove", "jobs-remove", job.state is not JobState.ACTIVE),
        ):
            words = text(locale, label)
            row.add_item(button(route, words, choice=choice, disabled=not possible))
    row.add_item(button("jobs_page", text(locale, "jobs-list"), choice=Wanted(job.queue).choice))
    box.add_item(row)
    return _view(box)


def question(locale: Locale, job: JobStatus, action: str, choice: str) -> LayoutView:
    """Ask whether it shall really be done to a job: ``remove`` or ``cancel``."""
    words = text(locale, f"jobs-{action}-question", job=job.job_id[:_MAX_LABEL])
    box: Container[LayoutView] = Container(TextDisplay(words), accent_colour=0xC23C2A)
    row: ActionRow[LayoutView] = ActionRow()
    danger, label = discord.ButtonStyle.danger, text(locale, f"jobs-{action}")
    row.add_item(button(f"jobs_{action}", label, choice=choice, style=danger))
    row.add_item(button("jobs_look", text(locale, "jobs-keep"), choice=choice))
    box.add_item(row)
    return _view(box)


def reach(job: JobStatus) -> str | None:
    """How a button or a menu says which job; None where its id does not fit there."""
    if not _FITS.fullmatch(job.job_id) or not _FITS.fullmatch(job.queue):
        return None
    choice = f"{job.queue}.{job.job_id}"
    return choice if len(custom_id("jobs_ask_remove", choice)) <= _MAX_LABEL else None


def _menu(locale: Locale, jobs: list[JobStatus]) -> ActionRow[LayoutView]:
    options = [
        discord.SelectOption(
            label=f"{job.actor or '?'} · {job.job_id}"[:_MAX_LABEL],
            value=reach(job) or "",
            description=text(locale, f"job-state-{job.state.value}"),
        )
        for job in jobs
    ]
    menu: Select[Any] = Select(
        custom_id=custom_id("jobs_look"), placeholder=text(locale, "jobs-look"), options=options
    )
    row: ActionRow[LayoutView] = ActionRow()
    row.add_item(Pressable(menu))
    return row


def _view(box: Container[LayoutView]) -> LayoutView:
    view = LayoutView(timeout=None)
    view.add_item(box)
    return view
