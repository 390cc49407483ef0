"""The whole message: which match, the coaching, and who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.constants import hero
from jobs.actors.coaching.desk import Author
from jobs.actors.coaching.rules import notes_of
from locales import text

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts
    from jobs.actors.coaching.desk import Advice
    from locales import Locale

#: Characters of an answer.
MAX_ANSWER: Final = 1900
_SMALL: Final = "-# "


def answer_text(facts: CoachingFacts, advice: Advice, locale: Locale) -> str:
    """Return the message in Discord's markdown, at most `MAX_ANSWER` characters long.

    Parameters
    ----------
    facts : CoachingFacts
    advice : Advice
    locale : Locale
    """
    by_rules = advice.author is Author.RULES
    small = [text(locale, note) for note in notes_of(facts)] if by_rules else []
    # As a string: a match's number gets no separators.
    small.append(text(locale, f"coach-mark-{advice.author}", match=str(facts.match_id)))
    foot = "\n".join(_SMALL + line for line in small)
    head = _title(facts, locale)
    room = MAX_ANSWER - len(head) - len(foot) - 4
    body = advice.text if len(advice.text) <= room else advice.text[: room - 1].rstrip() + "…"
    return f"{head}\n\n{body}\n\n{foot}"


def _title(facts: CoachingFacts, locale: Locale) -> str:
    known = hero(facts.hero_id)
    name = known.name if known is not None else text(locale, "coach-some-hero").capitalize()
    if facts.abandoned:
        result = "abandoned"
    else:
        result = {True: "won", False: "lost", None: "unknown"}[facts.won]
    parts = [text(locale, f"coach-title-{result}", hero=name)]
    score = (facts.kills, facts.deaths, facts.assists)
    if None not in score:
        parts.append("/".join(str(figure) for figure in score))
    parts.append(text(locale, "coach-title-minutes", minutes=facts.minutes))
    return " · ".join(parts)
