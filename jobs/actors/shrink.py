"""Makes a kept picture smaller where Discord does not take it as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dramatiq

from jobs.actors.payload import read
from jobs.payloads import ShrinkPayload
from jobs.pictures import StoredPicture
from jobs.queues import IMAGE_GENERATION
from renderers.shrink import shrink

if TYPE_CHECKING:
    from jobs.actors.context import Context


class PictureExpired(Exception):
    """The picture is no longer kept."""

    code = "picture_expired"
    retryable = False


class PictureTooLarge(Exception):
    """The picture can't be made small enough to be of use."""

    code = "picture_too_large"
    retryable = False


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``shrink_picture``."""

    @dramatiq.actor(broker=broker, actor_name="shrink_picture", queue_name=IMAGE_GENERATION)
    def run(payload: object) -> dict[str, str]:
        return make_smaller(context, read(ShrinkPayload, payload))


def make_smaller(context: Context, payload: ShrinkPayload) -> dict[str, str]:
    """Encode the picture again and keep it beside the large one.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``, ``text``, and
        ``analysable`` where it was given.

    Raises
    ------
    PictureExpired, PictureTooLarge
    """
    key = f"{payload.picture}:{payload.most_bytes}"
    filename = f"{payload.filename.rpartition('.')[0] or 'apolo'}.webp"
    if context.pictures.get(key) is None:
        large = context.pictures.get(payload.picture)
        if large is None:
            raise PictureExpired(payload.picture)
        data = shrink(large.data, payload.most_bytes)
        if data is None:
            raise PictureTooLarge(f"{len(large.data)} bytes do not become {payload.most_bytes}")
        context.pictures.put(key, StoredPicture(data, filename, payload.alt))
    answer = {
        "kind": "image",
        "picture": key,
        "filename": filename,
        "alt": payload.alt,
        "text": payload.text,
    }
    return answer if payload.analysable is None else {**answer, "analysable": payload.analysable}
