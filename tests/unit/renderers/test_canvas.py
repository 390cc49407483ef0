"""A wide shape is laid on in parts, and nobody can tell."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from renderers import shapes
from renderers.canvas import Box, Canvas

GROUND, COLOUR = (12, 40, 90), (250, 200, 30)
SIZES = ((200, 40, 12), (97, 25, 12), (97, 24, 12), (96, 9, 40), (500, 30, 1))


def laid_on(mask: Image.Image) -> Image.Image:
    image = Image.new("RGB", (520, 60), GROUND)
    ImageDraw.Draw(image).bitmap((7, 5), mask, COLOUR)
    return image


@pytest.mark.parametrize(("width", "height", "radius"), SIZES)
def test_a_filled_shape_has_no_seam(width: int, height: int, radius: int) -> None:
    canvas = Canvas(Image.new("RGB", (520, 60), GROUND))
    canvas.fill(Box(7, 5, 7 + width, 5 + height), COLOUR, radius)
    whole = shapes.rounded(width, height, radius)
    assert canvas.image.tobytes() == laid_on(whole).tobytes()


@pytest.mark.parametrize("thickness", [1, 3])
@pytest.mark.parametrize(("width", "height", "radius"), SIZES[:3])
def test_a_frame_has_no_seam(width: int, height: int, radius: int, thickness: int) -> None:
    canvas = Canvas(Image.new("RGB", (520, 60), GROUND))
    canvas.outline(Box(7, 5, 7 + width, 5 + height), COLOUR, radius, thickness)
    whole = shapes.ring(width, height, radius, thickness)
    assert canvas.image.tobytes() == laid_on(whole).tobytes()


@pytest.mark.parametrize(("height", "radius"), [(40, 12), (25, 12), (24, 12), (30, 1)])
def test_ends_are_as_wide_as_the_radius_and_solid_where_they_meet(height: int, radius: int) -> None:
    left, right = shapes.ends(height, radius)
    assert left.size == right.size == (radius, height)
    assert left.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes() == right.tobytes()
    middle = left.crop((radius - 1, radius, radius, height - radius))
    assert set(middle.tobytes()) <= {255}
