"""Options that choose jobs: by actor, tenant, error and time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from jobs.engine import JobFilter

_AGO = re.compile(r"(\d+)([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}

Actor = Annotated[str, typer.Option(help="Only of this actor, such as match_card.")]
Tenant = Annotated[str, typer.Option(help="Only of this server (or user, in direct messages).")]
ErrorCode = Annotated[str, typer.Option(help="Only failed with this code, such as timeout.")]
Since = Annotated[
    str | None,
    typer.Option(
        help="Only ended (if not: accepted) from then on: 2026-01-31T18:00, in UTC; or 90m, 2h, 1d."
    ),
]
Until = Annotated[str | None, typer.Option(help="Only ended (if not: accepted) before then.")]


def chosen(
    actor: str, tenant: str, error: str, since: str | None, until: str | None
) -> JobFilter | None:
    """The filter of the options; None where none was given.

    Raises
    ------
    typer.BadParameter
        Where a time is none.
    """
    times = (_moment(since, "--since"), _moment(until, "--until"))
    where = JobFilter(actor, tenant, error, *times)
    return where if where != JobFilter() else None


def described(where: JobFilter | None) -> str:
    """The filter in a few words, for the audit log; empty where there is none."""
    if where is None:
        return ""
    times = {"since": where.since_ms, "until": where.until_ms}
    parts = {"actor": where.actor, "tenant": where.tenant, "error": where.error}
    parts |= {name: _shown(at) for name, at in times.items() if at is not None}
    return ", ".join(f"{name} {value}" for name, value in parts.items() if value)


def _moment(given: str | None, option: str) -> int | None:
    if given is None:
        return None
    ago = _AGO.fullmatch(given.strip())
    try:
        if ago is not None:
            moment = datetime.now(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        else:
            moment = datetime.fromisoformat(given.strip())
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=UTC)
        return int(moment.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        wants = "wants a time such as 2026-01-31T18:00, or how long ago, such as 90m, 2h or 1d"
        raise typer.BadParameter(wants, param_hint=option) from error


def _shown(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
