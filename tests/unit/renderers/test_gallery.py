"""The gallery shows what is drawn now."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.pictures import difference

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[3]


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "scripts" / "gallery.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_gallery_is_of_now() -> None:
    gallery = _script()
    page = gallery.PAGE.read_text(encoding="utf-8")
    names = []
    for exhibit in gallery.exhibits():
        names.append(f"{exhibit.name}.png")
        shown = Image.open(gallery.FOLDER / names[-1]).convert("RGB")
        drawn = Image.open(io.BytesIO(exhibit.picture.data)).convert("RGB")
        hint = f"{exhibit.name}: run make gallery"
        assert f"(images/gallery/{exhibit.name}.png)" in page, hint
        assert shown.size == drawn.size, hint
        assert difference(shown, drawn).acceptable, hint
    assert sorted(names) == sorted(file.name for file in gallery.FOLDER.glob("*.png"))
