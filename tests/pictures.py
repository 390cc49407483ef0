"""Checks pictures: their layout, and how far they are from golden ones."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from renderers.canvas import Canvas

FAILURES = Path("test-output") / "pictures"
MAX_RMS = 1.0
"""Other versions of the drawing libraries differ by 0.03; a figure moved by 3 pixels by 4."""
MAX_CHANGED = 60
"""Pixels of which a channel may be more than 16 off."""


@dataclass(frozen=True)
class Difference:
    """How far two pictures of one size are apart."""

    rms: float
    changed: int

    @property
    def acceptable(self) -> bool:
        """True where nobody could tell them apart."""
        return self.rms < MAX_RMS and self.changed <= MAX_CHANGED


def difference(first: Image.Image, second: Image.Image) -> Difference:
    """Measure the difference of two RGB images of the same size."""
    apart = np.abs(np.asarray(first, np.int16) - np.asarray(second, np.int16))
    return Difference(
        rms=float(np.sqrt((apart.astype(np.float64) ** 2).mean())),
        changed=int((apart.max(axis=-1) > 16).sum()),
    )


def assert_golden(data: bytes, golden: Path) -> None:
    """Assert that a picture looks like the golden one.

    With ``APOLO_UPDATE_GOLDEN=1`` the golden picture is written instead. On failure, the picture,
    the golden one and their difference lie in ``test-output/pictures``.
    """
    if os.environ.get("APOLO_UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(data)
        return
    made = Image.open(io.BytesIO(data)).convert("RGB")
    wanted = Image.open(golden).convert("RGB")
    assert made.size == wanted.size
    found = difference(made, wanted)
    if found.acceptable:
        return
    FAILURES.mkdir(parents=True, exist_ok=True)
    made.save(FAILURES / f"{golden.stem}-made.png")
    wanted.save(FAILURES / f"{golden.stem}-golden.png")
    apart = np.abs(np.asarray(made, np.int16) - np.asarray(wanted, np.int16))
    louder = np.clip(apart * 4, 0, 255).astype(np.uint8)
    Image.fromarray(louder).save(FAILURES / f"{golden.stem}-difference.png")
    raise AssertionError(f"{golden.name}: {found}; see {FAILURES.resolve()}")


def assert_tidy(canvas: Canvas) -> None:
    """Assert that no text leaves the picture, its room, or lies on another, or has an empty box."""
    whole = canvas.box
    for placed in canvas.texts:
        box = placed.box
        assert whole.left <= box.left, placed
        assert whole.top <= box.top, placed
        assert box.right <= whole.right, placed
        assert box.bottom <= whole.bottom, placed
        assert placed.limit is None or placed.line.width <= placed.limit, placed
        assert all(number != 0 for _, number, _, _ in placed.line.glyphs), placed
    inked = [each for each in canvas.texts if each.box.width and each.box.height]
    for first, second in combinations(inked, 2):
        assert not first.box.overlaps(second.box), (first.line.text, second.line.text)
