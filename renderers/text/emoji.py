"""Emoji in colour: the OpenMoji drawings that the `emosvg` package carries, drawn by resvg.

The package itself is never imported (it would load cairo); only its SVG files are read.
"""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Final

import regex
from PIL import Image, ImageStat

from renderers.text.fonts import package_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FOLDER: Final = "resources/openmoji-svg-color"
_OVERSAMPLING: Final = 3
_DARK: Final = 70.0
"""Mean brightness (0 to 255) under which a drawing would vanish on a dark card."""
_LIGHTER: Final = {"#000000": "#DFE6EE", "#000": "#DFE6EE", "#3F3F3F": "#C3CCD6"}
_PICTURE: Final = regex.compile(
    r"\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}|[0-9#*]\uFE0F?\u20E3"
)
_TONE: Final = regex.compile(r"\p{Emoji_Modifier}")


@functools.lru_cache(maxsize=4096)
def drawing_of(cluster: str) -> str | None:
    """Return the name of the drawing for a grapheme cluster, or None where it is plain text.

    A sequence without a drawing of its own falls back to fewer parts: without the skin tone,
    then to its first member.
    """
    if cluster.isascii() or not _PICTURE.match(cluster):
        return None
    plain = cluster.replace("\ufe0f", "")
    toneless = _TONE.sub("", plain) or plain
    for attempt in (cluster, plain, toneless, toneless.split("\u200d")[0], toneless[:1]):
        name = "-".join(f"{ord(character):04X}" for character in attempt)
        if _file(name).is_file():
            return name
    return None


def _file(name: str) -> Path:
    return package_folder("emosvg") / _FOLDER / f"{name}.svg"


@functools.lru_cache(maxsize=512)
def picture(name: str, size: int) -> Image.Image:
    """Return a drawing as an RGBA image of `size` x `size` pixels; never change it.

    Parameters
    ----------
    name
        As `drawing_of` returned it.
    size
        Pixels.
    """
    image = _drawn(name, size, {})
    alpha = image.getchannel("A")
    if ImageStat.Stat(image.convert("L"), alpha).mean[0] < _DARK:
        return _drawn(name, size, _LIGHTER)
    return image


def _drawn(name: str, size: int, recoloured: Mapping[str, str]) -> Image.Image:
    # Not at the top: most names have no emoji.
    import resvg_py
    from PIL.PngImagePlugin import PngImageFile

    source = _file(name).read_text(encoding="utf-8")
    for colour, lighter in recoloured.items():
        source = source.replace(f'"{colour}"', f'"{lighter}"')
    side = size * _OVERSAMPLING
    data = resvg_py.svg_to_bytes(svg_string=source, width=side, height=side, skip_system_fonts=True)
    # Not by `Image.open`, which loads the readers of other forms first.
    with PngImageFile(io.BytesIO(bytes(data))) as opened:
        image = opened.convert("RGBA")
    # The drawings keep a good part of their square free; letters don't.
    ink = image.getbbox(alpha_only=True)
    if ink is not None:
        image = image.crop(ink)
    scale = size / max(image.size)
    image = image.resize(
        (max(1, round(image.width * scale)), max(1, round(image.height * scale))),
        Image.Resampling.LANCZOS,
        reducing_gap=2.0,
    )
    square = Image.new("RGBA", (size, size))
    square.paste(image, ((size - image.width) // 2, (size - image.height) // 2))
    return square
