"""What Apolo's jobs do: one module per kind of job, declared on a broker by `declare_actors`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.actors import (
    accounts,
    analysis,
    bulk,
    coaching,
    digests,
    health_chart,
    heroes,
    languages,
    leaderboards,
    match_card,
    player_card,
    privacy,
    profile,
    progress,
    servers,
    shrink,
)

if TYPE_CHECKING:
    from dramatiq import Broker

    from jobs.actors.context import Context


def declare_actors(broker: Broker, context: Context) -> None:
    """Declare every actor on a broker; they use what the context holds."""
    match_card.declare(broker, context)
    analysis.declare(broker, context)
    shrink.declare(broker, context)
    player_card.declare(broker, context)
    progress.declare(broker, context)
    heroes.declare(broker, context)
    health_chart.declare(broker, context)
    coaching.declare(broker, context)
    accounts.declare(broker, context)
    languages.declare(broker, context)
    servers.declare(broker, context)
    privacy.declare(broker, context)
    profile.declare(broker, context)
    leaderboards.declare(broker, context)
    digests.declare(broker, context)
    bulk.declare(broker, context)
