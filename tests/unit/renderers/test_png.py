"""The encoder writes what every reader reads, within its size."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from renderers import png


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=("PNG",))


def test_pixels_survive() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (31, 17, 3), np.uint8)
    image = Image.fromarray(noise)
    found = opened(png.encode(image))
    assert found.mode == "RGB"
    assert np.array_equal(np.asarray(found), noise)


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (1200, 675)])
def test_any_size(size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, (12, 200, 90))
    found = opened(png.encode(image))
    assert found.size == size
    assert found.convert("RGB").getpixel((0, 0)) == (12, 200, 90)


def test_noise_is_brought_under_the_limit() -> None:
    noise = np.random.default_rng(2).integers(0, 256, (675, 1200, 3), np.uint8)
    smooth = Image.fromarray(noise).resize((300, 168)).resize((1200, 675), Image.Resampling.BICUBIC)
    data = png.encode(smooth)
    assert len(data) <= png.MAX_BYTES
    assert opened(data).size == (1200, 675)


def test_other_modes_are_refused() -> None:
    with pytest.raises(ValueError, match="RGBA"):
        png.encode(Image.new("RGBA", (4, 4)))
