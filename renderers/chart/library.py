"""What Apolo uses of matplotlib, loaded without what documents its classes.

matplotlib looks through every class that draws for what can be set on it, and writes that into the
documentation and the signature of its methods: a quarter of the time that loading it takes, for
what no process which draws will read.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
from matplotlib import artist

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Uninspected:
    def __init__(self, _: object) -> None:
        pass

    def get_setters(self) -> list[str]:
        return []


@contextmanager
def _undocumented() -> Iterator[None]:
    inspector, kwdoc = artist.ArtistInspector, artist.kwdoc
    artist.ArtistInspector = _Uninspected  # type: ignore[assignment, misc]
    artist.kwdoc = lambda _: ""  # type: ignore[assignment]
    try:
        yield
    finally:
        artist.ArtistInspector, artist.kwdoc = inspector, kwdoc  # type: ignore[misc]


with _undocumented():
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.collections import LineCollection
    from matplotlib.lines import Line2D
    from matplotlib.transforms import Bbox, BboxTransform

__all__ = ["Bbox", "BboxTransform", "Line2D", "LineCollection", "RendererAgg"]

_READ: Final = ("agg.", "hatch.", "image.", "lines.", "markers.", "patch.", "path.")
"""The settings that lines and their renderer read; to set all of them takes some 20 ms."""

# Whatever a matplotlibrc of this machine says, pictures are the same; once, because threads that
# draw read these settings.
mpl.rcParams.update(
    {name: value for name, value in mpl.rcParamsDefault.items() if name.startswith(_READ)}
)
