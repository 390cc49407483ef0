"""A metric's curve: single matches faint, the rolling mean thick, its end and the best marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from renderers import theme
from renderers.chart import shade

if TYPE_CHECKING:
    from PIL import Image

    from renderers.chart.plot import Plot
    from renderers.progress.trend import Trend

_LEVEL: Final = theme.mix(theme.LINE, theme.FAINT, 0.2)
_FEW: Final = 30
"""Up to so many matches, each is marked by a dot on the main curve too."""
_MANY: Final = 160
"""From so many on, a line through all of them would only be a blot."""
_NOT_FULL_YET: Final = 0.45
"""Opacity of the rolling mean while it is over less than a whole window."""


def shade_trend(image: Image.Image, trend: Trend) -> None:
    """Lay the soft light under the rolling mean, in place."""
    if trend.pane is None:
        return
    known = ~np.isnan(trend.means)
    strength = 0.3 if trend.places.large else 0.16
    shade.under(image, trend.pane, trend.x[known], trend.means[known], trend.colour, strength)


def draw_curve(plot: Plot, trend: Trend) -> None:
    """Draw a trend; nothing where no figure is known."""
    if trend.pane is None:
        return
    if trend.places.large:
        plot.levels(trend.pane, trend.levels, _LEVEL)
    _draw_matches(plot, trend)
    _draw_means(plot, trend)


def _draw_matches(plot: Plot, trend: Trend) -> None:
    assert trend.pane is not None
    count, large = len(trend.raw), trend.places.large
    # A match without a figure is left out, not a hole in the line.
    known = ~np.isnan(trend.raw)
    x, raw = trend.x[known], trend.raw[known]
    if large and count < _MANY:
        plot.curve(trend.pane, x, raw, theme.SOFT, 1.4, 0.42)
    if not large or count >= _MANY or count <= _FEW:
        size = 6.0 if count <= _FEW else 4.0 if count < _MANY else 3.0
        opacity = 0.55 if count < _MANY else 0.34
        plot.dots(trend.pane, x, raw, theme.SOFT if large else trend.colour, size, opacity)


def _draw_means(plot: Plot, trend: Trend) -> None:
    pane, x, means, colour = trend.pane, trend.x, trend.means, trend.colour
    assert pane is not None
    large, full = trend.places.large, trend.full_from
    thick = 4.5 if large else 3.5
    plot.curve(pane, x[: full + 1], means[: full + 1], colour, thick, _NOT_FULL_YET)
    plot.curve(pane, x[full:], means[full:], colour, thick)
    if large:
        for key, which in trend.ends:
            rim = theme.TEXT if key == "best" else theme.MUTED
            plot.marker(pane, x[which], trend.points[which], rim, theme.PANEL, 10.0, 3.0)
    size = 13.0 if large else 11.0
    plot.marker(pane, x[-1], means[-1], theme.PANEL, colour, size, 2.5)
