"""What is kept as a tile stands where `Canvas.text` writes it, and looks the same."""

from __future__ import annotations

import pytest
from PIL import Image

from renderers import theme
from renderers.canvas import Anchor, Canvas
from renderers.card.figure_tiles import write


@pytest.mark.parametrize("anchor", ["left", "middle", "right"])
@pytest.mark.parametrize("content", ["12", "–", "/", "10′", "1,5k", "jÑ"])
def test_a_tile_is_written_as_text_is(content: str, anchor: Anchor) -> None:
    kept, plain = (Canvas(Image.new("RGB", (160, 60), theme.PANEL)) for _ in range(2))
    # Twice: the first time it is made, the second time it is there.
    for x, baseline in ((40.3, 30.0), (110.5, 41.5)):
        args = (x, baseline, content, theme.FIGURE, theme.GOLD)
        width = write(kept, *args, theme.PANEL, anchor=anchor)
        assert width == plain.text(*args, anchor=anchor)
    assert kept.image.tobytes() == plain.image.tobytes()
    assert kept.texts == plain.texts
