"""What the actors of one worker process work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dota.opendota import OpenDota
    from jobs.actors.loop import Loop
    from jobs.actors.picture_store import PictureStore
    from store.pool import Pool


@dataclass(frozen=True, slots=True)
class Context:
    """The hands and tools of an actor.

    ``loop`` runs what is asynchronous, ``pool`` may be out of reach at any time, ``progress``
    notes how far the current job is (percent, what is being done).
    """

    loop: Loop
    opendota: OpenDota
    pool: Pool
    pictures: PictureStore
    progress: Callable[[int, str], object]
