"""Hero and item pictures: the fetched ones where there are any, else placeholders.

Whoever starts a drawing fetches first; nothing here reads files or the network.
"""

from __future__ import annotations

import functools
import io
import threading
import warnings
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, TypeAlias

from PIL import Image

from renderers import placeholders, shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renderers.mount import Mount

    _Name: TypeAlias = tuple[str, int | str, int, int, Mount | None]

MAX_IMAGE_BYTES: Final = 1_000_000
MAX_IMAGE_SIDE: Final = 1024
_FORMATS: Final = ("PNG", "JPEG", "WEBP")
_SIZES_BYTES: Final = 14 * 1024 * 1024
_PLACEHOLDER_TILES: Final = 1024
_PLACEHOLDER_PORTRAITS: Final = 128


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


class Sizes:
    """Pictures as they are drawn, decoded and resized; bounded, safe to share between threads.

    What is fetched stays compressed: decoded, all heroes and items would take 30 MB.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[_Name, Image.Image | None] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(
        self,
        source: bytes,
        kind: str,
        key: int | str,
        width: int,
        height: int,
        mount: Mount | None = None,
    ) -> Image.Image | None:
        """Return a picture in this size, which is made once; None where it can't be used."""
        name = (kind, key, width, height, mount)
        # No lock, which would take longer than the look-up: others may only have dropped it.
        try:
            self._kept.move_to_end(name)
            return self._kept[name]
        except KeyError:
            pass
        try:
            made = _covering(decode(source), width, height)
            made = mount.tile(made) if mount else made
        except BadImage:
            # On purpose: a placeholder stands in for what can't be decoded.
            made = None
        with self._lock:
            if name not in self._kept:
                self._bytes += _bytes(width, height)
            self._kept[name] = made
            while self._bytes > _SIZES_BYTES:
                (_, _, *size, _), _ = self._kept.popitem(last=False)
                self._bytes -= _bytes(*size)
        return made


def _bytes(width: int, height: int) -> int:
    return width * height * 4


class Art:
    """The pictures for one drawing, by hero and item id; placeholders stand in for the rest.

    Players' own are there by name, without a placeholder: a monogram needs to know who it is.

    Parameters
    ----------
    heroes, items, avatars
        Fetched files. What can't be used is drawn as a placeholder.
    sizes
        Shared by the drawings of a process; None for one of its own.
    """

    def __init__(
        self,
        heroes: Mapping[int, bytes] | None = None,
        items: Mapping[int, bytes] | None = None,
        avatars: Mapping[str, bytes] | None = None,
        *,
        sizes: Sizes | None = None,
    ) -> None:
        self._heroes = dict(heroes or {})
        self._items = dict(items or {})
        self._avatars = dict(avatars or {})
        self._sizes = sizes or Sizes()

    @property
    def pictures(self) -> int:
        """How many there are: part of a drawing's key, for it looks different with more."""
        return len(self._heroes) + len(self._items) + len(self._avatars)

    def hero(self, hero_id: int, width: int, height: int) -> Image.Image:
        """Return a hero's portrait in this size; never change it."""
        source = self._heroes.get(hero_id)
        made = source and self._sizes.get(source, "hero", hero_id, width, height)
        return made or placeholders.hero(hero_id, width, height)

    def portrait(self, hero_id: int, mount: Mount) -> Image.Image:
        """Return a hero's portrait on a mount, of whose size it is; never change it.

        A placeholder keeps its lower left corner free for a badge.
        """
        source = self._heroes.get(hero_id)
        made = source and self._sizes.get(source, "hero", hero_id, *mount.mask.size, mount)
        return made or _placeholder_portrait(hero_id, mount)

    def item(self, item_id: int, width: int, height: int) -> Image.Image:
        """Return an item's picture in this size; never change it."""
        source = self._items.get(item_id)
        made = source and self._sizes.get(source, "item", item_id, width, height)
        return made or placeholders.item(item_id, width, height)

    def tile(self, item_id: int, mount: Mount) -> Image.Image:
        """Return an item's picture on a mount, of whose size it is; never change it."""
        source = self._items.get(item_id)
        made = source and self._sizes.get(source, "item", item_id, *mount.mask.size, mount)
        return made or _placeholder_tile(item_id, mount)

    def avatar(self, name: str | None, side: int) -> Image.Image | None:
        """Return a player's own picture as a square, or None; never change it."""
        source = None if name is None else self._avatars.get(name)
        return None if source is None else self._sizes.get(source, "avatar", name or "", side, side)


@functools.lru_cache(maxsize=_PLACEHOLDER_TILES)
def _placeholder_tile(item_id: int, mount: Mount) -> Image.Image:
    return mount.tile(placeholders.item(item_id, *mount.mask.size))


@functools.lru_cache(maxsize=_PLACEHOLDER_PORTRAITS)
def _placeholder_portrait(hero_id: int, mount: Mount) -> Image.Image:
    return mount.tile(placeholders.hero(hero_id, *mount.mask.size, badge=True))


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
