"""/jobs: what operators see of jobs and do to them, and what everybody else is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.interactions import AckType
from apolo.sandbox.permissions import EVERYBODY, Permission
from bot.entries import reference_of
from jobs.engine import JobState, NewJob, requests
from jobs.engine.records import JobError, encode_error
from jobs.manager import QueueManager
from jobs.queues import QUEUES
from locales import Locale, text

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.member import Member
    from tests.e2e.conftest import Bots, Hands

TAGS = ["en-US", "pt-BR", "es-419"]
QUEUE = "image-generation"
AT = f"{QUEUE}.job-0"
LOOK, RETRY = f"apolo:1:jobs_look:{AT}", f"apolo:1:jobs_retry:{AT}"
ASK, REMOVE = f"apolo:1:jobs_ask_remove:{AT}", f"apolo:1:jobs_remove:{AT}"
ASK_CANCEL, CANCEL = f"apolo:1:jobs_ask_cancel:{AT}", f"apolo:1:jobs_cancel:{AT}"


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.unacknowledged() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


@pytest.mark.parametrize("tag", TAGS)
async def test_jobs_are_listed_page_by_page_privately(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member, tag: str
) -> None:
    # Given jobs in several queues and states
    locale = Locale.parse(tag)
    await hands.leave_failed(9)
    hands.engine.enqueue("notification", [NewJob("waits", b"{}", actor="digest", tenant="g7")])
    hands.engine.enqueue("ai-analysis", [NewJob("later", b"{}", actor="coaching", delay_ms=9_000)])
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    # When they are listed and the page is turned there and back
    press = await boss.run("jobs list", locale=tag)
    first = await press.answer()
    turn = "apolo:1:jobs_next:all.all.1"
    second = await (await boss.press(first, turn, locale=tag)).answer()
    back = await (await boss.press(second, "apolo:1:jobs_back:all.all.0", locale=tag)).answer()

    # Then what will run comes first, and each stands on one page
    assert press.ack is not None
    assert (press.ack.type, press.ack.ephemeral) == (AckType.MESSAGE, True)
    lines = [line for line in first.words.splitlines() if "`" in line]
    assert ["`waits`" in lines[0], "`later`" in lines[1]] == [True, True]
    assert text(locale, "jobs-page", page=1, pages=2, count=11) in first.words
    shown = [f"`job-{n}`" for n in range(9) if f"`job-{n}`" in first.words]
    left = [f"`job-{n}`" for n in range(9) if f"`job-{n}`" in second.words]
    assert (len(shown), len(left)) == (6, 3)
    assert not set(shown) & set(left)
    assert back.words == first.words
    _clean(discord)


async def test_a_queue_and_a_state_narrow_the_list(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member
) -> None:
    await hands.leave_failed(1)
    hands.engine.enqueue("notification", [NewJob("waits", b"{}", actor="digest")])
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    failed = await (await boss.run("jobs list", {"state": "failed"})).answer()
    queue = await (await boss.run("jobs list", {"queue": "notification"})).answer()
    neither = {"queue": "notification", "state": "failed"}
    none = await (await boss.run("jobs list", neither)).answer()

    assert ("`job-0`" in failed.words, "`waits`" in failed.words) == (True, False)
    assert ("`job-0`" in queue.words, "`waits`" in queue.words) == (False, True)
    assert text(Locale.EN, "jobs-none") in none.words


async def test_queues_are_offered_to_operators_alone(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, boss: Member
) -> None:
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    guild = discord.create_guild("B")
    admin = guild.create_member("admin", permissions=EVERYBODY | Permission.ADMINISTRATOR)

    offered = await boss.autocomplete("jobs list", "queue", "gen")
    refused = await admin.autocomplete("jobs list", "queue", "")

    assert [one.value for one in offered] == ["image-generation", "chart-generation"]
    assert refused == []


@pytest.mark.parametrize("tag", TAGS)
async def test_a_job_is_shown_with_its_error_and_without_what_is_private(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member, tag: str
) -> None:
    # Given a job that failed of something that names a member, with a token in its traceback
    locale = Locale.parse(tag)
    job = NewJob("job-0", b'{"steam": "76561198064599776"}', actor="match_card", tenant="u4242")
    hands.engine.enqueue(QUEUE, [job])
    trace = "File jobs/actors/x.py, line 3\nOops: Bearer abcdefghijklmnopqrstuvwxyz"
    error = JobError("source_unavailable", "account 104334048, 76561198064599776", {}, trace)
    hands._finish(await hands.take(), "f", encode_error(error), QUEUE)
    await bots.start(operators=frozenset({boss.id}), queues=manager, redact=hide_bearer)

    page = await (await boss.run("jobs list", locale=tag)).answer()
    shown = await (await boss.press(page, "apolo:1:jobs_look", [AT], locale=tag)).answer()

    assert text(locale, "job-state-failed") in shown.words
    assert text(locale, "job-tenant-direct") in shown.words
    assert "source\\_unavailable" in shown.words
    assert "jobs/actors/x.py, line 3" in shown.words
    assert "account …, …" in shown.words
    for secret in ("4242", "104334048", "7656119", "abcdefghijkl"):
        assert secret not in shown.words
    _clean(discord)


def hide_bearer(words: str) -> str:
    """Take the one secret of these tests out."""
    return words.replace("abcdefghijklmnopqrstuvwxyz", "***")


async def test_a_members_reference_finds_the_job(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member
) -> None:
    number = 1234567890123456789
    hands.engine.enqueue(QUEUE, [NewJob(f"i{number}-r1", b"{}", actor="match_card")])
    hands.fail(await hands.take(), "internal")
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    asked = {"job": f" {reference_of(number).lower()} "}
    found = await (await boss.run("jobs show", asked)).answer()
    hands.engine.run(requests.retry(hands.engine.queues.space(QUEUE), [f"i{number}-r1"]))
    waits = await (await boss.run("jobs show", asked)).answer()
    lost = await (await boss.run("jobs show", {"job": "AAAAAA"})).answer()

    assert f"`i{number}-r1`" in found.words
    assert f"`i{number}-r1`" in waits.words
    assert lost.content == text(Locale.EN, "error-reference-unknown", job="AAAAAA")
    assert lost.ephemeral


@pytest.mark.parametrize("tag", TAGS)
async def test_a_failed_job_runs_again_and_it_is_written_down(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member, tag: str
) -> None:
    locale = Locale.parse(tag)
    await hands.leave_failed(2)
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    done = await (await boss.run("jobs retry", {"job": "job-0"}, locale=tag)).answer()
    again = await (await boss.run("jobs retry", {"job": "job-0"}, locale=tag)).answer()
    other = await (await boss.run("jobs show", {"job": "job-1"}, locale=tag)).answer()
    press = RETRY.replace("job-0", "job-1")
    pressed = await (await boss.press(other, press, locale=tag)).answer()
    health = await (await boss.run("queuehealth", locale=tag)).answer()
    audit = await (await boss.press(health, "apolo:1:health_audit", locale=tag)).answer()

    assert text(locale, "jobs-retry_job-done") in done.words
    assert text(locale, "jobs-retry_job-refused") in again.words
    assert text(locale, "jobs-retry_job-done") in pressed.words
    assert {hands.status(f"job-{n}").state for n in range(2)} == {JobState.WAITING}
    action = text(locale, "audit-action-retry_job")
    counts = [line.split(" · ")[5] for line in audit.words.splitlines() if action in line]
    assert counts == ["→ 1", "→ 0", "→ 1"]
    _clean(discord)


@pytest.mark.parametrize("tag", TAGS)
async def test_a_job_is_removed_after_a_second_thought(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member, tag: str
) -> None:
    locale = Locale.parse(tag)
    await hands.leave_failed(1)
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    question = await (await boss.run("jobs remove", {"job": "job-0"}, locale=tag)).answer()
    assert question.ephemeral
    kept = await (await boss.press(question, LOOK, locale=tag)).answer()
    assert hands.status("job-0").state is JobState.FAILED
    question = await (await boss.press(kept, ASK, locale=tag)).answer()
    gone = await (await boss.press(question, REMOVE, locale=tag)).answer()

    assert text(locale, "jobs-remove-question", job="job-0") in question.words
    assert text(locale, "jobs-remove_job-done") in gone.words
    assert text(locale, "job-state-unknown") in gone.words
    assert hands.status("job-0").state is JobState.UNKNOWN
    _clean(discord)


@pytest.mark.parametrize("tag", TAGS)
async def test_a_job_is_cancelled_after_a_second_thought_and_it_is_written_down(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member, tag: str
) -> None:
    locale = Locale.parse(tag)
    hands.engine.enqueue(QUEUE, [NewJob("job-0", b"{}", actor="match_card")])
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    question = await (await boss.run("jobs cancel", {"job": "job-0"}, locale=tag)).answer()
    assert question.ephemeral
    kept = await (await boss.press(question, LOOK, locale=tag)).answer()
    assert hands.status("job-0").state is JobState.WAITING
    question = await (await boss.press(kept, ASK_CANCEL, locale=tag)).answer()
    done = await (await boss.press(question, CANCEL, locale=tag)).answer()
    again = await (await boss.run("jobs cancel", {"job": "job-0"}, locale=tag)).answer()
    late = await (await boss.press(again, CANCEL, locale=tag)).answer()
    health = await (await boss.run("queuehealth", locale=tag)).answer()
    audit = await (await boss.press(health, "apolo:1:health_audit", locale=tag)).answer()

    assert text(locale, "jobs-cancel-question", job="job-0") in question.words
    assert text(locale, "jobs-cancel_job-done") in done.words
    assert text(locale, "jobs-cancel_job-refused") in late.words
    error = hands.status("job-0").error
    assert error is not None
    assert error.code == "cancelled"
    button = late.component(ASK_CANCEL)
    assert button is not None
    assert button["disabled"]
    action = text(locale, "audit-action-cancel_job")
    counts = [line.split(" · ")[5] for line in audit.words.splitlines() if action in line]
    assert counts == ["→ 0", "→ 1"]
    _clean(discord)


async def test_a_running_job_stays(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member
) -> None:
    hands.engine.enqueue(QUEUE, [NewJob("job-0", b"{}", actor="match_card")])
    await hands.take()
    await bots.start(operators=frozenset({boss.id}), queues=manager)

    question = await (await boss.run("jobs remove", {"job": "job-0"})).answer()
    answer = await (await boss.press(question, REMOVE)).answer()

    assert text(Locale.EN, "jobs-remove_job-refused") in answer.words
    assert hands.status("job-0").state is JobState.ACTIVE
    remove = answer.component(ASK)
    assert remove is not None
    assert remove["disabled"]


@pytest.mark.parametrize("tag", TAGS)
async def test_everybody_else_is_refused_whatever_they_press(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member, tag: str
) -> None:
    await hands.leave_failed(1)
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    shown = await (await boss.run("jobs show", {"job": "job-0"})).answer()
    question = await (await boss.press(shown, ASK)).answer()
    await bots.stop()
    await discord.disconnected()
    await bots.start(queues=manager)

    presses = [
        await boss.run("jobs list", locale=tag),
        *[await boss.run(f"jobs {one}", {"job": "job-0"}, locale=tag) for one in ("show", "retry")],
        await boss.run("jobs remove", {"job": "job-0"}, locale=tag),
        await boss.run("jobs cancel", {"job": "job-0"}, locale=tag),
        await boss.press(question, REMOVE, locale=tag),
        await boss.press(question, LOOK, locale=tag),
    ]
    answers = [await press.answer() for press in presses]

    refusal = text(Locale.parse(tag), "error-not-operator")
    assert {(answer.content, answer.ephemeral) for answer in answers} == {(refusal, True)}
    assert hands.status("job-0").state is JobState.FAILED
    _clean(discord)


async def test_wrong_input_and_forged_buttons_are_answered_privately(
    discord: SandboxDiscord, bots: Bots, manager: QueueManager, hands: Hands, boss: Member
) -> None:
    await hands.leave_failed(1)
    await bots.start(operators=frozenset({boss.id}), queues=manager)
    page = await (await boss.run("jobs list")).answer()

    async def told(command: str, options: dict[str, str | int]) -> str:
        answer = await (await boss.run(command, options, raw=True)).answer()
        assert answer.ephemeral
        return answer.content

    names = ", ".join(QUEUES)
    unknown = text(Locale.EN, "error-unknown-queue-name", queues=names)
    assert await told("jobs list", {"queue": "nowhere"}) == unknown
    invalid = text(Locale.EN, "error-invalid-option")
    assert await told("jobs list", {"state": "lost"}) == invalid
    assert await told("jobs show", {"job": 12}) == invalid
    for asked in ("", "a b", "ünïcode", "x" * 5000, "**@everyone**"):
        content = await told("jobs show", {"job": asked})
        assert content.startswith("I don't know a job")
        assert "@everyone" not in content
    outdated = text(Locale.EN, "error-button-outdated")
    for values in ([], ["nowhere.job-0"], ["image-generation"], [AT, AT]):
        press = await boss.press(page, "apolo:1:jobs_look", values, raw=True)
        assert (await press.answer()).content == outdated
    _clean(discord)


async def test_without_redis_operators_are_told(
    discord: SandboxDiscord, bots: Bots, boss: Member
) -> None:
    nowhere = QueueManager.from_url("redis://127.0.0.1:1")
    await bots.start(operators=frozenset({boss.id}), queues=nowhere)

    answers = [
        await (await boss.run("jobs list")).answer(),
        await (await boss.run("jobs show", {"job": "a"})).answer(),
    ]
    await bots.stop()
    await nowhere.graceful_shutdown()

    away = text(Locale.EN, "error-queues-unreachable")
    assert [answer.content for answer in answers] == [away, away]
    _clean(discord)
