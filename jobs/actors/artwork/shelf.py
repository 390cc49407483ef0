"""Fetched pictures on disk: bounded, written whole or not at all, shared by several processes."""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog

from dota.images import MAX_IMAGE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dota.images import ImageKind

#: Below the data folder.
ART: Final = "art"
#: Bytes that all pictures together may take; twice what the game's real ones do.
BUDGET: Final = 64 * 1024 * 1024
_LOOK_EVERY: Final = 16
_PARTIAL: Final = ".part"

_log = structlog.get_logger("jobs.actors.artwork")


@dataclass(frozen=True, slots=True)
class Name:
    """Which picture; `slug` is of a table or a checked hash, never a stranger's text."""

    kind: ImageKind
    slug: str


class Shelf:
    """A folder of pictures.

    Parameters
    ----------
    folder : Path
        Made when missing.
    budget : int
        Bytes; beyond them the pictures written longest ago go.
    """

    def __init__(self, folder: Path, budget: int = BUDGET) -> None:
        self._folder = folder
        self._budget = budget
        self._lock = threading.Lock()
        self._puts = 0

    def get(self, name: Name) -> bytes | None:
        """Return a picture's bytes as they were put, or None. The caller checks them again."""
        try:
            with self._file(name).open("rb") as file:
                return file.read(MAX_IMAGE_BYTES + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("art_not_read", picture=name.slug, reason=error.strerror)
            return None

    def put(self, name: Name, data: bytes) -> None:
        """Keep a picture. A full or broken disk is logged: the picture is fetched again then."""
        file = self._file(name)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                dir=file.parent, suffix=_PARTIAL, delete=False
            ) as draft:
                try:
                    draft.write(data)
                    draft.close()
                    os.replace(draft.name, file)  # noqa: PTH105 - atomic on purpose
                except OSError:
                    with contextlib.suppress(OSError):
                        os.unlink(draft.name)  # noqa: PTH108
                    raise
        except OSError as error:
            _log.warning("art_not_kept", picture=name.slug, reason=error.strerror)
            return
        with self._lock:
            look = self._puts % _LOOK_EVERY == 0
            self._puts += 1
        if look:
            self._trim()

    def drop(self, name: Name) -> None:
        """Remove a picture that turned out to be none."""
        with contextlib.suppress(OSError):
            self._file(name).unlink(missing_ok=True)

    def _file(self, name: Name) -> Path:
        return self._folder / name.kind.value / f"{name.slug}.png"

    def _trim(self) -> None:
        files = sorted(self._sizes())
        excess = sum(size for _, size, _ in files) - self._budget
        for _, size, path in files:
            if excess <= 0:
                return
            # Another process may have removed it just now.
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108
            excess -= size

    def _sizes(self) -> Iterator[tuple[float, int, str]]:
        for parent in self._folder.glob("*/"):
            with contextlib.suppress(OSError), os.scandir(parent) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        found = entry.stat(follow_symlinks=False)
                        yield found.st_mtime, found.st_size, entry.path
