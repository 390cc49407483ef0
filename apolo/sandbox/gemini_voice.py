"""What the sandbox's Gemini says: a coaching text from the facts of the prompt it was given."""

from __future__ import annotations

import re
from typing import Final

import orjson

Facts = dict[str, object]

_FACTS: Final = re.compile(r"<facts>\s*(\{.*?\})\s*</facts>", re.DOTALL)
_LANGUAGES: Final = {"Brazilian Portuguese": "pt", "Spanish": "es"}

_LINES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "opening_won": "Nice win with {hero}, and the figures show why.",
        "opening_lost": "A tough loss with {hero}, but there is something to learn from it.",
        "opening": "Here is what stands out of your match with {hero}.",
        "score": "You finished {kills}/{deaths}/{assists}.",
        "participation": "You had a part in {kill_participation}% of your team's kills.",
        "gold": "Your {gold_per_min} gold per minute set the pace of your items.",
        "deaths": "Before you show yourself on the map, check which enemies are missing.",
        "end": "Pick that as your one goal for the next match.",
    },
    "pt": {
        "opening_won": "Bela vitória com {hero}, e os números mostram por quê.",
        "opening_lost": "Uma derrota dura com {hero}, mas dá para aprender com ela.",
        "opening": "Isto é o que chama a atenção na sua partida com {hero}.",
        "score": "Você terminou com {kills}/{deaths}/{assists}.",
        "participation": "Você participou de {kill_participation}% dos abates da sua equipe.",
        "gold": "Seus {gold_per_min} de ouro por minuto ditaram o ritmo dos seus itens.",
        "deaths": "Antes de aparecer no mapa, confira quais inimigos não estão à vista.",
        "end": "Faça disso o seu único objetivo na próxima partida.",
    },
    "es": {
        "opening_won": "Buena victoria con {hero}, y los números muestran por qué.",
        "opening_lost": "Una derrota dura con {hero}, pero se puede aprender de ella.",
        "opening": "Esto es lo que destaca en tu partida con {hero}.",
        "score": "Terminaste con {kills}/{deaths}/{assists}.",
        "participation": "Participaste en el {kill_participation}% de las bajas de tu equipo.",
        "gold": "Tus {gold_per_min} de oro por minuto marcaron el ritmo de tus objetos.",
        "deaths": "Antes de mostrarte en el mapa, mira qué enemigos no están a la vista.",
        "end": "Haz de eso tu único objetivo en la próxima partida.",
    },
}


def language_of(prompt: str) -> str:
    """Return ``en``, ``pt`` or ``es``: the language that a prompt asks for."""
    return next((short for name, short in _LANGUAGES.items() if name in prompt), "en")


def facts_of(prompt: str) -> Facts:
    """Return the facts that a prompt holds between ``<facts>`` and ``</facts>``."""
    found = _FACTS.search(prompt)
    try:
        facts = orjson.loads(found[1]) if found else {}
    except orjson.JSONDecodeError:
        return {}
    return facts if isinstance(facts, dict) else {}


def coaching(prompt: str, language: str | None = None) -> str:
    """Write a coaching text.

    Parameters
    ----------
    prompt : str
        All text of the request.
    language : str or None
        Instead of the one that the prompt asks for.
    """
    facts = facts_of(prompt)
    lines = _LINES[language or language_of(prompt)]
    opening = {True: "opening_won", False: "opening_lost"}.get(facts.get("won"), "opening")  # type: ignore[call-overload]
    parts = [lines[opening].format(hero=facts.get("hero", "Dota"))]
    if all(name in facts for name in ("kills", "deaths", "assists")):
        parts.append(lines["score"].format(**facts))
    points = [
        lines[name].format(**facts)
        for name, needed in (("participation", "kill_participation"), ("gold", "gold_per_min"))
        if needed in facts
    ]
    points += [lines["deaths"], lines["end"]]
    return " ".join(parts) + "\n\n" + "\n".join(f"- {point}" for point in points)
