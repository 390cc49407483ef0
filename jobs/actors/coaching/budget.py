"""How often the model may be called, across all workers, by the clock of Redis.

Both limits are over a sliding window: whenever the vendor's day begins, no more than a day's
calls fall into it.
"""

from __future__ import annotations

import functools
import hashlib
import math
import uuid
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import structlog

from jobs.actors.coaching.errors import NotAsked
from jobs.engine import EngineUnavailable
from jobs.engine.requests import Request
from jobs.engine.scripts import Script

if TYPE_CHECKING:
    from jobs.engine import Engine

#: The key space of coaching.
SPACE: Final = "coaching"
_KEYS: Final = ("calls", "closed")

_log = structlog.get_logger("jobs.actors.coaching")


class Budget:
    """The calls that are left.

    Parameters
    ----------
    engine : Engine
        Whose Redis counts.
    per_day, per_minute : int
        Calls; 0 allows none.
    """

    def __init__(self, engine: Engine, *, per_day: int, per_minute: int) -> None:
        self._engine = engine
        space = engine.queues.named(SPACE)
        self._keys = tuple(space[name] for name in _KEYS)
        self._per_day = per_day
        self._per_minute = per_minute

    def take(self) -> None:
        """Take one call.

        Raises
        ------
        NotAsked
            None is left, the model is switched off, or nobody can tell since Redis is away.
        """
        args: list[str | bytes | int] = [self._per_day, self._per_minute, uuid.uuid4().hex]
        request = Request(_script("budget"), self._keys, args, _granted)
        try:
            granted, wait_ms, why = self._engine.run(request)
        except EngineUnavailable as error:
            raise NotAsked("the budget can't be read") from error
        if not granted:
            raise NotAsked(f"{why}: for {math.ceil(wait_ms / 1000)} s")

    def close(self, seconds: float, why: str) -> None:
        """Switch the model off for all workers; a longer time that is set already stays.

        Parameters
        ----------
        seconds : float
            For how long; 0 does nothing.
        why : str
            For the log.
        """
        milliseconds = math.ceil(seconds * 1000)
        if milliseconds <= 0:
            return
        request = Request(_script("switch_off"), self._keys, [milliseconds, why], int)
        try:
            self._engine.run(request)
        except EngineUnavailable:
            _log.warning("model_not_switched_off", reason=why)


def _granted(reply: list[Any]) -> tuple[bool, int, str]:
    return reply[0] == 1, reply[1], reply[2].decode()


@functools.cache
def _script(name: str) -> Script:
    source = (resources.files("jobs.actors.coaching") / f"{name}.lua").read_text(encoding="utf-8")
    # SHA-1 is what EVALSHA names a script by; nothing is secured by it.
    sha = hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest()
    return Script(f"coaching/{name}", source, sha, _KEYS)
