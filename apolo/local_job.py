"""``python -m apolo.local_job``: run one job without Redis, told on stdin, answered on stdout."""

from __future__ import annotations

import sys

import dramatiq
import msgspec
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import Retries

from apolo.actors import actor_context, keep_drawing_caches
from apolo.settings import load_settings
from apolo.telemetry import configure_logging
from jobs.actors import declare_actors
from jobs.engine.outcome import describe
from jobs.local import LocalEnd, LocalJob
from jobs.pictures import Described, StoredPicture

#: A database that is not there: what needs it says so, the rest goes on.
NO_DATABASE = "postgresql://127.0.0.1:1/none"


class Pictures:
    """Keeps the pictures of this one job."""

    def __init__(self) -> None:
        self.made: dict[str, StoredPicture] = {}

    def get(self, key: str) -> StoredPicture | None:
        """A picture that was made here."""
        return self.made.get(key)

    def described(self, key: str) -> Described | None:
        """What such a picture is called and says."""
        made = self.made.get(key)
        return None if made is None else Described(made.filename, made.alt)

    def put(self, key: str, picture: StoredPicture) -> None:
        """Keep a picture."""
        self.made[key] = picture

    def clear(self) -> int:
        """Forget the pictures that were made here."""
        count = len(self.made)
        self.made.clear()
        return count


def main() -> None:
    """Read one job, run it, write its end."""
    settings = load_settings()
    configure_logging(settings)
    keep_drawing_caches(settings.data_dir)
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=LocalJob)
    pictures = Pictures()
    # Only to find the actor by its name, whatever it says of retries; nothing is ever enqueued.
    broker = StubBroker(middleware=[Retries()])
    dramatiq.set_broker(broker)
    opened = actor_context(
        settings,
        settings.database_url or NO_DATABASE,
        pictures=pictures,
        progress=lambda _percent, _text: None,
    )
    with opened as context:
        declare_actors(broker, context)
        end = _run(broker, job)
    end.pictures = {key: picture.data for key, picture in pictures.made.items()}
    sys.stdout.buffer.write(msgspec.msgpack.encode(end))


def _run(broker: dramatiq.Broker, job: LocalJob) -> LocalEnd:
    try:
        return LocalEnd(result=broker.get_actor(job.actor).fn(job.payload))
    except Exception as error:
        return LocalEnd(error=describe(error))


if __name__ == "__main__":
    main()
