"""Text in any script: cleaned, laid out with font fallback and direction, drawn, measured.

HarfBuzz shapes and rasterises, so nothing depends on libraries of the operating system: Arabic is
joined and ordered wherever the wheels install.
"""

from renderers.text.clean import clean, clusters
from renderers.text.layout import Line, fit, lay_out
from renderers.text.paint import Painted, largest, measure, painted, paste
from renderers.text.shaping import Style
from renderers.text.spacing import ELLIPSIS

__all__ = [
    "ELLIPSIS",
    "Line",
    "Painted",
    "Style",
    "clean",
    "clusters",
    "fit",
    "largest",
    "lay_out",
    "measure",
    "painted",
    "paste",
]
