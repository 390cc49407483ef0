"""The command `apolo`: finds the command asked for, and turns every error into one line."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from contextlib import suppress
from importlib import metadata
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

if TYPE_CHECKING:
    from collections.abc import Sequence

# The order of the help. Here and not in the modules, so that the help imports none of them.
COMMANDS = {
    "demo": "Play every command once, on this machine alone, and keep the pictures.",
    "up": "Run everything on this machine: services, workers, scheduler and the bot.",
    "bot": "Run the Discord bot.",
    "worker": "Run jobs: a supervisor and its worker processes.",
    "scheduler": "Enqueue recurring jobs when they are due.",
    "queues": "Show how the queues are doing; pause, resume, retry, clear or drain them.",
    "jobs": "List jobs; show, retry, cancel, raise or remove one.",
    "audit": "Show what operators did, in Discord and on terminals.",
    "migrate": "Bring the database's schema up to date.",
    "render": "Draw a picture from a file, without any service.",
    "health": "Tell whether the parts that run on this machine work.",
    "doctor": "Check this machine and the settings.",
}
_OK, _FAILURE, _WRONG_INPUT, _INTERRUPTED = 0, 1, 2, 130
_LONGEST_LINE = 2000


class _Lazy(TyperCommand):
    """Stands for a command until it is run; its module is imported only then."""

    def __init__(self, name: str, short: str) -> None:
        super().__init__(name=name, callback=None, help=short, short_help=short)

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        assert self.name is not None
        return load_command(self.name).make_context(info_name, args, parent=parent, **extra)


class _Commands(TyperGroup):
    """Lists `COMMANDS` without importing them."""

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.commands = {name: _Lazy(name, short) for name, short in COMMANDS.items()}


def load_command(name: str) -> Any:
    """Import the command `name` from `apolo.commands`.

    A module has either ``app``, a `typer.Typer`, or a function named as the module.
    """
    module = importlib.import_module(f"apolo.commands.{name}")
    found = getattr(module, "app", None)
    if found is None:
        found = typer.Typer(add_completion=False)
        found.command(name)(getattr(module, name))
    command = get_command(found)
    command.name = name
    return command


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Apolo: match cards and coaching for Dota 2 communities on Discord.",
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"apolo {metadata.version('apolo-bot')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error (APOLO_DEBUG=1).")
    ] = False,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
) -> None:
    """Take the options that go before the command; `run` and `_print_version` act on them."""


def main() -> None:
    """Run the command line and exit: 0 done, 1 failed, 2 wrong input."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run the command line `args`; return the exit code.

    An error is one line on stderr. With ``--debug`` or ``APOLO_DEBUG`` its traceback comes first.
    """
    debug = os.environ.get("APOLO_DEBUG", "") not in {"", "0"} or "--debug" in _before_command(args)
    if "--with-parent" in _before_command(args):
        from apolo.parts import end_with_parent

        end_with_parent()
    try:
        result = app(list(args), prog_name="apolo", standalone_mode=False)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output left; Python would complain again when it closes stdout.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAILURE
    except Exception as error:
        if debug:
            traceback.print_exc()
        return _report(error)
    return result if isinstance(result, int) else _OK


def _report(error: Exception) -> int:
    code = getattr(error, "exit_code", None)
    if isinstance(error, typer.Abort):
        text, code = "cancelled", _FAILURE
    elif type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(_text(error), err=True)
        return _WRONG_INPUT
    elif isinstance(code, int):
        text = _text(error)
    elif isinstance(error, OSError):
        text = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    elif hasattr(error, "retryable"):
        text = str(error)
    else:
        text = f"{type(error).__name__}: {error} (APOLO_DEBUG=1 shows where)"
    line = " ".join(text.split())[:_LONGEST_LINE]
    typer.echo(f"apolo: {line}", err=True)
    return code if isinstance(code, int) else _FAILURE


def _text(error: Exception) -> str:
    """Return what the command-line library would show for its own errors, else the text."""
    show = getattr(error, "format_message", None)
    return str(show() if callable(show) else error)


def _before_command(args: Sequence[str]) -> list[str]:
    """Return the options that stand before the command's name."""
    options = []
    for arg in args:
        if not arg.startswith("-"):
            break
        options.append(arg)
    return options


if __name__ == "__main__":
    main()
