"""A job that fails by its own word is no error of the worker's, and is logged as none."""

from __future__ import annotations

import logging

from jobs.engine.outcome import describe

_WORKER = logging.getLogger("dramatiq.worker.WorkerThread")


class DeclinesAreNews(logging.Filter):
    """Turns Dramatiq's error and traceback for an error that is final into one line of news."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record where it is of such an error; whether it is logged."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None or getattr(error, "retryable", True) is not False:
            return True
        message = record.args[0] if isinstance(record.args, tuple) and record.args else None
        record.levelno, record.levelname = logging.INFO, "INFO"
        record.msg = "job %s declined: %s"
        record.args = (getattr(message, "message_id", "?"), describe(error).message)
        record.exc_info = record.exc_text = None
        return _WORKER.isEnabledFor(logging.INFO)


def quieten_declines() -> None:
    """See to it in this process; twice is the same as once."""
    if not any(isinstance(one, DeclinesAreNews) for one in _WORKER.filters):
        _WORKER.addFilter(DeclinesAreNews())
