"""``apolo audit``: what operators did."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from typing import Annotated

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from apolo.commands.queues import wide_console
from apolo.embedded import Embedded
from apolo.levers import audit_log
from apolo.settings import Settings, load_settings
from apolo.telemetry import configure_logging
from store.audit import AuditEntry, Ending
from store.audit_log import Newest


class DatabaseAway(Exception):
    """The log can't be read; what waits on this machine was shown."""

    exit_code = 1


def audit(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what operators did, in Discord and on terminals, the newest first."""
    settings = load_settings()
    configure_logging(settings)
    embedded = (
        nullcontext()
        if settings.database_url is not None
        else Embedded(settings.data_dir, redis=False)
    )
    with embedded as services:
        url = services.database_url if services is not None else None
        newest = asyncio.run(_newest(settings, url, limit))
    if json:
        rows = [
            msgspec.to_builtins(one) | {"waiting": one.entry_id in newest.waiting}
            for one in newest.entries
        ]
        typer.echo(msgspec.json.encode({"complete": newest.complete, "entries": rows}).decode())
    else:
        _print(newest)
    if not newest.complete:
        raise DatabaseAway("PostgreSQL does not answer: only what waits on this machine was shown")


async def _newest(settings: Settings, url: str | None, limit: int) -> Newest:
    async with audit_log(settings, url) as log:
        return await log.newest(limit)


def _print(newest: Newest) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("when", "who", "where", "action", "queue", "which", "ended"):
        table.add_column(title, overflow="fold")
    for one in newest.entries:
        waiting = " (waits for the database)" if one.entry_id in newest.waiting else ""
        when = one.at.strftime("%Y-%m-%d %H:%M:%S UTC")
        row = (when, one.who, one.origin.value, one.action, one.queue, one.filter)
        table.add_row(*map(escape, row), escape(_ended(one) + waiting))
    wide_console().print(table if newest.entries else "no entries")


def _ended(entry: AuditEntry) -> str:
    if entry.ending is Ending.FAILED:
        return f"failed: {entry.reason}"
    return f"{entry.ending.value}: {entry.count}" if entry.count is not None else entry.ending.value
