"""Babel's dates and numbers, loaded without asking which time zone the machine is in.

Babel wants to know it when it is loaded, and pytz opens six hundred files to find a zone by its
name: 30 ms of every process that begins. Apolo writes days in UTC.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytz  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def _in_utc() -> Iterator[None]:
    timezone = pytz.timezone
    pytz.timezone = lambda _: pytz.utc
    try:
        yield
    finally:
        pytz.timezone = timezone


with _in_utc():
    from babel import dates, numbers

__all__ = ["dates", "numbers"]
