"""Folders that servers of any system user can work in."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from apolo.embedded import EmbeddedError, stop_abandoned

# Not pytest's own folder: that is closed to the user PostgreSQL runs as under root, and long.
_PREFIX = "apolo-test-"
_ABANDONED_AFTER_SECONDS = 600


def _sweep() -> None:
    """Stop servers of earlier test runs that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, EmbeddedError):
            found = folder.stat()
            old = time.time() - found.st_mtime > _ABANDONED_AFTER_SECONDS
            if old and found.st_uid == os.geteuid() and stop_abandoned(folder):
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def service_folder() -> Iterator[Path]:
    """Yield a new folder with a short path; servers that are left in it are stopped."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        yield folder
    finally:
        stop_abandoned(folder)
        shutil.rmtree(folder, ignore_errors=True)
