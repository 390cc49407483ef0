"""What a screen reader says for the progress chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.progress import Metric
from locales import text
from renderers.progress import words
from renderers.text import clusters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.progress import Progress, Series
    from locales import Locale
    from renderers.progress.medal import Climb

MAX_LENGTH: Final = 1024
_NAME_LENGTHS: Final = (32, 16, 6)
"""Clusters of a name, tried until the whole fits."""


def alt_text(
    progress: Progress, metrics: Sequence[Metric], name: str | None, locale: Locale
) -> str:
    """Return the chart in words, within Discord's 1,024 characters; the large metric is first."""
    shown = words.player(name)
    return _fitted(progress, shown, _facts(progress, metrics, locale), locale)


def medal_alt_text(
    progress: Progress,
    climb: Climb,
    metrics: Sequence[Metric],
    name: str | None,
    locale: Locale,
) -> str:
    """Return the chart of medals in words, within Discord's 1,024 characters."""
    said = [text(locale, "progress-alt-medal", medal=climb.name(-1, locale))]
    if len(climb.medals) > 1:
        key = "up" if climb.change > 0 else "down" if climb.change < 0 else "same"
        said.append(
            text(
                locale,
                f"progress-alt-medal-{key}",
                medal=climb.name(0, locale),
                day=climb.day(0, locale),
                **({"stars": abs(climb.change)} if climb.change else {}),
            )
        )
    facts = _facts(progress, metrics, locale, with_best=False)
    return _fitted(progress, words.player(name), [*said, *facts], locale)


def _fitted(progress: Progress, shown: str, facts: list[str], locale: Locale) -> str:
    for length in _NAME_LENGTHS:
        whole = " ".join((_opening(progress, _cut(shown, length), locale), *facts))
        if len(whole) <= MAX_LENGTH:
            return whole
    return " ".join((_opening(progress, "", locale), *facts))[:MAX_LENGTH]


def _opening(progress: Progress, name: str, locale: Locale) -> str:
    key = "progress-alt-opening" + ("-turbo" if progress.turbo_only else "")
    count = len(progress.matches)
    if not name:
        return text(locale, f"{key}-unnamed", matches=count)
    return text(locale, key, name=name, matches=count)


def _facts(
    progress: Progress, metrics: Sequence[Metric], locale: Locale, *, with_best: bool = True
) -> list[str]:
    facts = []
    first, last = (words.day(progress.matches[end], locale) for end in (0, -1))
    if first and last and first != last:
        facts.append(text(locale, "progress-alt-period", first=first, last=last))
    percent = words.percent(progress.wins, len(progress.matches))
    facts.append(
        text(
            locale,
            "progress-alt-result",
            wins=progress.wins,
            losses=progress.losses,
            percent=percent,
        )
    )
    series = [progress.series[metric] for metric in metrics]
    shown = [each for each in series if each.latest is not None]
    if shown:
        compared = any(progress.change(each) is not None for each in shown)
        key = "progress-alt-averages-compared" if compared else "progress-alt-averages"
        written = "; ".join(_figure(progress, each, locale) for each in shown)
        facts.append(text(locale, key, window=progress.window, figures=written))
    turbo = words.turbo_left_out(progress)
    without = [words.title(each.metric, locale) for each in shown if each.metric.doubled_in_turbo]
    if without and turbo:
        names = ", ".join(without)
        facts.append(text(locale, "progress-alt-turbo-left-out", matches=turbo, figures=names))
    best = ""
    if with_best and metrics[0] is not Metric.WIN_RATE:
        best = _best(progress, series[0], locale)
    return [*facts, best] if best else facts


def _figure(progress: Progress, series: Series, locale: Locale) -> str:
    metric = series.metric
    parts = {
        "figure": words.title(metric, locale),
        "value": words.value(metric, series.latest, locale),
    }
    change = progress.change(series)
    if change is None:
        return text(locale, "progress-alt-figure", **parts)
    if words.is_zero(metric, change):
        return text(locale, "progress-alt-figure-same", **parts)
    key = "progress-alt-figure-up" if change > 0 else "progress-alt-figure-down"
    return text(locale, key, **parts, change=words.change(metric, abs(change), locale))


def _best(progress: Progress, series: Series, locale: Locale) -> str:
    known = [(value, index) for index, value in enumerate(series.values) if value is not None]
    if not known:
        return ""
    value, index = max(known)
    parts = {
        "figure": words.title(series.metric, locale),
        "value": words.value(series.metric, value, locale),
    }
    hero = words.hero(progress.matches[index])
    if not hero:
        return text(locale, "progress-alt-best", **parts)
    return text(locale, "progress-alt-best-with", **parts, hero=hero)


def _cut(name: str, length: int) -> str:
    parts = clusters(name)
    return name if len(parts) <= length else "".join(parts[: length - 1]) + "…"
