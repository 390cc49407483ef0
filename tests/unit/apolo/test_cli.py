"""The command line: exit codes, one line per error, and a quick help."""

from __future__ import annotations

import importlib
import re
import runpy
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
import typer

from apolo import cli
from dota.errors import MatchNotFound

ROOT = Path(__file__).parents[3]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """Make ``apolo broken`` a command that raises what the test puts in the list."""
    errors: list[BaseException] = []

    def command() -> None:
        raise errors[0]

    module = ModuleType("apolo.commands.broken")
    module.broken = command  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(cli.COMMANDS, "broken", "Always fails.")
    monkeypatch.delenv("APOLO_DEBUG", raising=False)
    return errors


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out == f"apolo {metadata.version('apolo-bot')}\n"


def test_the_help_names_every_command_and_imports_none() -> None:
    code = (
        "import sys; from apolo.cli import run; run(['--help']);"
        "print([m for m in sys.modules if m.startswith(('apolo.commands.', 'PIL', 'discord',"
        " 'asyncpg', 'redis', 'matplotlib'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip().endswith("[]")
    assert all(re.search(rf"\b{name}\b", done.stdout) for name in cli.COMMANDS)


def test_a_spawned_process_loads_no_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "apolo.cli")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, _ = project["scripts"]["apolo"].partition(":")
    # What multiprocessing does in a child: of `python -m apolo`, and of the script `apolo`.
    runpy.run_module("apolo", run_name="__mp_main__")
    importlib.import_module(module)
    assert "apolo.cli" not in sys.modules


def test_the_bots_process_loads_nothing_that_draws() -> None:
    code = (
        "import sys, apolo.commands.bot;"
        # "google" alone is an empty namespace that an installed package may make at start-up.
        "print([m for m in sys.modules if m.startswith(('PIL', 'numpy', 'matplotlib', 'google.'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_is_there_and_helps(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([name, "--help"]) == 0
    assert f"apolo {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "args", [["nope"], ["--nope"], ["migrate", "--nope"], ["migrate", "extra"]]
)
def test_wrong_use_is_one_line_and_2(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(args) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"apolo: .+\n", err)


def test_a_wrong_setting_is_one_line_and_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REDIS_URL", "hunter2")

    assert cli.run(["migrate"]) == 2
    assert re.fullmatch(r"apolo: REDIS_URL: wants .+\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (typer.BadParameter("too big"), 2, "apolo: Invalid value: too big"),
        (typer.Abort(), 1, "apolo: cancelled"),
        (FileNotFoundError(2, "No such file", "x.json"), 1, "apolo: x.json: No such file"),
        (MatchNotFound(7), 1, None),
        (RuntimeError("one\ntwo"), 1, "apolo: RuntimeError: one two (APOLO_DEBUG=1 shows where)"),
    ],
)
def test_every_failure_is_one_line(
    broken: list[BaseException],
    error: Exception,
    code: int,
    line: str | None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken.append(error)

    assert cli.run(["broken"]) == code

    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert line is None or err.strip() == line


def test_an_interrupt_says_nothing(
    broken: list[BaseException], capsys: pytest.CaptureFixture[str]
) -> None:
    broken.append(KeyboardInterrupt())

    assert cli.run(["broken"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("args", "variable"), [(["--debug"], ""), ([], "1")])
def test_debug_shows_the_traceback(
    broken: list[BaseException],
    args: list[str],
    variable: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken.append(RuntimeError("one"))
    monkeypatch.setenv("APOLO_DEBUG", variable)

    assert cli.run([*args, "broken"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_command_may_choose_its_exit_code(broken: list[BaseException]) -> None:
    broken.append(typer.Exit(3))

    assert cli.run(["broken"]) == 3


def test_a_reader_that_leaves_is_no_traceback() -> None:
    done = subprocess.run(
        f"{sys.executable} -m apolo --help | head -c 1",
        shell=True, cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "Traceback" not in done.stderr
