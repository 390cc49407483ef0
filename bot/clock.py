"""Discord's time, learnt from what Discord sends: a wrong local clock does no harm."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from bot.entries import snowflake_ms

if TYPE_CHECKING:
    from collections.abc import Callable

_WINDOW_MS: Final = 5 * 60 * 1000


class DiscordClock:
    """Tells Discord's time from its timestamps and this machine's monotonic clock.

    Whatever Discord sends was stamped before it arrived, so each timestamp is a lower bound of
    Discord's present time; the highest of the last minutes is the best one. Until the first
    arrives, the local clock has to do.

    Parameters
    ----------
    monotonic, wall
        Clocks in seconds.
    """

    def __init__(
        self,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self._monotonic = monotonic
        self._guess_ms = (wall() - monotonic()) * 1000
        # Two windows, so that a monotonic clock that runs fast is corrected in time.
        self._current_ms: float | None = None
        self._previous_ms: float | None = None
        self._window_ends_ms = 0.0

    @property
    def calibrated(self) -> bool:
        """Whether Discord's time is known rather than guessed."""
        return self._current_ms is not None or self._previous_ms is not None

    def now_ms(self) -> float:
        """Discord's present time, in milliseconds of the Unix epoch."""
        known = [ms for ms in (self._current_ms, self._previous_ms) if ms is not None]
        return self._monotonic() * 1000 + (max(known) if known else self._guess_ms)

    def observe_ms(self, stamped_ms: float) -> None:
        """Learn from a moment that Discord stamped just now or earlier."""
        local_ms = self._monotonic() * 1000
        offset = stamped_ms - local_ms
        if self._current_ms is None or local_ms >= self._window_ends_ms:
            self._previous_ms, self._current_ms = self._current_ms, offset
            self._window_ends_ms = local_ms + _WINDOW_MS
        else:
            self._current_ms = max(self._current_ms, offset)

    def observe_snowflake(self, snowflake: int) -> None:
        """Learn from an id that Discord has just made."""
        self.observe_ms(snowflake_ms(snowflake))

    def observe_date(self, header: str | None) -> None:
        """Learn from the ``Date`` header of a response; anything else is passed over."""
        if header is None:
            return
        try:
            self.observe_ms(parsedate_to_datetime(header).timestamp() * 1000)
        except ValueError:
            return
