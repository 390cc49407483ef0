"""``apolo doctor``: say what works on this machine and what does not."""

from __future__ import annotations

import asyncio
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from apolo.checkup import Check, Outcome, check_up
from apolo.settings import load_settings

_MARKS = {
    Outcome.OK: "[green]ok[/green]",
    Outcome.WARN: "[yellow]warn[/yellow]",
    Outcome.FAIL: "[red]fail[/red]",
}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Check this machine and the settings; exit 1 when something needed does not work."""
    checks = asyncio.run(check_up(load_settings()))
    healthy = all(check.outcome is not Outcome.FAIL for check in checks)
    if as_json:
        typer.echo(orjson.dumps({"healthy": healthy, "checks": checks}).decode())
    else:
        _print(checks)
    if not healthy:
        raise typer.Exit(1)


def _print(checks: list[Check]) -> None:
    table = Table(box=None, pad_edge=False)
    for column in ("", "what", "found"):
        table.add_column(column, overflow="fold")
    for check in checks:
        table.add_row(_MARKS[check.outcome], check.name, check.found)
    Console().print(table)
