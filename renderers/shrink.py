"""Makes a finished picture smaller, for servers that do not take it as it is."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

_SCALES: Final = (1.0, 0.75, 0.5, 0.35)
_QUALITIES: Final = (88, 75, 60)


def shrink(data: bytes, most_bytes: int) -> bytes | None:
    """Encode a picture again, as large and as good as fits.

    Parameters
    ----------
    data : bytes
        A picture in any form that Pillow reads.
    most_bytes : int
        What it may take.

    Returns
    -------
    bytes or None
        A WebP; None where even a third of its width is too much.
    """
    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.convert("RGB")
    for scale in _SCALES:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        scaled = picture if scale == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)
        for quality in _QUALITIES:
            out = io.BytesIO()
            scaled.save(out, "WEBP", quality=quality)
            if out.tell() <= most_bytes:
                return out.getvalue()
    return None
