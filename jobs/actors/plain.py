"""Foreign names inside texts that the worker makes: no markdown, no mentions, no links."""

from __future__ import annotations

import re
from typing import Final

from renderers.text import clean

_MARKDOWN: Final = re.compile(r"([\\*_~`|>#\-+.()\[\]<])")
_BREAK: Final = {"@": "@\u200b", "://": ":\u200b//"}
_FORMS: Final = re.compile(r"@|://")


def plain(name: str | None) -> str:
    """Return a name on one line, at most 32 characters long, that Discord shows as it is.

    Returns
    -------
    str
        ``""`` where nothing of it can be seen.
    """
    broken = _FORMS.sub(lambda found: _BREAK[found[0]], clean(name))
    return _MARKDOWN.sub(r"\\\1", broken)
