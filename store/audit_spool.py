"""Entries of the audit log that wait on this machine's disk for the database.

Each is a file that is written whole and never changed, so that any number of processes may write
and take away at once.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

from store.audit import AuditEntry, Ending, Origin

log = logging.getLogger(__name__)

_SUFFIX: Final = ".json"


def audit_folder(state_dir: Path) -> Path:
    """Where the bot and the command line of one machine keep what waits."""
    return state_dir / "audit"


class Spool:
    """The waiting entries in one folder. Every call blocks on the disk.

    Parameters
    ----------
    folder : Path
        Made when missing; shared by all of Apolo's processes on the machine.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, entry: AuditEntry) -> None:
        """Write an entry down; it is on the disk when this returns.

        Raises
        ------
        OSError
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = asdict(entry) | {"at": entry.at.isoformat()}
        path = self._path(entry)
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)

    def take_away(self, entry: AuditEntry) -> None:
        """Forget an entry as it is given; how it ended later stays."""
        with suppress(OSError):
            self._path(entry).unlink()

    def waiting(self) -> list[AuditEntry]:
        """What waits, oldest first; what can't be read is put aside and logged."""
        found = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            try:
                found.append(_read(path.read_text(encoding="utf-8")))
            except FileNotFoundError:
                continue
            except (OSError, ValueError, TypeError, KeyError):
                log.exception("an entry of the audit log can't be read: %s", path)
                with suppress(OSError):
                    path.rename(path.with_suffix(".damaged"))
        return sorted(found, key=lambda entry: entry.at)

    def _path(self, entry: AuditEntry) -> Path:
        # Begun and ended are two files: whoever takes one away can't lose the other.
        stage = "begun" if entry.ending is Ending.BEGUN else "ended"
        return self._folder / f"{entry.entry_id}-{stage}{_SUFFIX}"


def _read(content: str) -> AuditEntry:
    fields = json.loads(content)
    fields["at"] = datetime.fromisoformat(fields["at"])
    fields["origin"], fields["ending"] = Origin(fields["origin"]), Ending(fields["ending"])
    return AuditEntry(**fields)
