"""Coaching by Gemini: within its budget, within a deadline, and only with figures that we gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.actors.coaching.errors import CoachError
from jobs.actors.coaching.guard import guarded
from jobs.actors.coaching.numbers import numbers_of
from jobs.actors.coaching.patience import Patience
from jobs.actors.coaching.prompt import build_prompt, shown_facts

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts
    from jobs.actors.coaching.budget import Budget
    from jobs.actors.coaching.model import Model
    from locales import Locale


class GeminiCoach:
    """A coach who asks a model.

    Parameters
    ----------
    model : Model
    budget : Budget
        Asked before each call; told of each failure after which calls would be in vain.
    patience : Patience, optional
        How many calls may be under way in this process.
    """

    def __init__(self, model: Model, budget: Budget, patience: Patience | None = None) -> None:
        self.name = model.name
        self._model = model
        self._budget = budget
        self._patience = patience or Patience()

    def coach(self, facts: CoachingFacts, locale: Locale, timeout: float) -> str:
        """Write the text; see `Coach.coach`."""
        prompt = build_prompt(facts, locale)
        self._budget.take()
        try:
            answer = self._patience.call(lambda: self._model.ask(prompt, timeout), timeout)
        except CoachError as error:
            self._budget.close(error.pause, error.code)
            raise
        return guarded(answer, numbers_of(shown_facts(facts)), locale)
