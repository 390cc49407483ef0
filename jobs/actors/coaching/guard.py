"""Lets a model's answer through only as plain text of ours: no ping, no link, no foreign number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jobs.actors.coaching.errors import AnswerRejected
from jobs.actors.coaching.language import reads_as
from jobs.actors.coaching.numbers import foreign_numbers

if TYPE_CHECKING:
    from collections.abc import Collection

    from locales import Locale

#: Characters of a text that is given to a member; the title and the mark come besides.
MAX_TEXT: Final = 1500
_MIN_TEXT: Final = 20

_HTML: Final = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_FENCE: Final = re.compile(r"^ *```\w* *$", re.MULTILINE)
_HEADING: Final = re.compile(r"^ *#{1,6} +(.+?) *#*$", re.MULTILINE)
_SUBTEXT: Final = re.compile(r"^ *-# *", re.MULTILINE)
_QUOTE: Final = re.compile(r"^ *>+ ?", re.MULTILINE)
_RULE: Final = re.compile(r"^ *(?:[-*_] *){3,}$", re.MULTILINE)
_BULLET: Final = re.compile(r"^ *(?:[*+•–-]|\d{1,2}[.)]) +", re.MULTILINE)
_MASKED_LINK: Final = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_LINK: Final = re.compile(r"<?\b(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_INVITE: Final = re.compile(r"\bdiscord(?:app)?\.(?:gg|com)/\S+", re.IGNORECASE)
_MENTION: Final = re.compile(
    r"<(?:@[!&]?|#|a?:\w+:|/[^:>\n]*:|t:|id:)[^>\s]*>|@(?:everyone|here)\b"
)
_CONTROLS: Final = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]"
)
_SPACES: Final = re.compile(r"[ \u00a0]{2,}")
_GAPS: Final = re.compile(r"\s*\n(?:\s*\n)+")
_SENTENCE_END: Final = re.compile(r"[.!?…](?:\*\*)?(?=\s|$)")


def guarded(text: str, known: Collection[float], locale: Locale) -> str:
    """Return an answer in the form in which a member may see it.

    Parameters
    ----------
    text : str
        As the model wrote it.
    known : collection of float
        The sizes of the numbers that the model was given.
    locale : Locale
        The language that was asked for.

    Raises
    ------
    AnswerRejected
        It holds a number that nobody gave, HTML, hardly any text, or another language.
    """
    if _HTML.search(_MENTION.sub("", _LINK.sub("", text))):
        raise AnswerRejected("html")
    plain = _shortened(_plain(text))
    if len(plain) < _MIN_TEXT:
        raise AnswerRejected("hardly any text")
    foreign = foreign_numbers(plain, known, locale)
    if foreign:
        raise AnswerRejected(f"numbers that are not in the facts: {', '.join(foreign[:5])}")
    if not reads_as(plain, locale):
        raise AnswerRejected(f"not in {locale.value}")
    return plain


def _plain(text: str) -> str:
    """Take out all that is more than text, bold and bullets."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\t", " "))
    text = _MASKED_LINK.sub(r"\1", text)
    for pattern in (_INVITE, _LINK, _MENTION, _FENCE, _RULE, _SUBTEXT, _QUOTE):
        text = pattern.sub("", text)
    text = text.replace("`", "").replace("||", "").replace("~~", "")
    text = _HEADING.sub(r"**\1**", text).replace("****", "**")
    text = _BULLET.sub("- ", text)
    # Whatever form of Discord's is left, or comes to be by what was taken out.
    text = text.replace("@", "@\u200b").replace("<", "\\<").replace("[", "\\[")
    return _GAPS.sub("\n\n", _SPACES.sub(" ", text)).strip()


def _shortened(text: str) -> str:
    """Cut a text that is too long behind its last whole sentence."""
    if len(text) <= MAX_TEXT:
        return text
    head = text[:MAX_TEXT]
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    if not ends:
        raise AnswerRejected("too long")
    head = head[: ends[-1]]
    return head + "**" if head.count("**") % 2 else head
