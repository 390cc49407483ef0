"""The model's texts, kept so that a match is paid for once.

They lie in Redis, in the engine's store of blobs, and not in PostgreSQL: it has a byte budget
and an age already, and what gets lost with Redis costs one call of the model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog

from jobs.actors.coaching.budget import SPACE
from jobs.engine import EngineUnavailable, requests

if TYPE_CHECKING:
    from jobs.engine import Engine

#: How long a text is kept, in ms, and how much all of them may take, in bytes.
KEPT_MS: Final = 30 * 86_400_000
BUDGET: Final = 8 * 1024 * 1024

_log = structlog.get_logger("jobs.actors.coaching")


class KeptTexts:
    """The texts of all workers, by what they are about."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._space = engine.queues.named(SPACE)

    def get(self, key: str) -> str | None:
        """A kept text; None where there is none, or Redis is away."""
        try:
            blob = self._engine.run(requests.get_blob(self._space, key, kept_ms=KEPT_MS))
        except EngineUnavailable:
            return None
        return None if blob is None else blob.decode("utf-8", "replace")

    def put(self, key: str, text: str) -> None:
        """Keep a text; where Redis is away it is not kept, and that is logged."""
        request = requests.put_blob(self._space, key, text.encode(), kept_ms=KEPT_MS, budget=BUDGET)
        try:
            self._engine.run(request)
        except EngineUnavailable:
            _log.warning("text_not_kept", key=key)

    def clear(self) -> int:
        """Forget every text; return how many there were.

        Raises
        ------
        EngineUnavailable
        """
        return self._engine.run(requests.clear_blobs(self._space))
