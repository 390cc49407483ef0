"""``apolo jobs``: one job or many."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Annotated

import msgspec
import typer
from rich.markup import escape
from rich.table import Table

from apolo.commands.filters import Actor, ErrorCode, Since, Tenant, Until, chosen
from apolo.commands.queues import known, managed, wide_console
from apolo.levers import noted
from bot.jobdesk.pages import find
from jobs.engine import Cancellation, JobFilter, JobState, JobStatus, Priority
from jobs.manager import ALL, QueueManager

app = typer.Typer(add_completion=False, no_args_is_help=True)
_LISTED = [state for state in JobState if state is not JobState.UNKNOWN]
JobId = Annotated[str, typer.Argument(help="The job's id, or a member's reference.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]


@app.callback()
def jobs() -> None:
    """List jobs; show, retry, cancel, raise or remove one."""


@app.command("list")
def list_(
    queue: Annotated[str, typer.Option(help="Only this queue.")] = ALL,
    state: Annotated[JobState | None, typer.Option(help="Only this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Leave out so many first.")] = 0,
    actor: Actor = "",
    tenant: Tenant = "",
    error: ErrorCode = "",
    since: Since = None,
    until: Until = None,
    json: Json = False,
) -> None:
    """List jobs, those that run or wait first."""
    name, where = known(queue), chosen(actor, tenant, error, since, until)
    if state is JobState.UNKNOWN:
        states = ", ".join(_LISTED)
        raise typer.BadParameter(f"no job is kept as unknown; there are: {states}")
    found = managed(lambda manager: _find(manager, name, state, offset + limit, where))[offset:]
    if json:
        rows = [msgspec.to_builtins(one) for one in found]
        typer.echo(msgspec.json.encode({"jobs": rows}).decode())
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("id", "queue", "actor", "state", "attempts", "created", "error"):
        table.add_column(title, overflow="fold")
    for one in found:
        table.add_row(*map(escape, _row(one)))
    wide_console().print(table if found else "no jobs")


@app.command()
def show(job_id: JobId, json: Json = False) -> None:
    """Show one job whole."""
    found = managed(lambda manager: _get(manager, job_id))
    content = msgspec.to_builtins(found)
    if json:
        typer.echo(msgspec.json.encode(content).decode())
        return
    console = wide_console()
    for name, value in content.items():
        if value is not None and value != "":
            shown = _time(value) if name.endswith("_ms") else str(value)
            console.print(f"{name:>16}  {shown}", markup=False, soft_wrap=True)


@app.command()
def retry(job_id: JobId) -> None:
    """Run a failed job again."""

    found = managed(lambda manager: _get(manager, job_id))
    act = noted(
        "retry_job",
        found.queue,
        lambda manager: manager.retry_failed_job(found.queue, found.job_id),
        int,
        which=found.job_id,
    )
    if not managed(act):
        raise typer.BadParameter(f"job {job_id} is not failed")
    typer.echo(f"{job_id} waits again")


@app.command()
def remove(job_id: JobId) -> None:
    """Remove a job that is not running."""

    found = managed(lambda manager: _get(manager, job_id))
    act = noted(
        "remove_job",
        found.queue,
        lambda manager: manager.remove_job(found.queue, found.job_id),
        lambda kept: int(kept is None),
        which=found.job_id,
    )
    kept = managed(act)
    if kept is not None:
        raise typer.BadParameter(f"job {job_id} is {kept}, so it stays")
    typer.echo(f"{job_id} is removed")


@app.command()
def cancel(job_id: JobId) -> None:
    """Cancel a job, whoever waits for it: they are told."""
    found = managed(lambda manager: _get(manager, job_id))
    act = noted(
        "cancel_job",
        found.queue,
        lambda manager: manager.cancel_job(found.queue, found.job_id),
        lambda done: int(done > 0),
        which=found.job_id,
    )
    done = managed(act)
    if done is Cancellation.TOLD:
        typer.echo(f"{job_id} is running; it will be told to end")
    elif done is Cancellation.CANCELLED:
        typer.echo(f"{job_id} is cancelled")
    else:
        raise typer.BadParameter(f"job {job_id} has ended already")


@app.command("raise")
def raise_(
    job_id: JobId,
    priority: Annotated[
        str, typer.Option(help="The priority it is to have: critical, high or normal.")
    ] = "critical",
) -> None:
    """Let a job that waits go before others."""
    wanted = Priority.__members__.get(priority.upper())
    if wanted is None:
        raise typer.BadParameter("wants critical, high or normal", param_hint="--priority")
    found = managed(lambda manager: _get(manager, job_id))
    act = noted(
        "raise_job",
        found.queue,
        lambda manager: manager.raise_job(found.queue, found.job_id, wanted),
        lambda refused: int(refused is None),
        which=found.job_id,
    )
    refused = managed(act)
    if refused is not None:
        raise typer.BadParameter(f"job {job_id} is {refused}")
    typer.echo(f"{job_id} has priority {wanted.name.lower()} or a higher one")


async def _find(
    manager: QueueManager,
    queue: str,
    state: JobState | None,
    limit: int,
    where: JobFilter | None,
) -> list[JobStatus]:
    order = [JobState.ACTIVE, JobState.WAITING, JobState.DELAYED, JobState.FAILED]
    states = [state] if state is not None else [*order, JobState.COMPLETED]
    names = manager.queues if queue == ALL else (queue,)
    pages = await asyncio.gather(
        *(
            manager.list_jobs(name, one, limit=limit, where=where)
            for one in states
            for name in names
        )
    )
    return [job for page in pages for job in page][:limit]


async def _get(manager: QueueManager, job_id: str) -> JobStatus:
    found = await find(manager, job_id)
    if found is None:
        raise typer.BadParameter(f"no job {job_id!r}")
    return found


def _row(one: JobStatus) -> list[str]:
    return [
        one.job_id,
        one.queue,
        one.actor,
        one.state.value,
        f"{one.attempts}/{one.max_attempts}",
        _time(one.created_ms),
        one.error.code if one.error is not None else "",
    ]


def _time(milliseconds: object) -> str:
    if not isinstance(milliseconds, int):
        return ""
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC")
