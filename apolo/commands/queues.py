"""``apolo queues``: how the queues are doing, and their levers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from apolo.commands.filters import (
    Actor,
    ErrorCode,
    Since,
    Tenant,
    Until,
    chosen,
    described,
)
from apolo.levers import noted
from apolo.services import redis_service, store_if_there
from apolo.settings import load_settings
from apolo.telemetry import configure_logging
from bot.queuehealth.look import look
from bot.queuehealth.patience import Patience
from jobs.engine import EngineUnavailable
from jobs.health import HealthReport, QueueHealth, Verdict
from jobs.manager import ALL, QueueManager
from jobs.queues import QUEUES
from jobs.report import explain, span

T = TypeVar("T")

app = typer.Typer(add_completion=False, invoke_without_command=True)
#: Seconds that a look at Redis or PostgreSQL may take.
_WITHIN = 5.0
_COLOURS = {Verdict.HEALTHY: "green", Verdict.DEGRADED: "yellow", Verdict.CRITICAL: "red"}
Name = Annotated[str, typer.Argument(help="A queue's name, or all.")]


@app.callback()
def queues(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    in_words: Annotated[
        bool, typer.Option("--report", help="As text, with causes and what to do.")
    ] = False,
) -> None:
    """Show how the queues are doing; pause, resume, retry, clear or drain them.

    Exit code 1 where the verdict is critical.
    """
    if context.invoked_subcommand is not None:
        return
    if json and in_words:
        raise typer.BadParameter("is JSON or a report, not both", param_hint="--json")
    if in_words:
        typer.echo(managed(lambda manager: manager.generate_queues_health_report()))
        return
    report = managed(_look)
    if json:
        typer.echo(msgspec.json.encode(_plain(report)).decode())
    else:
        _show(report)
    if report.verdict is Verdict.CRITICAL:
        raise typer.Exit(1)


@app.command()
def pause(name: Name) -> None:
    """Let what runs go on, and start nothing more."""
    queue = known(name)
    changed = managed(noted("pause", queue, lambda manager: manager.pause_queue(queue), len))
    typer.echo(f"paused: {', '.join(changed) or 'nothing that was not paused already'}")


@app.command()
def resume(name: Name) -> None:
    """Start jobs again."""
    queue = known(name)
    changed = managed(
        noted("resume", queue, lambda manager: manager.pause_queue(queue, False), len)
    )
    typer.echo(f"resumed: {', '.join(changed) or 'nothing that was paused'}")


@app.command()
def retry(
    name: Name,
    actor: Actor = "",
    tenant: Tenant = "",
    error: ErrorCode = "",
    since: Since = None,
    until: Until = None,
) -> None:
    """Run failed jobs again: all, or those that the options choose."""
    queue, where = known(name), chosen(actor, tenant, error, since, until)
    act = noted(
        "retry_failed",
        queue,
        lambda manager: manager.retry_failed_jobs(queue, where),
        int,
        which=described(where),
    )
    typer.echo(f"waiting again: {managed(act)} failed jobs")


@app.command()
def clear(
    name: Name,
    actor: Actor = "",
    tenant: Tenant = "",
    error: ErrorCode = "",
    since: Since = None,
    until: Until = None,
) -> None:
    """Remove failed jobs: all, or those that the options choose."""
    queue, where = known(name), chosen(actor, tenant, error, since, until)
    act = noted(
        "clear_failed",
        queue,
        lambda manager: manager.clear_failed_jobs(queue, where),
        int,
        which=described(where),
    )
    typer.echo(f"removed: {managed(act)} failed jobs")


@app.command()
def drain(
    name: Name,
    keep_delayed: Annotated[
        bool, typer.Option("--keep-delayed", help="Leave what is delayed, such as retries.")
    ] = False,
) -> None:
    """Cancel all that waits; what runs goes on. Whoever waits for an answer is told."""
    queue = known(name)
    act = noted(
        "drain",
        queue,
        lambda manager: manager.drain_queue(queue, delayed=not keep_delayed),
        int,
        which="without the delayed" if keep_delayed else "",
    )
    typer.echo(f"cancelled: {managed(act)} jobs")


def wide_console() -> Console:
    """A console that does not fold tables where there is no terminal."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=160)


