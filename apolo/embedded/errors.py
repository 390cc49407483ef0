"""The error of the embedded servers."""

from __future__ import annotations


class EmbeddedError(Exception):
    """An embedded server can't be started, used or stopped; the text says which and why."""

    exit_code = 1
