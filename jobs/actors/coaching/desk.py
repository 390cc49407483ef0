"""Where coaching is asked for: the model where it may and can answer in time, else the rules."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog

from jobs.actors.coaching import prompt
from jobs.actors.coaching.errors import CoachError, NotAsked
from jobs.actors.coaching.rules import RuleCoach

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts
    from jobs.actors.coaching.coach import Coach
    from jobs.actors.coaching.kept import KeptTexts
    from locales import Locale

#: Seconds that the model has, and below which it isn't worth asking.
MODEL_TIMEOUT: Final = 12.0
LEAST_TIMEOUT: Final = 3.0

_log = structlog.get_logger("jobs.actors.coaching")


class Author(enum.StrEnum):
    """Who wrote a text."""

    GEMINI = "gemini"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Advice:
    """A text and who wrote it."""

    text: str
    author: Author


class Desk:
    """The coaching of one worker process.

    Parameters
    ----------
    model : Coach or None
        The model's coach; None where no model is set up.
    kept : KeptTexts or None
        The model's texts of before; None keeps none.
    timeout : float
        Seconds that the model has at most.
    least : float
        With fewer seconds left it isn't asked.
    """

    def __init__(
        self,
        model: Coach | None = None,
        kept: KeptTexts | None = None,
        *,
        timeout: float = MODEL_TIMEOUT,
        least: float = LEAST_TIMEOUT,
    ) -> None:
        self._model = model
        self._rules = RuleCoach()
        self._kept = kept
        self._timeout = timeout
        self._least = least

    def advise(
        self,
        facts: CoachingFacts,
        account_id: int,
        locale: Locale,
        left: float,
        *,
        may_ask: bool = True,
    ) -> Advice:
        """Write what to say about a match, whatever happens to the model.

        Parameters
        ----------
        facts : CoachingFacts
        account_id : int
            Whose match it is; with the match it names the kept text.
        locale : Locale
        left : float
            Seconds until there has to be an answer.
        may_ask : bool
            Whether the model may be asked; a text of before is given either way.
        """
        if self._model is not None:
            try:
                timeout = min(self._timeout, left) if may_ask else None
                text = self._modelled(self._model, facts, account_id, locale, timeout)
                return Advice(text, Author.GEMINI)
            except CoachError as error:
                _log.info(
                    "rules_instead",
                    reason=error.code,
                    detail=str(error),
                    match_id=facts.match_id,
                    locale=locale.value,
                )
            except Exception:
                # A package that is no longer maintained may fail in ways nobody listed; the
                # member is not to suffer for it, and the log has it whole.
                _log.exception("model_failed", match_id=facts.match_id)
        return Advice(self._rules.coach(facts, locale), Author.RULES)

    def forget(self) -> int:
        """Forget the model's texts of before; return how many there were.

        Raises
        ------
        EngineUnavailable
        """
        return 0 if self._kept is None else self._kept.clear()

    def _modelled(
        self,
        model: Coach,
        facts: CoachingFacts,
        account_id: int,
        locale: Locale,
        timeout: float | None,
    ) -> str:
        """The text of before, or else a new one where the model may be asked for some seconds."""
        # A match that is parsed later is another one to the model: then it knows the lead too.
        parsed = int(facts.swing is not None)
        key = f"{prompt.VERSION}:{facts.match_id}:{account_id}:{locale.value}:{parsed}"
        text = self._kept.get(key) if self._kept is not None else None
        if text is None:
            if timeout is None:
                raise NotAsked("the share of the member or the server is used up")
            if timeout < self._least:
                raise NotAsked("no time left")
            text = model.coach(facts, locale, timeout)
            if self._kept is not None:
                self._kept.put(key, text)
        return text
