"""The fonts, in the order in which they are asked for a character.

All come from installed packages, found without importing those: Inter first, then Noto for the
scripts that need shaping, then DejaVu and STIX (which matplotlib brings) for symbols, Hebrew,
Georgian, Armenian and mathematical letters, then Noto CJK. HarfBuzz maps the files into memory
and asks their character maps in place, so a font that is not needed costs nothing.
"""

from __future__ import annotations

import functools
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import regex
import uharfbuzz as hb  # type: ignore[import-untyped]

UNITS: Final = 64
"""Font units per pixel: everything is shaped and drawn in 64ths of a pixel."""

_BOLD: Final = 600
_CJK_JAPANESE, _CJK_KOREAN, _CJK_CHINESE = 0, 1, 2


class FontMissing(RuntimeError):
    """A font package is not installed."""


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """One file of the chain; compared by identity, for it is the key of every cache here."""

    name: str
    package: str
    file: str
    scale: float = 1.0
    """Makes its letters as tall as Inter's."""
    variable: bool = True
    optical: bool = False
    """Has an optical-size axis."""
    bold_file: str | None = None
    """Another file for weights from 600 on, where the font isn't variable."""
    embolden: float = 0.0
    """Share of the em by which strokes grow from weight 600 on, where there is no bold file."""
    index: int = 0
    """Which face of a collection."""
    places: int = 0
    """Places in a pixel at which a letter may begin; 0 where letters touch each other: a seam might
    be seen if each were drawn by itself.
    """


@dataclass(frozen=True, slots=True, eq=False)
class Sized:
    """A font at one size and weight; compared by identity."""

    hb: hb.Font
    """To shape and draw with; never change it."""
    places: int
    """As the font's."""


_MATPLOTLIB: Final = "mpl-data/fonts/ttf/"
_CJK_FILE: Final = "NotoSansCJK-Regular.ttc"


def _cjk(name: str, index: int) -> Font:
    return Font(
        name,
        "noto_cjk_sans_otc",
        _CJK_FILE,
        scale=0.95,
        variable=False,
        embolden=0.028,
        index=index,
        # They stand in squares, so that a pixel is near enough.
        places=1,
    )


INTER: Final = Font(
    "inter",
    "fontpkg_inter",
    "files/Inter[opsz,wght].ttf",
    optical=True,
    # Finer steps can't be seen.
    places=4,
)
CHINESE: Final = _cjk("chinese", _CJK_CHINESE)
JAPANESE: Final = _cjk("japanese", _CJK_JAPANESE)
KOREAN: Final = _cjk("korean", _CJK_KOREAN)

_BEFORE_CJK: Final = (
    INTER,
    Font("noto", "fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    Font("arabic", "fontpkg_noto_sans_arabic", "files/NotoSansArabic[wdth,wght].ttf"),
    Font("thai", "fontpkg_noto_sans_thai", "files/NotoSansThai[wdth,wght].ttf"),
    Font("devanagari", "fontpkg_noto_sans_devanagari", "files/NotoSansDevanagari[wdth,wght].ttf"),
    Font(
        "dejavu",
        "matplotlib",
        _MATPLOTLIB + "DejaVuSans.ttf",
        scale=0.94,
        variable=False,
        bold_file=_MATPLOTLIB + "DejaVuSans-Bold.ttf",
    ),
)
_STIX: Final = Font(
    "stix", "matplotlib", _MATPLOTLIB + "STIXGeneral.ttf", scale=1.06, variable=False, embolden=0.02
)

_CHAINS: Final = {cjk: (*_BEFORE_CJK, cjk, _STIX) for cjk in (CHINESE, JAPANESE, KOREAN)}


def chain(cjk: Font) -> tuple[Font, ...]:
    """Return all fonts, first choice first, with one face of the CJK collection."""
    return _CHAINS[cjk]


_KANA_OR_HANGUL: Final = regex.compile("[\u3040-\u30ff\uac00-\ud7af\u1100-\u11ff]")


def cjk_for(text: str) -> Font:
    """Choose the face for Han characters by what stands beside them: kana, hangul, else Chinese."""
    found = _KANA_OR_HANGUL.search(text)
    if found is None:
        return CHINESE
    return JAPANESE if "\u3040" <= found.group() <= "\u30ff" else KOREAN


@functools.cache
def package_folder(package: str) -> Path:
    """Return where a package's files lie, without importing it.

    Raises
    ------
    FontMissing
        When it isn't installed.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FontMissing(f"the package {package!r} is not installed")
    return Path(next(iter(spec.submodule_search_locations)))


@functools.cache
def _face(package: str, file: str, index: int) -> hb.Face:
    path = package_folder(package) / file
    if not path.is_file():
        raise FontMissing(f"{path} is missing")
    return hb.Face(hb.Blob.from_file_path(str(path)), index)


@functools.cache
def _coverage(font: Font) -> tuple[hb.Font, ...]:
    files = [font.file, font.bold_file] if font.bold_file else [font.file]
    return tuple(hb.Font(_face(font.package, file, font.index)) for file in files)


def covers(font: Font, character: str) -> bool:
    """Tell whether the font has a glyph for this code point, in every weight."""
    point = ord(character)
    return all(face.get_nominal_glyph(point) is not None for face in _coverage(font))


@functools.lru_cache(maxsize=512)
def sized(font: Font, size: float, weight: int) -> Sized:
    """Return the font at a size (pixels) and weight."""
    heavy = weight >= _BOLD
    file = font.bold_file if heavy and font.bold_file else font.file
    made = hb.Font(_face(font.package, file, font.index))
    made.scale = (round(size * font.scale * UNITS),) * 2
    if font.variable:
        axes = {"wght": float(weight)}
        if font.optical:
            axes["opsz"] = min(max(size, 14.0), 32.0)
        made.set_variations(axes)
    elif heavy and font.embolden:
        made.synthetic_bold = (font.embolden, font.embolden, False)
    return Sized(made, font.places)
