"""A lower priority for work that can wait, on a machine that others share."""

from __future__ import annotations

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)

_GROUP = Path("/proc/self/autogroup")


def lower_priority(nice: int) -> None:
    """Let other processes of this machine come first; children inherit it.

    Parameters
    ----------
    nice : int
        0 changes nothing, 19 is the lowest priority. Linux shares the processor out among
        sessions first, where it keeps autogroups, so that of this session is lowered as well
        (sched(7), "The autogroup feature"): a part that has a session of its own would otherwise
        get as much as the bot, whatever its niceness. Where the system refuses, work goes on as it
        is.
    """
    if not nice:
        return
    try:
        os.nice(nice)
        # Before a session is ours alone it is the caller's, who did not ask for this.
        if _GROUP.exists() and os.getsid(0) == os.getpid():
            _GROUP.write_text(str(nice), encoding="ascii")
    except OSError as error:
        log.warning("the priority can't be lowered: %s", error.strerror)
