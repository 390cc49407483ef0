"""Waits for a queue's marker on a connection of its own, with exact time-outs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from jobs.engine.connect import ERRORS, of_key
from jobs.engine.errors import EngineUnavailable

if TYPE_CHECKING:
    import redis

    from jobs.engine.client import Engine
    from jobs.engine.keys import KeySpace

#: How long the server blocks one wait, in seconds; then the wait is sent again.
SERVER_WAIT = 20


class Doorbell:
    """One blocked client of one queue.

    Redis ends a blocked call only at its own timer (up to 0.1 s late), so the time-out is kept
    here: the call stays outstanding across waits, and an answer that comes between two waits is
    found by the next.
    """

    def __init__(self, engine: Engine, space: KeySpace) -> None:
        self._engine = engine
        self._marker = space["marker"]
        self._client: redis.Redis | None = None
        self._connection: Any = None
        self._client_id = 0
        self._outstanding = False

    def wait(self, timeout: float) -> bool:
        """Wait until the marker is there, and take it.

        Parameters
        ----------
        timeout : float
            Seconds.

        Returns
        -------
        bool
            True where the marker was taken: there may be work.

        Raises
        ------
        EngineUnavailable
        """
        deadline = time.monotonic() + timeout
        try:
            if self._connection is None:
                self._connect()
            while True:
                if not self._outstanding:
                    self._connection.send_command("BZPOPMIN", self._marker, SERVER_WAIT)
                    self._outstanding = True
                left = deadline - time.monotonic()
                if left <= 0 or not self._connection.can_read(left):
                    return False
                answer = self._connection.read_response()
                self._outstanding = False
                if answer:
                    return True
        except ERRORS as error:
            self.close()
            raise EngineUnavailable(f"waiting: {error}") from error

    def withdraw(self) -> bool:
        """Wait no more, so that the marker goes to somebody who can use it.

        Returns
        -------
        bool
            True where the marker had been taken already: it should be put back.

        Raises
        ------
        EngineUnavailable
        """
        if not self._outstanding or self._client is None:
            return False
        try:
            self._client.client_unblock(self._client_id)
            answer = self._connection.read_response()
            self._outstanding = False
        except ERRORS as error:
            self.close()
            raise EngineUnavailable(f"withdrawing: {error}") from error
        return bool(answer)

    def close(self) -> None:
        """Give the connection up; a call that is outstanding ends with it."""
        connection, self._connection, self._outstanding = self._connection, None, False
        if connection is not None and self._client is not None:
            connection.disconnect()
            self._client.connection_pool.release(connection)

    def _connect(self) -> None:
        # In a cluster, that of the node which holds the marker now.
        self._client = of_key(self._engine.client, self._marker)
        self._connection = self._client.connection_pool.get_connection()
        self._connection.send_command("CLIENT", "ID")
        self._client_id = self._connection.read_response()
