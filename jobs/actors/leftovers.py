"""Files of Apolo that nobody needs any more: fetched art by age, temporary files left behind."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Final

import structlog

from jobs.actors.artwork.shelf import ART

#: Below the data folder, beside the art.
TEMPORARY: Final = "tmp"
#: What Apolo calls its folders in the system's temporary folder.
PREFIX: Final = "apolo-demo-"
#: Seconds after which a temporary file belongs to nobody.
ABANDONED_AFTER: Final = 86_400.0
_PARTIAL: Final = frozenset({".tmp", ".part"})

_log = structlog.get_logger("jobs.actors.leftovers")


def remove_leftovers(
    data_dir: Path, older_than: float, limit: int, *, temporary: Path | None = None
) -> int:
    """Remove old art and abandoned temporary files; links are not followed.

    Parameters
    ----------
    data_dir : Path
        Apolo's data folder.
    older_than : float
        Unix seconds; art that was last written before goes.
    limit : int
        Files (and folders of the system's temporary folder) at most.
    temporary : Path, optional
        The system's temporary folder, if not the usual one.

    Returns
    -------
    int
        How many went. A file that can't be removed is logged and passed over.
    """
    abandoned = time.time() - ABANDONED_AFTER
    removed = 0
    for path, before in chain(
        (
            (path, abandoned if path.suffix in _PARTIAL else older_than)
            for path in _files(data_dir / ART)
        ),
        ((path, abandoned) for path in _files(data_dir / TEMPORARY)),
    ):
        if removed >= limit:
            return removed
        removed += _remove(path, before)
    for path in _folders(temporary or Path(tempfile.gettempdir())):
        if removed >= limit:
            return removed
        removed += _remove(path, abandoned)
    return removed


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_symlink():
        return
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent, name)


def _folders(temporary: Path) -> Iterator[Path]:
    yield from temporary.glob(f"{PREFIX}*")


def _remove(path: Path, before: float) -> bool:
    try:
        found = path.lstat()
        if found.st_mtime >= before or found.st_uid != os.geteuid():
            return False
        if S_ISREG(found.st_mode):
            path.unlink()
        elif S_ISDIR(found.st_mode):
            shutil.rmtree(path)
        else:
            return False
    except FileNotFoundError:
        return False
    except OSError as error:
        _log.warning("file_not_removed", path=str(path), reason=error.strerror)
        return False
    return True
