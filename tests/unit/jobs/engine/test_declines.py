"""What a job says itself is one line in the log; what went wrong keeps its traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import dramatiq
import pytest

from jobs.engine.declines import DeclinesAreNews

MESSAGE = dramatiq.Message("q", "card", (), {"secret": 1}, {}, "i1")


class UnknownMatch(Exception):
    code = "unknown_match"
    retryable = False


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    log = logging.getLogger("dramatiq.worker.WorkerThread")
    quiet = DeclinesAreNews()
    log.addFilter(quiet)
    yield log
    log.removeFilter(quiet)


def _fail(log: logging.Logger, error: Exception) -> None:
    log.error("Failed to process message %s with unhandled exception.", MESSAGE, exc_info=error)


def test_an_error_that_is_final_by_its_own_word_is_news(
    log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, log.name)
    _fail(log, UnknownMatch("no such match"))
    (record,) = caplog.records
    assert record.levelno == logging.INFO
    assert record.getMessage() == "job i1 declined: UnknownMatch: no such match"
    assert record.exc_info is None


def test_it_is_left_out_where_news_are_not_wanted(
    log: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, log.name)
    _fail(log, UnknownMatch("no such match"))
    assert not caplog.records


def test_any_other_error_is_one(log: logging.Logger, caplog: pytest.LogCaptureFixture) -> None:
    _fail(log, ValueError("broken"))
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None
