"""Waits for a blocking call no longer than it may take, and for no more of them than may hang."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from jobs.actors.coaching.errors import CoachError, ModelSilent, NotAsked

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Patience:
    """A limit on calls that are under way, including those that nobody waits for any more.

    Parameters
    ----------
    most : int
        Calls at once; one that hangs for ever takes its place for ever.
    """

    def __init__(self, most: int = 4) -> None:
        self._places = threading.BoundedSemaphore(most)

    def call(self, work: Callable[[], T], timeout: float) -> T:
        """Run something in a thread of its own and wait for it.

        Parameters
        ----------
        work : callable
            Blocks. It goes on where the wait ends before it.
        timeout : float
            Seconds to wait.

        Raises
        ------
        ModelSilent
            It is not done yet.
        NotAsked
            Too many calls are under way; it was not begun.
        CoachError
            What it raised itself; anything else it raised comes as it is.
        """
        if not self._places.acquire(blocking=False):
            raise NotAsked("too many calls under way")
        future: Future[T] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)
            finally:
                self._places.release()

        # A daemon: a call that hangs must not keep the process from ending.
        threading.Thread(target=run, name="coaching-model", daemon=True).start()
        try:
            return future.result(timeout)
        except CoachError:
            raise
        except TimeoutError as error:
            raise ModelSilent("no answer in time") from error
