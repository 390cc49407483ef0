"""/queuehealth: what operators see and do, and what everybody else is told."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from apolo.sandbox.interactions import AckType, EventKind
from jobs.api import JobRequest, JobState
from jobs.manager import QueueManager
from jobs.queues import QUEUES
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.handle import InteractionHandle
    from apolo.sandbox.member import Member
    from apolo.sandbox.message import Message
    from jobs.api import JobsApi
    from store.pool import Pool
    from tests.e2e.conftest import Bots, Hands

REFRESH, RETRY = "apolo:1:health_refresh", "apolo:1:health_retry"
ASK_CLEAR, CLEAR = "apolo:1:health_ask_clear", "apolo:1:health_clear"
AUDIT = "apolo:1:health_audit"
PAUSE, RESUME = "apolo:1:health_pause", "apolo:1:health_resume"
LEVERS = [REFRESH, RETRY, ASK_CLEAR, CLEAR, PAUSE, RESUME, AUDIT]


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.unacknowledged() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-419"])
async def test_an_operator_sees_every_queue_privately(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, boss: Member, tag: str
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    press = await boss.run("queuehealth", locale=tag)
    answer = await press.answer()

    locale = Locale.parse(tag)
    verdict = text(locale, "health-verdict-healthy")
    assert press.ack is not None
    assert (press.ack.type, press.ack.ephemeral) == (AckType.MESSAGE, True)
    assert answer.ephemeral
    assert text(locale, "health-title", verdict=verdict) in answer.words
    assert text(locale, "health-workers", count=0) in answer.words
    assert all(f"**{queue}**" in answer.words for queue in QUEUES)
    _clean(discord)


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-ES"])
async def test_everybody_else_is_refused_even_an_administrator(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, boss: Member, locale: str
) -> None:
    await bots.start(queues=manager)

    answer = await (await boss.run("queuehealth", locale=locale)).answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.parse(locale), "error-not-operator")
    assert not answer.components
    _clean(discord)


async def test_the_applications_owner_is_an_operator(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, boss: Member
) -> None:
    discord.world.owner = boss.user
    await bots.start(queues=manager)

    answer = await (await boss.run("queuehealth")).answer()

    assert "image-generation" in answer.words


async def test_who_owns_a_server_is_none(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, boss: Member
) -> None:
    boss.guild.owner_id = boss.id
    await bots.start(queues=manager)

    answer = await (await boss.run("queuehealth")).answer()

    assert answer.content == text(Locale.EN, "error-not-operator")


@pytest.mark.parametrize("lever", LEVERS)
async def test_each_lever_asks_again_who_presses_it(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    jobs: JobsApi,
    hands: Hands,
    boss: Member,
    lever: str,
) -> None:
    # Given the operator's message with every lever on it
    (job_id,) = await hands.leave_failed(1)
    await manager.pause_queue("notification")
    rui = discord.create_guild("B").add(boss)
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()
    if lever == CLEAR:
        report = await (await boss.press(report, ASK_CLEAR)).answer()
    # When the bot no longer knows its reader as an operator
    await bots.stop()
    await discord.disconnected()
    await bots.start(queues=manager)
    with capture_logs() as logs:
        press = await rui.press(report, lever, ["all"] if lever in (PAUSE, RESUME) else [])
        answer = await press.answer()

    # Then it tells so privately, changes nothing, and notes it
    assert answer.ephemeral
    assert answer.id != report.id
    assert answer.content == text(Locale.EN, "error-not-operator")
    assert hands.status(job_id).state is JobState.FAILED
    assert not hands.engine.counts("image-generation").paused
    assert hands.engine.counts("notification").paused
    assert [(one["event"], one["user"]) for one in logs if one["event"] == "operator_refused"] == [
        ("operator_refused", boss.id)
    ]
    _clean(discord)


async def test_refresh_shows_how_things_stand_now(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    jobs: JobsApi,
    boss: Member,
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    before = await (await boss.run("queuehealth")).answer()
    for number in range(3):
        await jobs.enqueue(JobRequest("ai-analysis", "any", {}, f"c{number}"))

    press = await boss.press(before, REFRESH)
    after = await press.answer()

    assert press.ack is not None
    assert press.ack.type is AckType.UPDATE
    assert after.id == before.id
    reason = text(Locale.EN, "health-reason-no_worker", count=3)
    assert reason not in before.words
    assert reason in after.words
    assert text(Locale.EN, "health-verdict-critical") in after.words
    _clean(discord)


async def test_a_queue_is_paused_and_resumed(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()
    assert report.component(RESUME) is None

    with capture_logs() as logs:
        paused = await (await boss.press(report, PAUSE, ["ai-analysis"])).answer()
        assert hands.engine.counts("ai-analysis").paused
        resumed = await (await boss.press(paused, RESUME, ["ai-analysis"])).answer()

    assert not hands.engine.counts("ai-analysis").paused
    assert text(Locale.EN, "health-note-paused", queues="ai-analysis") in paused.words
    assert text(Locale.EN, "health-note-resumed", queues="ai-analysis") in resumed.words
    assert [(one["action"], one["queue"], one["operator"], one["result"]) for one in logs] == [
        ("pause", "ai-analysis", boss.id, ["ai-analysis"]),
        ("resume", "ai-analysis", boss.id, ["ai-analysis"]),
    ]
    _clean(discord)


async def test_all_queues_are_paused_at_once(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()

    paused = await (await boss.press(report, PAUSE, ["all"])).answer()

    assert all(hands.engine.counts(queue).paused for queue in QUEUES)
    assert paused.component(PAUSE) is None
    assert paused.component(RESUME) is not None


@pytest.mark.parametrize("values", [["no-such-queue"], [], ["all", "ai-analysis"], [""]])
async def test_a_choice_that_was_not_offered_changes_nothing(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    hands: Hands,
    boss: Member,
    values: list[str],
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()

    answer = await (await boss.press(report, PAUSE, values, raw=True)).answer()

    assert answer.content == text(Locale.EN, "error-button-outdated")
    assert not any(hands.engine.counts(queue).paused for queue in QUEUES)
    _clean(discord)


async def test_failed_jobs_run_again(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    jobs: JobsApi,
    hands: Hands,
    boss: Member,
) -> None:
    ids = await hands.leave_failed(2)
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()

    with capture_logs() as logs:
        answer = await (await boss.press(report, RETRY)).answer()

    assert text(Locale.EN, "health-note-retried", count=2) in answer.words
    assert {hands.status(job_id).state for job_id in ids} == {JobState.WAITING}
    retry = answer.component(RETRY)
    assert retry is not None
    assert retry["disabled"]
    assert [(one["action"], one["operator"], one["result"]) for one in logs] == [
        ("retry_failed", boss.id, 2)
    ]
    _clean(discord)


async def test_failed_jobs_are_cleared_only_after_a_second_thought(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    jobs: JobsApi,
    hands: Hands,
    boss: Member,
) -> None:
    ids = await hands.leave_failed(2)
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()

    question = await (await boss.press(report, ASK_CLEAR)).answer()
    assert question.custom_ids == [CLEAR, REFRESH]
    assert text(Locale.EN, "health-clear-question", count=2) in question.words
    kept = await (await boss.press(question, REFRESH)).answer()
    assert {hands.status(job_id).state for job_id in ids} == {JobState.FAILED}
    question = await (await boss.press(kept, ASK_CLEAR)).answer()
    cleared = await (await boss.press(question, CLEAR)).answer()

    assert text(Locale.EN, "health-note-cleared", count=2) in cleared.words
    assert {hands.status(job_id).state for job_id in ids} == {JobState.UNKNOWN}
    _clean(discord)


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-ES"])
async def test_without_redis_the_verdict_is_critical_and_comes_soon(
    discord: SandboxDiscord, bots: Bots, boss: Member, tag: str
) -> None:
    nowhere = QueueManager.from_url("redis://127.0.0.1:1")
    await bots.start(operators=frozenset({boss.id}), queues=nowhere)

    press = await boss.run("queuehealth", locale=tag)
    answer = await press.answer()
    again = await (await boss.press(answer, REFRESH, locale=tag)).answer()
    await nowhere.graceful_shutdown()

    locale = Locale.parse(tag)
    for one in (answer, again):
        assert text(locale, "health-verdict-critical") in one.words
        assert text(locale, "health-redis-away") in one.words
    assert PAUSE not in answer.custom_ids
    _clean(discord)


async def test_a_redis_that_says_nothing_keeps_nobody_waiting(
    discord: SandboxDiscord, bots: Bots, jobs: JobsApi, hands: Hands, boss: Member
) -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    manager = QueueManager.from_url(f"redis://127.0.0.1:{port}")
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    press = await boss.run("queuehealth")
    answer = await press.answer()
    pressed = await boss.press(answer, RETRY, raw=True)
    busy = await pressed.answer()
    await bots.stop()
    await manager.graceful_shutdown()
    silent.close()

    assert text(Locale.EN, "health-redis-away") in answer.words
    assert text(Locale.EN, "health-note-busy") in busy.words
    for handle in (press, pressed):
        assert handle.history[0].kind is EventKind.ACKNOWLEDGED
    _clean(discord)


async def test_a_lever_without_redis_says_so(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    jobs: JobsApi,
    hands: Hands,
    boss: Member,
) -> None:
    await hands.leave_failed(1)
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()
    await bots.stop()
    await discord.disconnected()
    nowhere = QueueManager.from_url("redis://127.0.0.1:1")
    await bots.start(operators=frozenset({boss.id}), queues=nowhere)

    with capture_logs() as logs:
        answer = await (await boss.press(report, RETRY)).answer()
    await nowhere.graceful_shutdown()

    assert text(Locale.EN, "health-note-failed") in answer.words
    assert "operator_action_failed" in [one["event"] for one in logs]
    _clean(discord)


async def test_the_database_is_looked_at_as_well(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, pool: Pool, boss: Member
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager, pool=pool)
    there = await (await boss.run("queuehealth")).answer()
    assert "PostgreSQL 18" in there.words
    assert text(Locale.EN, "health-verdict-healthy") in there.words

    await pool.close()
    away = await (await boss.press(there, REFRESH)).answer()

    assert text(Locale.EN, "health-database-away") in away.words
    assert text(Locale.EN, "health-verdict-critical") in away.words
    assert "image-generation" in away.words
    _clean(discord)


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-ES"])
async def test_what_was_done_is_shown_from_the_audit_log(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    pool: Pool,
    boss: Member,
    tag: str,
) -> None:
    locale = Locale.parse(tag)
    await bots.start(operators=frozenset({boss.id}), queues=manager, pool=pool)
    report = await (await boss.run("queuehealth", locale=tag)).answer()
    empty = await (await boss.press(report, AUDIT, locale=tag)).answer()
    report = await (await boss.press(empty, REFRESH, locale=tag)).answer()
    report = await (await boss.press(report, PAUSE, ["all"], locale=tag)).answer()

    shown = await (await boss.press(report, AUDIT, locale=tag)).answer()

    assert text(locale, "audit-empty") in empty.words
    pause, everything = text(locale, "audit-action-pause"), text(locale, "health-all")
    assert f"<@{boss.id}> · **{pause}** · {everything} · → {len(QUEUES)}" in shown.words
    assert text(locale, "audit-incomplete") not in shown.words
    _clean(discord)


async def test_without_a_database_what_was_done_waits_on_the_disk(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, boss: Member
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    report = await (await boss.run("queuehealth")).answer()
    report = await (await boss.press(report, PAUSE, ["ai-analysis"])).answer()

    shown = await (await boss.press(report, AUDIT)).answer()

    assert text(Locale.EN, "audit-incomplete") in shown.words
    assert "ai-analysis · → 1 · not in the database yet" in shown.words


async def test_operators_are_served_in_direct_messages_too(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, boss: Member
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    answer = await (await boss.run("queuehealth", channel=boss.direct)).answer()

    assert "image-generation" in answer.words


CHARTS = "chart-generation"


def _now(press: InteractionHandle) -> Message:
    """The answer as it stands now."""
    assert press.original is not None
    return press.original


def _gallery(message: Message) -> list[str]:
    """The alternative texts of the pictures that a message shows."""
    return [
        str(item["description"])
        for one in message.walk_components()
        for item in one.get("items", [])
    ]


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-419"])
async def test_the_chart_follows_the_figures(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    hands: Hands,
    boss: Member,
    eventually: Callable[[Callable[[], bool]], Awaitable[None]],
    tag: str,
) -> None:
    hands.pretend_a_worker()
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    press = await boss.run("queuehealth", locale=tag)
    report = await press.answer()
    assert all(f"**{queue}**" in report.words for queue in QUEUES)
    assert _gallery(report) == []
    job = await hands.take(CHARTS)
    hands.draw(job, alt="An hour of the queues", queue=CHARTS)
    await eventually(lambda: bool(_now(press).attachments))

    assert Locale.parse(tag).value.encode() in job.message
    assert _gallery(_now(press)) == ["An hour of the queues"]
    assert [one.filename for one in _now(press).attachments] == ["queues.png"]
    assert all(f"**{queue}**" in _now(press).words for queue in QUEUES)
    # What is pressed next begins without it, until there is a new one
    paused = await (await boss.press(_now(press), PAUSE, ["all"], locale=tag)).answer()
    assert _gallery(paused) == []
    assert paused.attachments == ()
    assert text(Locale.parse(tag), "health-chart-paused") in paused.words
    _clean(discord)


async def test_a_chart_that_comes_too_late_is_not_added_to_what_is_shown_now(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    hands: Hands,
    boss: Member,
    eventually: Callable[[Callable[[], bool]], Awaitable[None]],
) -> None:
    hands.pretend_a_worker()
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    press = await boss.run("queuehealth")
    report = await press.answer()
    job = await hands.take(CHARTS)

    audit = await (await boss.press(report, AUDIT)).answer()
    hands.draw(job, queue=CHARTS)
    await eventually(lambda: all(task.get_name() != "health-chart" for task in asyncio.all_tasks()))

    assert text(Locale.EN, "audit-empty") in _now(press).words
    assert _now(press).attachments == audit.attachments == ()


async def test_a_chart_that_fails_is_no_secret(
    discord: SandboxDiscord,
    bots: Bots,
    manager: QueueManager,
    hands: Hands,
    boss: Member,
    eventually: Callable[[Callable[[], bool]], Awaitable[None]],
) -> None:
    hands.pretend_a_worker()
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    press = await boss.run("queuehealth")
    await press.answer()

    hands.fail(await hands.take(CHARTS), "internal", queue=CHARTS)

    await eventually(lambda: text(Locale.EN, "health-chart-failed") in _now(press).words)
    assert "image-generation" in _now(press).words
    _clean(discord)