def known(name: str) -> str:
    """A queue's name or ``all``; anything else is wrong input."""
    if name != ALL and name not in QUEUES:
        raise typer.BadParameter(f"unknown queue {name!r}; there are: {', '.join(QUEUES)}, all")
    return name


class RedisAway(Exception):
    """The job system can't be reached; the text says why."""

    exit_code = 1


def managed(act: Callable[[QueueManager], Awaitable[T]]) -> T:
    """Do something with a manager of the queues that the settings name.

    Raises
    ------
    RedisAway
        Where Redis does not answer.
    """
    settings = load_settings()
    configure_logging(settings)

    async def run(url: str) -> T:
        manager = QueueManager.from_url(url, settings.queue_policies())
        try:
            return await act(manager)
        except EngineUnavailable as error:
            raise RedisAway(f"Redis does not answer: {error}") from error
        finally:
            await manager.graceful_shutdown()

    with redis_service(settings) as url:
        return asyncio.run(run(url))


async def _look(manager: QueueManager) -> HealthReport:
    async with store_if_there(load_settings()) as pool:
        return await look(manager, pool, Patience(_WITHIN))


def _show(report: HealthReport) -> None:
    console = wide_console()
    verdict = report.verdict
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("queue", no_wrap=True)
    table.add_column("verdict")
    for title in (
        "waiting", "active", "delayed", "failed", "completed", "per min", "wait p95", "run p95",
        "oldest", "workers",
    ):  # fmt: skip
        table.add_column(title, justify="right")
    for queue in report.queues:
        table.add_row(*_row(queue))
    console.print(f"[{_COLOURS[verdict]} bold]{verdict}[/]  {len(report.workers)} worker processes")
    if report.database is not None and report.database.reachable:
        answers = span(report.database.latency_ms)
        console.print(f"  PostgreSQL {report.database.version} answers in {answers}")
    for finding in report.findings:
        console.print(f"  {explain(finding)}")
    console.print(table)
    for queue in report.queues:
        for finding in queue.findings:
            console.print(f"  {queue.queue}: {explain(finding)}")
    if report.workers:
        console.print()
        console.print(_workers(report))


def _workers(report: HealthReport) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("worker process", no_wrap=True)
    for title in ("pid", "threads", "running", "memory", "age", "seen"):
        table.add_column(title, justify="right")
    table.add_column("queues")
    for one in report.workers:
        table.add_row(
            escape(one.worker),
            str(one.pid),
            str(one.threads),
            str(len(one.current)),
            f"{one.rss / 1_048_576:.0f} MiB",
            span(one.uptime_s * 1000),
            f"{span(one.silent_ms)} ago",
            "all" if set(QUEUES) <= set(one.queues) else escape(", ".join(one.queues)),
        )
    return table


def _row(queue: QueueHealth) -> list[str]:
    counts, hour = queue.counts, queue.hour
    state = "paused" if counts.paused else str(queue.verdict)
    numbers = (counts.waiting, counts.active, counts.delayed, counts.failed, counts.completed)
    return [
        queue.queue,
        f"[{_COLOURS[queue.verdict]}]{state}[/]",
        *map(str, numbers),
        f"{queue.recent.per_minute:.1f}",
        span(hour.wait_p95_ms),
        span(hour.run_p95_ms),
        span(counts.oldest_ms or None),
        str(queue.workers),
    ]


def _plain(report: HealthReport) -> dict[str, object]:
    content: dict[str, object] = msgspec.to_builtins(report)
    content["verdict"] = report.verdict.value
    rows = content["queues"]
    assert isinstance(rows, list | tuple)
    for row, queue in zip(rows, report.queues, strict=True):
        row["verdict"] = queue.verdict.value
        row["counts"].pop("minutes")
    return content
