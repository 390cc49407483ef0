"""``apolo demo``: play every command once, on this machine alone."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from apolo.demo.play import Played, play
from locales import Locale


def demo(
    out: Annotated[Path, typer.Option(help="Where the pictures and the transcript go.")] = Path(
        "demo-output"
    ),
    locale: Annotated[Locale, typer.Option(help="The members' language.")] = Locale.EN,
) -> None:
    """Play every command once, on this machine alone, and keep the pictures."""
    console = Console(highlight=False)
    console.print("[bold]Apolo demo[/]: a Discord, an OpenDota and all of Apolo on this machine")
    began = time.monotonic()
    transcript = asyncio.run(play(out, locale, lambda played: _tell(console, played)))
    seconds = time.monotonic() - began
    console.print(
        f"{len(transcript.interactions)} interactions, {transcript.unanswered} unanswered, "
        f"{transcript.unexpected} unexpected, in {seconds:.1f} s; see {out}/"
    )
    if transcript.unanswered or transcript.unexpected:
        raise typer.Exit(1)


def _tell(console: Console, played: Played) -> None:
    mark = "[green]✓[/]" if played.as_expected else "[red]✗[/]"
    shown = played.file or played.text or "no answer"
    times = f"ack {_ms(played.ack_ms)}, answer {_ms(played.answer_ms)}"
    console.print(f" {mark} [bold]{escape(played.command)}[/]  [dim]{times}[/]")
    console.print(f"     {shown}", soft_wrap=True, markup=False)


def _ms(milliseconds: float | None) -> str:
    return "never" if milliseconds is None else f"{milliseconds:.0f} ms"
