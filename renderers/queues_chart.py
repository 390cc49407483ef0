"""The queue-health chart: what the job queues did in the last hour, 1000 x 560 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from renderers import png
from renderers.picture import Picture

if TYPE_CHECKING:
    from locales import Locale
    from renderers.queues_facts import QueuesFacts

QUEUES_RENDERER_VERSION: Final = 3
"""Part of the key under which pictures are kept; raised whenever the chart looks different."""


def render_queues_chart(facts: QueuesFacts, *, locale: Locale) -> Picture:
    """Draw throughput, failures and waiting times minute by minute, and the state of each queue.

    Parameters
    ----------
    facts : QueuesFacts
        Of any number of queues; those for which there is no room are counted.
    locale : Locale
        The language of words, numbers and the alternative text.

    Returns
    -------
    Picture
        A PNG of at most 400 KiB with alternative text.
    """
    # Not at the top: loading matplotlib takes a third of a second, and a chart found in the cache
    # never needs it.
    from renderers.queuehealth.compose import compose
    from renderers.queuehealth.words import alt_text

    canvas = compose(facts, locale=locale)
    width, height = canvas.image.size
    alt = alt_text(facts, locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)
