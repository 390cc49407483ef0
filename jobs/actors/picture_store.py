"""Keeps finished pictures in Redis for whoever posts them, or asks for the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs import pictures

if TYPE_CHECKING:
    from jobs.engine import Engine
    from jobs.pictures import Described, StoredPicture


class PictureStore:
    """The pictures of all workers, by content key."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._space = engine.queues.named(pictures.SPACE)

    def get(self, key: str) -> StoredPicture | None:
        """A kept picture, or None.

        Raises
        ------
        EngineUnavailable
        """
        return pictures.decode(self._engine.run(pictures.get_request(self._space, key)))

    def described(self, key: str) -> Described | None:
        """What a kept picture is called and says, without fetching it; None where there is none.

        Raises
        ------
        EngineUnavailable
        """
        return pictures.describe(self._engine.run(pictures.describe_request(self._space, key)))

    def put(self, key: str, picture: StoredPicture) -> None:
        """Keep a picture under its content key.

        Raises
        ------
        EngineUnavailable
        """
        self._engine.run(pictures.put_request(self._space, key, picture))

    def clear(self) -> int:
        """Forget every picture; return how many there were.

        Raises
        ------
        EngineUnavailable
        """
        return self._engine.run(pictures.clear_request(self._space))
