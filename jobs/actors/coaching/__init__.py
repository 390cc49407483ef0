"""Coaching on one match: by Gemini where it is set up and answers well in time, else by rules.

It lives among the actors since it needs Dota's facts, the member's language and the engine's
Redis, and nothing but the coaching job needs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.actors.coaching.actor import coach, declare
from jobs.actors.coaching.budget import Budget
from jobs.actors.coaching.desk import Desk
from jobs.actors.coaching.gemini import GeminiCoach
from jobs.actors.coaching.genai import GenAiModel
from jobs.actors.coaching.generativeai import GenerativeAiModel
from jobs.actors.coaching.kept import KeptTexts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobs.actors.coaching.model import Model
    from jobs.engine import Engine

#: The packages that can speak to Gemini, by the name that a setting chooses one by.
MODELS: Mapping[str, type[GenerativeAiModel | GenAiModel]] = {
    model.name: model for model in (GenerativeAiModel, GenAiModel)
}


def open_desk(
    engine: Engine, model: Model | None = None, *, per_day: int = 0, per_minute: int = 0
) -> Desk:
    """Put the coaching of a worker process together; no package is imported, nothing is sent.

    Parameters
    ----------
    engine : Engine
        Whose Redis keeps texts and counts calls.
    model : Model or None
        What to ask; None coaches by rules alone.
    per_day, per_minute : int
        Calls of the model, all workers together.
    """
    asked = None
    if model is not None:
        asked = GeminiCoach(model, Budget(engine, per_day=per_day, per_minute=per_minute))
    return Desk(asked, KeptTexts(engine))


__all__ = ["MODELS", "Desk", "GeminiCoach", "coach", "declare", "open_desk"]
