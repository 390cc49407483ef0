"""From a job to words for operators: no secrets, and nothing that says who a member is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.errors import shown
from bot.progress import stage_text
from jobs.api import JobState
from locales import Locale, format_number, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jobs.api import JobError, JobStatus

MARKS: Final = {
    JobState.ACTIVE: "▶️",
    JobState.WAITING: "🕓",
    JobState.DELAYED: "💤",
    JobState.COMPLETED: "✅",
    JobState.FAILED: "❌",
    JobState.UNKNOWN: "❔",
}
_MAX_LINE: Final = 300
_MAX_MESSAGE: Final = 400
_MAX_TRACE: Final = 1200
# Ids of Discord and Steam in full, and Steam's short ones where they are called so.
_PERSONAL: Final = re.compile(r"\b\d{15,20}\b|(?<=account )\d+|(?<=user )\d+")


def job_line(locale: Locale, job: JobStatus) -> str:
    """One job in a list."""
    parts = [f"{MARKS[job.state]} `{_code(job.job_id)[:60]}`", shown(job.actor or "?"), job.queue]
    if (since := _since(job)) is not None:
        parts.append(f"<t:{since // 1000}:R>")
    parts.append(_attempts(locale, job))
    if job.error is not None:
        parts.append(f"**{shown(job.error.code)}**")
    return " · ".join(parts)[:_MAX_LINE]


def job_text(locale: Locale, job: JobStatus, redact: Callable[[str], str]) -> str:
    """One job whole, but for what it was given and what it brought: that is the member's own."""
    state = text(locale, f"job-state-{job.state.value}")
    lines = [f"## {MARKS[job.state]} {shown(job.actor or '?')}: {state}"]
    lines.append(f"`{_code(job.job_id)}` · {job.queue}")
    if job.state is JobState.UNKNOWN:
        return "\n".join(lines)
    lines.append(
        text(
            locale,
            "job-attempts-whole",
            attempts=job.attempts,
            most=job.max_attempts,
            crashes=job.crashes,
        )
    )
    lines.append(text(locale, "job-priority", priority=job.priority, tenant=_tenant(locale, job)))
    if job.state is JobState.ACTIVE:
        percent = format_number(locale, job.progress)
        lines.append(text(locale, "job-progress", percent=percent, what=_what(locale, job)))
    if job.worker and job.state is JobState.ACTIVE:
        lines.append(text(locale, "job-worker", worker=shown(job.worker)))
    lines += _times(locale, job)
    if job.error is not None:
        lines += _error(locale, job.error, redact)
    return "\n".join(lines)


def without_personal(words: str) -> str:
    """Take the ids of members and players out of a text."""
    return _PERSONAL.sub("…", words)


def _times(locale: Locale, job: JobStatus) -> list[str]:
    times = [("created", job.created_ms)]
    if job.state is JobState.DELAYED:
        times.append(("due", job.due_ms))
    times += [("started", job.started_ms), ("finished", job.finished_ms)]
    return [
        text(locale, f"job-{name}", time=f"<t:{at // 1000}:F> (<t:{at // 1000}:R>)")
        for name, at in times
        if at
    ]


def _error(locale: Locale, error: JobError, redact: Callable[[str], str]) -> list[str]:
    message = shown(without_personal(redact(error.message))[:_MAX_MESSAGE])
    lines = [text(locale, "job-error", code=shown(error.code), message=message or "–")]
    if error.traceback:
        # The end says where it happened.
        trace = _code(without_personal(redact(error.traceback)))[-_MAX_TRACE:]
        lines.append(f"```py\n{trace}\n```")
    return lines


def _attempts(locale: Locale, job: JobStatus) -> str:
    return text(locale, "job-attempts", attempts=job.attempts, most=job.max_attempts)


def _tenant(locale: Locale, job: JobStatus) -> str:
    # The server's id is no person's; a direct message's is.
    if job.tenant.startswith("g"):
        return text(locale, "job-tenant-server", server=job.tenant[1:])
    return text(locale, "job-tenant-direct" if job.tenant else "job-tenant-none")


def _what(locale: Locale, job: JobStatus) -> str:
    said = job.progress_message or ""
    return stage_text(locale, said) or shown(said) or "–"


def _since(job: JobStatus) -> int | None:
    return job.finished_ms or job.started_ms or job.created_ms


def _code(words: str) -> str:
    """Make a text fit to stand between backticks."""
    return words.replace("`", "ˋ")
