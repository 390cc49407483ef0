"""Logs: where they go, their form, and that no secret is in them."""

from __future__ import annotations

import json
import logging
import warnings

import pytest
import structlog

from apolo.settings import Settings, load_settings
from apolo.telemetry import Redactor, configure_logging

TOKEN = "MTk4NjIy.Cl2FMQ.hunter2-hunter2-hunter2"


def configured(monkeypatch: pytest.MonkeyPatch, form: str, level: str = "INFO") -> Settings:
    monkeypatch.setenv("LOG_FORMAT", form)
    monkeypatch.setenv("LOG_LEVEL", level)
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    settings = load_settings((), env_file=None)
    configure_logging(settings)
    return settings


def test_both_kinds_of_logger_write_one_object_per_line_to_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(monkeypatch, "json")

    structlog.contextvars.bind_contextvars(job_id="j1")
    structlog.get_logger("apolo.one").info("job done", ms=12)
    logging.getLogger("other").warning("slow: %d ms", 40, extra={"queue": "images"})

    out, err = capsys.readouterr()
    first, second = map(json.loads, err.splitlines())
    assert out == ""
    assert first.items() >= {
        "event": "job done", "ms": 12, "job_id": "j1", "level": "info", "logger": "apolo.one",
    }.items()  # fmt: skip
    assert second.items() >= {"event": "slow: 40 ms", "queue": "images", "level": "warning"}.items()
    assert first["timestamp"].endswith("Z")


def test_levels_below_the_set_one_are_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(monkeypatch, "json", "ERROR")

    structlog.get_logger("a").warning("no")
    logging.getLogger("b").warning("no")
    logging.getLogger("b").error("yes")

    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["yes"]


@pytest.mark.parametrize("form", ["json", "console"])
def test_no_secret_gets_through(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    configured(monkeypatch, form, "DEBUG")
    interaction = "aW50ZXJhY3Rpb246MTIzOmh1bnRlcjI"

    def fail() -> None:
        header = f"Bot {TOKEN}"
        raise ValueError(f"refused {header}")

    structlog.get_logger("a").info("posted", interaction_token="hunter2", url=f"/x/{interaction}")
    logging.getLogger("discord.http").debug("POST /api/v10/webhooks/12/hunter2/messages/@original")
    logging.getLogger("b").info("%s", "redis://user:hunter2@host and ?api_key=hunter2&x=1")
    try:
        fail()
    except ValueError:
        structlog.get_logger("c").exception("failed")

    err = capsys.readouterr().err
    assert "hunter2" not in err
    assert interaction not in err
    assert "failed" in err
    assert "ValueError" in err


def test_a_second_set_up_replaces_the_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(monkeypatch, "json")
    configured(monkeypatch, "json")

    logging.getLogger("a").info("once")

    assert len(capsys.readouterr().err.splitlines()) == 1


def test_warnings_and_settings_of_no_queue_are_logged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKER_NOTHING_ENABLED", "true")
    configured(monkeypatch, "json")

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn("old way", DeprecationWarning, stacklevel=1)

    err = capsys.readouterr().err
    assert "WORKER_NOTHING_ENABLED is of no queue that exists" in err
    assert "old way" in err


def test_what_json_can_not_hold_is_shown_as_python_would(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(monkeypatch, "json")

    structlog.get_logger("a").info("odd", value={1: {2}}, raw=b"\xff")

    assert json.loads(capsys.readouterr().err)["value"] == {"1": "{2}"}


def test_ordinary_text_is_left_alone() -> None:
    text = "bot worker: 12 jobs of https://api.example.org/players/1?limit=20 by a@b"

    assert Redactor(["secret-value", "", "job"])(text) == text


def test_a_secret_that_begins_with_another_is_hidden_whole() -> None:
    assert Redactor(["secret", "secret-and-more"])("is secret-and-more, secret") == "is ***, ***"
