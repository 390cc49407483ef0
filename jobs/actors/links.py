"""Asks the database which accounts members have linked, for several worker threads at once.

Every answer is read after it was asked for, never remembered: a link that has just been made or
removed holds for the next question in every process. What is saved is a round trip for each
thread: while the database answers some, the questions of the others gather, and go together.
"""

from __future__ import annotations

from concurrent.futures import Future
from threading import Lock
from typing import TYPE_CHECKING, TypeAlias

from jobs.actors.loop import wait_for
from store.players import get_links

if TYPE_CHECKING:
    from jobs.actors.loop import Loop
    from store.players import LinkedPlayer
    from store.pool import Pool

_Answer: TypeAlias = "Future[LinkedPlayer | None]"

#: Seconds that an answer is waited for.
_TIMEOUT = 8.0


class Links:
    """The links of members; safe to share between threads.

    Parameters
    ----------
    loop : Loop
        Where the database is asked.
    pool : Pool
        The database; may be out of reach at any time.
    """

    def __init__(self, loop: Loop, pool: Pool) -> None:
        self._loop = loop
        self._pool = pool
        self._lock = Lock()
        self._asked: dict[int, list[_Answer]] = {}
        self._answering = False

    def of(self, member: int) -> LinkedPlayer | None:
        """Return the link of a member, None where there is none.

        Parameters
        ----------
        member : int
            Discord id.

        Raises
        ------
        StoreUnavailable
            The database can't be reached.
        TimeoutError
            It took too long.
        """
        answer: _Answer = Future()
        with self._lock:
            self._asked.setdefault(member, []).append(answer)
            first, self._answering = not self._answering, True
        if first:
            self._loop.start_soon(self._answer())
        return wait_for(answer, _TIMEOUT)

    async def _answer(self) -> None:
        while asked := self._next():
            await self._look_up(asked)

    def _next(self) -> dict[int, list[_Answer]]:
        with self._lock:
            asked, self._asked = self._asked, {}
            self._answering = bool(asked)
            return asked

    async def _look_up(self, asked: dict[int, list[_Answer]]) -> None:
        try:
            links = await get_links(self._pool, asked)
        except Exception as error:
            for answers in asked.values():
                for answer in answers:
                    answer.set_exception(error)
        else:
            for member, answers in asked.items():
                for answer in answers:
                    answer.set_result(links.get(member))
