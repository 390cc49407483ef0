"""Named points in the life of an interaction at which a test may stop the process."""

from __future__ import annotations

import enum
from collections.abc import Callable


class Checkpoint(enum.StrEnum):
    """A point between two steps that can't be taken as one."""

    JOURNALED = "journaled"
    """Written to the journal, Discord not told yet."""
    ACKNOWLEDGED = "acknowledged"
    """Discord took the acknowledgement, the journal does not know it yet."""
    RECORDED = "recorded"
    """The journal knows of the acknowledgement, the job is not enqueued."""
    ENQUEUED = "enqueued"
    """The job system took the job, the journal does not know it yet."""
    POSTED = "posted"
    """Discord took the answer, the entry is still open."""


Reached = Callable[[Checkpoint], None]
"""Is told of each point as it is passed."""


def pass_by(_: Checkpoint) -> None:
    """Do nothing: what runs outside of tests."""
