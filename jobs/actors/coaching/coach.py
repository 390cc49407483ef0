"""What every coach is: facts and a language in, a text out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts
    from locales import Locale


class Coach(Protocol):
    """Writes what to say about a match, without its title and without a mark of who wrote it."""

    def coach(self, facts: CoachingFacts, locale: Locale, timeout: float) -> str:
        """Write the text; blocks.

        Parameters
        ----------
        facts : CoachingFacts
            The only numbers that the text may hold.
        locale : Locale
        timeout : float
            Seconds that it may take in all.

        Raises
        ------
        CoachError
            There is no text; says why.
        """
