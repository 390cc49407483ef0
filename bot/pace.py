"""Lets work begin piece by piece, and only while the event loop keeps up."""

from __future__ import annotations

import asyncio
from typing import Final

_BREATH: Final = 0.002
_ON_TIME: Final = 0.01
_LONGEST: Final = 0.1
"""Seconds: from one beginning to the next; how late the event loop may be for it; how long one is
put off for that."""


class Pace:
    """The pace of one kind of work, in one event loop.

    A picture takes the loop some milliseconds, and an acknowledgement can't wait: where there is
    more of both than the process can do, the work begins later.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def begin(self) -> None:
        """Wait for this piece's turn."""
        clock = asyncio.get_running_loop().time
        async with self._turn:
            until = clock() + _LONGEST
            late = True
            while late and clock() < until:
                before = clock()
                await asyncio.sleep(_BREATH)
                late = clock() - before - _BREATH > _ON_TIME
