"""Every queue of Apolo and its policy, in one table."""

from __future__ import annotations

from collections.abc import Mapping

from jobs.engine.policy import Priority, QueuePolicy

#: Sets Apolo's keys apart from everything else in the same Redis.
NAMESPACE = "apolo"

#: The name of the key space of the schedule.
SCHEDULE = "schedule"

IMAGE_GENERATION = "image-generation"
CHART_GENERATION = "chart-generation"
AI_ANALYSIS = "ai-analysis"
LEADERBOARD_UPDATE = "leaderboard-update"
BULK_OPERATIONS = "bulk-operations"
NOTIFICATION = "notification"
MEMBER_REQUESTS = "member-requests"

_TABLE = (
    QueuePolicy(IMAGE_GENERATION, priority=Priority.HIGH, weight=4, timeout_ms=60_000),
    QueuePolicy(CHART_GENERATION, priority=Priority.HIGH, weight=4, timeout_ms=60_000),
    # Small requests of members that touch the database: links, settings.
    QueuePolicy(MEMBER_REQUESTS, priority=Priority.HIGH, weight=4, timeout_ms=30_000),
    QueuePolicy(NOTIFICATION, priority=Priority.HIGH, weight=2, timeout_ms=30_000),
    # Mostly waiting for a model's answer; a server's five can't hold every thread.
    QueuePolicy(AI_ANALYSIS, weight=2, concurrency=3, timeout_ms=60_000),
    QueuePolicy(LEADERBOARD_UPDATE, weight=2, concurrency=2, timeout_ms=120_000),
    QueuePolicy(
        BULK_OPERATIONS, priority=Priority.LOW, concurrency=1, timeout_ms=600_000, max_retries=1
    ),
)

#: The queues by name, as shipped.
QUEUES: Mapping[str, QueuePolicy] = {policy.name: policy for policy in _TABLE}
