"""What Apolo uses of matplotlib, loaded without the tables that document its classes.

matplotlib writes, for every class that draws, a table of what can be set on it into the
documentation of its methods: a third of the time that loading it takes, for text that no process
which draws will read.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib import artist

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def _without_tables() -> Iterator[None]:
    kwdoc = artist.kwdoc
    artist.kwdoc = lambda _: ""  # type: ignore[assignment]
    try:
        yield
    finally:
        artist.kwdoc = kwdoc


with _without_tables():
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.collections import LineCollection
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.transforms import Bbox, BboxTransform

__all__ = ["Bbox", "BboxTransform", "Figure", "Line2D", "LineCollection", "RendererAgg"]

# Whatever a matplotlibrc of this machine says, pictures are the same; once, because threads that
# draw read these settings.
mpl.rcdefaults()
