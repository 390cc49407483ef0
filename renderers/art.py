"""Hero and item pictures: the fetched ones where there are any, else placeholders.

Whoever starts a drawing fetches first; nothing here reads files or the network.
"""

from __future__ import annotations

import io
import threading
import warnings
from typing import TYPE_CHECKING, Final

from PIL import Image

from renderers import placeholders, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_IMAGE_BYTES: Final = 1_000_000
MAX_IMAGE_SIDE: Final = 1024
_FORMATS: Final = ("PNG", "JPEG", "WEBP")


class BadImage(ValueError):
    """Bytes that are no picture, or one that nobody should decode."""


def decode(data: bytes) -> Image.Image:
    """Decode a fetched picture to RGB, after looking at its header only.

    Raises
    ------
    BadImage
        When it is larger than 1 MB or 1,024 pixels a side, isn't PNG, JPEG or WebP, or is broken.
    """
    if len(data) > MAX_IMAGE_BYTES:
        raise BadImage(f"{len(data)} bytes are more than {MAX_IMAGE_BYTES}")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                _check_size(opened.size)
                opened.load()
                return _flattened(opened)
    except BadImage:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise BadImage(f"not a usable picture: {error}") from error


def _check_size(size: tuple[int, int]) -> None:
    if not 1 <= min(size) <= max(size) <= MAX_IMAGE_SIDE:
        raise BadImage(f"{size[0]} x {size[1]} pixels are not within 1 to {MAX_IMAGE_SIDE}")


def _flattened(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image.copy()
    if "A" in image.getbands() or "transparency" in image.info:
        rgba = image.convert("RGBA")
        flat = Image.new("RGB", rgba.size, (0x17, 0x1C, 0x23))
        flat.paste(rgba, mask=rgba)
        return flat
    return image.convert("RGB")


class Art:
    """Pictures by hero and item id, resized once per size; safe to share between threads.

    Parameters
    ----------
    heroes, items
        Decoded RGB pictures, as `decode` returns them.
    """

    def __init__(
        self,
        heroes: Mapping[int, Image.Image] | None = None,
        items: Mapping[int, Image.Image] | None = None,
    ) -> None:
        self._sources = {
            **{("hero", key): image for key, image in (heroes or {}).items()},
            **{("item", key): image for key, image in (items or {}).items()},
        }
        self._resized: dict[tuple[str, int, int, int], Image.Image] = {}
        self._lock = threading.Lock()

    @classmethod
    def from_bytes(
        cls, heroes: Mapping[int, bytes] | None = None, items: Mapping[int, bytes] | None = None
    ) -> Art:
        """Decode fetched pictures; what can't be used is left out, so a placeholder is drawn."""
        return cls(_decoded(heroes or {}), _decoded(items or {}))

    def hero(self, hero_id: int, width: int, height: int) -> Image.Image:
        """Return a hero's portrait in this size; never change it."""
        return self._get("hero", hero_id, width, height) or placeholders.hero(
            hero_id, width, height
        )

    def item(self, item_id: int, width: int, height: int) -> Image.Image:
        """Return an item's picture in this size; never change it."""
        return self._get("item", item_id, width, height) or placeholders.item(
            item_id, width, height
        )

    def _get(self, kind: str, key: int, width: int, height: int) -> Image.Image | None:
        source = self._sources.get((kind, key))
        if source is None:
            return None
        name = (kind, key, width, height)
        with self._lock:
            found = self._resized.get(name)
        if found is None:
            found = _covering(source, width, height)
            with self._lock:
                self._resized[name] = found
        return found


def _decoded(files: Mapping[int, bytes]) -> dict[int, Image.Image]:
    images = {}
    for key, data in files.items():
        try:
            images[key] = decode(data)
        except BadImage:
            # Left out on purpose: a placeholder stands in for what can't be decoded.
            continue
    return images


def _covering(source: Image.Image, width: int, height: int) -> Image.Image:
    """Scale to fill width x height and cut the rest off evenly."""
    scale = max(width / source.width, height / source.height)
    part = (width / scale, height / scale)
    left, top = (source.width - part[0]) / 2, (source.height - part[1]) / 2
    resized = source.resize(
        (width, height),
        Image.Resampling.LANCZOS,
        box=(left, top, left + part[0], top + part[1]),
    )
    return shapes.calmed(resized)


PLACEHOLDERS: Final = Art()
"""No art at all."""
