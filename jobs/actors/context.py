"""What the actors of one worker process work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from jobs.actors.artwork.gallery import Gallery, NoGallery
from jobs.actors.coaching.desk import Desk
from jobs.actors.links import Links
from jobs.actors.members import Noted
from jobs.actors.parsed_matches import ParsedMatches

if TYPE_CHECKING:
    from pathlib import Path

    from dota.opendota import OpenDota
    from dota.stratz import Stratz
    from jobs.actors.loop import Loop
    from jobs.actors.queue_figures import Figures
    from jobs.pictures import Described, StoredPicture
    from store.pool import Pool


class Pictures(Protocol):
    """Where finished pictures are kept, by content key."""

    def get(self, key: str) -> StoredPicture | None:
        """A kept picture, or None."""

    def described(self, key: str) -> Described | None:
        """What a kept picture is called and says, or None."""

    def put(self, key: str, picture: StoredPicture) -> None:
        """Keep a picture."""

    def clear(self) -> int:
        """Forget every picture; return how many there were."""


class Queues(Protocol):
    """The job system's own figures, for those who draw them."""

    def figures(self) -> Figures:
        """Every queue's counts, and the workers.

        Raises
        ------
        EngineUnavailable
        """


@dataclass(frozen=True, slots=True)
class Context:
    """The hands and tools of an actor.

    ``loop`` runs what is asynchronous, ``pool`` may be out of reach at any time, ``progress``
    notes how far the current job is (percent, what is being done).
    """

    loop: Loop
    opendota: OpenDota
    pool: Pool
    pictures: Pictures
    progress: Callable[[int, str], object]
    stratz: Stratz | None = None
    """The second source of matches; None without a token."""
    data_dir: Path | None = None
    """Where fetched art and other files of Apolo lie; None for a process without any."""
    art: Gallery = field(default_factory=NoGallery)
    """Hero and item pictures; by itself placeholders."""
    noted: Noted = field(default_factory=Noted)
    """Members that this process need not note again."""
    parsed: ParsedMatches = field(default_factory=ParsedMatches)
    """Matches that this process need not look up again."""
    queues: Queues | None = None
    """The job queues; None where the job runs without them."""
    coaching: Desk = field(default_factory=Desk)
    """Who writes coaching; by itself the rules alone."""
    links: Links = field(init=False)
    """Which accounts members have linked, read from the database."""

    def __post_init__(self) -> None:
        """Read links from the database that all else is read from."""
        object.__setattr__(self, "links", Links(self.loop, self.pool))
