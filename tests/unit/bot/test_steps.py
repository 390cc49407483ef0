"""Each step with time in the test's hand: what it records, and when it wants to be taken again."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.answers import Answer
from bot.channel_posts import ChannelPost, entry_of
from bot.clock import DiscordClock
from bot.entries import Entry, EntryState
from bot.journal import Journal
from bot.ledger import Ledger, Owed
from bot.rest import DiscordBusy, DiscordRefused, DiscordUnreachable, OutgoingMessage
from bot.steps import MAX_LOST, DeliveryPolicy, Steps
from jobs.api import (
    Allowance,
    EnqueueResult,
    InvalidJob,
    JobError,
    JobRequest,
    JobState,
    JobStatus,
    JobsUnavailable,
    UsedUp,
)
from locales import Locale, text


@dataclass
class Discord:
    """Knows the original or not; fails as told."""

    known: list[bool] = field(default_factory=lambda: [True])
    errors: list[Exception] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)

    async def original_exists(self, _app: int, _token: str) -> bool:
        self._fail()
        return self.known.pop(0)

    async def edit_original(self, _app: int, _token: str, message: OutgoingMessage) -> None:
        self._fail()
        self.edits.append(message.content)

    async def show_progress(self, _app: int, _token: str, words: str) -> None:
        self._fail()
        self.edits.append(words)

    async def post(self, _channel: int, message: OutgoingMessage, _nonce: str) -> None:
        self._fail()
        self.posts.append(message.content)

    def _fail(self) -> None:
        if self.errors:
            raise self.errors.pop(0)


@dataclass
class Jobs:
    """Takes jobs or fails as told."""

    errors: list[Exception] = field(default_factory=list)
    taken: list[JobRequest] = field(default_factory=list)

    async def enqueue(self, request: JobRequest) -> EnqueueResult:
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(request)
        return EnqueueResult(request.job_id, created=True, joined=False)

    async def statuses(self, refs: Sequence[tuple[str, str]]) -> list[JobStatus]:
        raise AssertionError(refs)

    def finished(self) -> AsyncIterator[tuple[str, str]]:
        raise AssertionError

    async def spend(self, allowances: Sequence[Allowance]) -> UsedUp | None:
        raise AssertionError(allowances)

    async def picture(self, ref: str) -> bytes | None:
        if self.errors:
            raise self.errors.pop(0)
        return ref.encode()


class Scene:
    """One owed answer and everything around it; Discord's time is set by hand."""

    def __init__(self, entry: Entry, journal: Journal) -> None:
        self.discord, self.jobs, self.ledger = Discord(), Jobs(), Ledger()
        self.journal = journal
        self.seconds = 0.0
        self.clock = DiscordClock(monotonic=lambda: self.seconds)
        self.clock.observe_ms(entry.created_ms)
        self.owed = Owed(entry, in_hand=False)
        self.ledger.add(self.owed)
        self.steps = Steps(
            journal=journal,
            ledger=self.ledger,
            jobs=self.jobs,
            rest=self.discord,  # type: ignore[arg-type]
            clock=self.clock,
            policy=DeliveryPolicy(),
        )

    @property
    def waits(self) -> float:
        return self.owed.due - asyncio.get_running_loop().time()

    @property
    def closed(self) -> bool:
        return len(self.ledger) == 0

    async def recorded(self) -> list[Entry]:
        await self.journal.flush()
        return self.journal.open_entries()


@pytest.fixture
async def scene(entry: Entry, tmp_path: Path) -> AsyncIterator[Scene]:
    journal = Journal.open(tmp_path / "journal")
    await journal.add(entry)
    yield Scene(entry, journal)
    journal.close()


async def test_an_acknowledgement_that_discord_knows_is_recorded(scene: Scene) -> None:
    scene.owed.set(state=EntryState.WRITTEN)
    await scene.steps.probe(scene.owed)
    assert [one.state for one in await scene.recorded()] == [EntryState.ACKNOWLEDGED]


async def test_discords_servers_get_time_to_agree_on_a_young_one(scene: Scene) -> None:
    scene.owed.set(state=EntryState.WRITTEN)
    scene.discord.known = [False, True]
    scene.seconds = 4.0
    await scene.steps.probe(scene.owed)
    assert not scene.closed
    assert 0.5 < scene.waits <= 1.0
    await scene.steps.probe(scene.owed)
    assert scene.owed.entry.state is EntryState.ACKNOWLEDGED


async def test_an_old_one_that_discord_does_not_know_is_dropped(scene: Scene) -> None:
    scene.owed.set(state=EntryState.WRITTEN)
    scene.discord.known = [False]
    scene.seconds = 16.0
    await scene.steps.probe(scene.owed)
    assert scene.closed
    assert await scene.recorded() == []


@pytest.mark.parametrize("error", [DiscordUnreachable("x"), DiscordBusy(2.0)])
async def test_a_probe_without_an_answer_is_repeated(scene: Scene, error: Exception) -> None:
    scene.owed.set(state=EntryState.WRITTEN)
    scene.discord.errors = [error]
    scene.seconds = 600.0
    await scene.steps.probe(scene.owed)
    assert not scene.closed
    assert scene.waits > 0


async def test_a_rate_limit_sets_the_next_try(scene: Scene) -> None:
    scene.owed.answer = Answer("done")
    scene.discord.errors = [DiscordBusy(7.5)]
    await scene.steps.post(scene.owed)
    assert 7.0 < scene.waits <= 7.5


async def test_pauses_grow_while_discord_is_away_and_have_a_limit(scene: Scene) -> None:
    scene.owed.answer = Answer("done")
    scene.discord.errors = [DiscordUnreachable("x")] * 8
    waits = []
    for _ in range(8):
        await scene.steps.post(scene.owed)
        waits.append(round(scene.waits, 1))
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0]
    await scene.steps.post(scene.owed)
    assert scene.closed
    assert scene.discord.edits == ["done"]


async def test_a_dead_token_is_tried_briefly_and_then_the_channel(scene: Scene) -> None:
    scene.owed.answer = Answer("done")
    scene.discord.errors = [DiscordRefused(404, 10015, "x")] * 4
    waits = []
    for _ in range(4):
        await scene.steps.post(scene.owed)
        waits.append(max(0.0, round(scene.waits, 1)))
    assert waits == [1.0, 2.0, 4.0, 0.0]
    await scene.steps.post(scene.owed)
    assert scene.closed
    assert scene.discord.edits == []
    assert len(scene.discord.posts) == 1


async def test_a_dead_token_of_a_private_answer_closes_the_entry(scene: Scene) -> None:
    scene.owed.set(private=True, channel_fallback=False)
    scene.owed.answer = Answer("done")
    scene.discord.errors = [DiscordRefused(401, 50027, "x")] * 4
    for _ in range(5):
        await scene.steps.post(scene.owed)
    assert scene.closed
    assert scene.discord.posts == []


async def test_after_the_tokens_end_a_public_answer_goes_to_the_channel(scene: Scene) -> None:
    scene.owed.answer = Answer("done")
    scene.seconds = 14 * 60 + 56
    await scene.steps.post(scene.owed)
    assert scene.discord.edits == []
    assert scene.discord.posts == [
        text(Locale.EN, "delivery-late-result", user=str(scene.owed.entry.user_id)) + "\ndone"
    ]


async def test_notice_is_due_a_minute_before_the_end(scene: Scene) -> None:
    scene.seconds = 14 * 60 - 1
    assert not scene.steps.needs_notice(scene.owed)
    scene.seconds = 14 * 60
    assert scene.steps.needs_notice(scene.owed)
    await scene.steps.notify(scene.owed)
    assert scene.discord.edits == [text(Locale.EN, "delivery-continues-in-channel")]
    assert not scene.steps.needs_notice(scene.owed)
    assert (await scene.recorded())[0].notified


async def test_no_notice_promises_what_no_job_system_will_do(scene: Scene) -> None:
    scene.seconds = 14 * 60
    scene.steps.jobs_away = True
    await scene.steps.notify(scene.owed)
    assert scene.owed.answer is not None
    assert scene.owed.answer.content.startswith("I can't take on any work")
    assert not scene.owed.entry.notified


async def test_a_promised_result_that_never_comes_ends_in_an_error(scene: Scene) -> None:
    scene.seconds = 15 * 60 + 3599
    assert not scene.steps.is_too_late(scene.owed)
    scene.seconds = 15 * 60 + 3601
    assert scene.steps.is_too_late(scene.owed)
    scene.steps.give_up(scene.owed)
    await scene.steps.post(scene.owed)
    assert scene.closed
    assert "took too long" in scene.discord.posts[0]


async def test_an_invalid_job_is_answered_at_once(scene: Scene) -> None:
    scene.jobs.errors = [InvalidJob("payload", "is odd")]
    await scene.steps.enqueue(scene.owed)
    assert scene.owed.answer is not None
    assert scene.owed.entry.reference in scene.owed.answer.content


async def test_enqueueing_is_given_up_after_its_time(scene: Scene) -> None:
    scene.jobs.errors = [JobsUnavailable("x")] * 3
    await scene.steps.enqueue(scene.owed)
    assert scene.owed.answer is None
    assert scene.waits == pytest.approx(0.5, abs=0.1)
    scene.owed.enqueue_until = asyncio.get_running_loop().time() - 1
    await scene.steps.enqueue(scene.owed)
    assert scene.owed.answer is not None


async def test_a_lost_job_is_enqueued_again_but_not_for_ever(scene: Scene) -> None:
    await scene.steps.enqueue(scene.owed)
    entry = scene.owed.entry
    unknown = JobStatus(entry.job_id, entry.job.queue, JobState.UNKNOWN)
    for _ in range(MAX_LOST):
        scene.steps.judge(scene.owed, unknown)
        assert scene.owed.entry.state is EntryState.ACKNOWLEDGED
        assert scene.owed.answer is None
        await scene.steps.enqueue(scene.owed)
    scene.steps.judge(scene.owed, unknown)
    assert scene.owed.answer is not None
    assert {request.job_id for request in scene.jobs.taken} == {entry.job.job_id}


async def test_a_job_that_still_runs_is_left_alone(scene: Scene) -> None:
    await scene.steps.enqueue(scene.owed)
    entry = scene.owed.entry
    for state in (JobState.WAITING, JobState.DELAYED, JobState.ACTIVE):
        scene.steps.judge(scene.owed, JobStatus(entry.job_id, entry.job.queue, state))
    assert scene.owed.answer is None
    assert scene.owed.entry == dataclasses.replace(entry, state=EntryState.ENQUEUED)


def _stands(scene: Scene, state: JobState, stage: str | None) -> None:
    entry = scene.owed.entry
    status = JobStatus(entry.job_id, entry.job.queue, state, progress_message=stage)
    scene.steps.judge(scene.owed, status)


async def test_who_waits_long_is_told_how_far_it_is_but_not_all_the_time(scene: Scene) -> None:
    await scene.steps.enqueue(scene.owed)
    _stands(scene, JobState.ACTIVE, "fetching")
    scene.seconds = 4.9
    assert not scene.steps.needs_progress(scene.owed)
    scene.seconds = 5.0
    assert scene.steps.needs_progress(scene.owed)
    await scene.steps.show_progress(scene.owed)
    assert scene.discord.edits == [text(Locale.EN, "progress-fetching")]

    _stands(scene, JobState.ACTIVE, "drawing")
    assert not scene.steps.needs_progress(scene.owed), "only just told something"
    scene.owed.progress_due = 0.0
    assert scene.steps.needs_progress(scene.owed)
    _stands(scene, JobState.ACTIVE, "fetching")
    assert not scene.steps.needs_progress(scene.owed), "sees it already"


async def test_words_of_a_job_that_are_for_nobody_are_not_shown(scene: Scene) -> None:
    await scene.steps.enqueue(scene.owed)
    scene.seconds = 60.0
    _stands(scene, JobState.ACTIVE, "<@everyone>")
    assert not scene.steps.needs_progress(scene.owed)
    _stands(scene, JobState.WAITING, None)
    assert scene.steps.needs_progress(scene.owed)


async def test_a_channel_is_shown_no_progress(scene: Scene) -> None:
    owed = owed_to_channel(scene)
    scene.seconds = 60.0
    status = JobStatus("j", "q", JobState.ACTIVE, progress_message="drawing")
    scene.steps.judge(owed, status)
    assert not scene.steps.needs_progress(owed)


async def test_progress_that_may_come_late_is_followed_by_the_answer_once_more(
    scene: Scene,
) -> None:
    await scene.steps.enqueue(scene.owed)
    _stands(scene, JobState.ACTIVE, "drawing")
    scene.discord.errors = [DiscordUnreachable("x")]
    await scene.steps.show_progress(scene.owed)
    scene.owed.answer = Answer("done")
    await scene.steps.post(scene.owed)
    assert not scene.closed
    assert 9 < scene.waits <= 10
    await scene.steps.post(scene.owed)
    assert scene.closed
    assert scene.discord.edits == ["done", "done"]


def owed_to_channel(scene: Scene, **changes: object) -> Owed:
    """Owe a post to a channel, due when the scene begins."""
    post = ChannelPost(
        "digest:33", scene.owed.entry.created_ms, 22, 33, Locale.EN, job=scene.owed.entry.job
    )
    owed = Owed(entry_of(dataclasses.replace(post, **changes)), in_hand=False)  # type: ignore[arg-type]
    scene.ledger.remove(scene.owed)
    scene.ledger.add(owed)
    return owed


async def test_a_post_to_a_channel_names_nobody_and_needs_no_token(scene: Scene) -> None:
    owed = owed_to_channel(scene)
    owed.answer = Answer("This week")
    await scene.steps.post(owed)
    assert scene.discord.posts == ["This week"]
    assert scene.discord.edits == []
    assert scene.closed


async def test_a_post_that_needs_no_job_is_ready_after_a_restart(scene: Scene) -> None:
    owed = owed_to_channel(scene, job=None, words="Redis is away")
    await scene.steps.post(owed)
    assert scene.discord.posts == ["Redis is away"]


async def test_a_channel_is_owed_its_post_for_as_long_as_it_makes_sense(scene: Scene) -> None:
    owed = owed_to_channel(scene)
    scene.jobs.errors = [JobsUnavailable("x")] * 2
    scene.seconds = 15 * 60
    assert not scene.steps.needs_notice(owed)
    await scene.steps.enqueue(owed)
    assert owed.enqueue_until == pytest.approx(asyncio.get_running_loop().time() + 3600, abs=5)
    assert owed.answer is None
    scene.seconds = 15 * 60 + 3601
    assert scene.steps.is_too_late(owed)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("no_linked_members", "INFO"),
        ("not_enough_games", "INFO"),
        ("timeout", "ERROR"),
        ("internal", "ERROR"),
        ("of_tomorrow", "ERROR"),
    ],
)
async def test_an_error_that_nobody_asked_for_is_logged_only_and_as_loudly_as_it_is_bad(
    scene: Scene, caplog: pytest.LogCaptureFixture, code: str, level: str
) -> None:
    caplog.set_level("INFO", "bot")
    owed = owed_to_channel(scene, quiet=True)
    failed = JobStatus("j", "q", JobState.FAILED, error=JobError(code, "x", {}))
    scene.steps.judge(owed, failed)
    assert scene.closed
    assert scene.discord.posts == []
    told = [record.levelname for record in caplog.records if code in record.getMessage()]
    assert told == [level]


async def test_what_nobody_foresaw_ends_in_an_error_and_not_in_silence(scene: Scene) -> None:
    for _ in range(3):
        scene.steps.failed(scene.owed, RuntimeError("a mistake of ours"))
    assert scene.owed.answer is not None
    assert scene.owed.entry.reference in scene.owed.answer.content
    assert not scene.closed
    for _ in range(4):
        scene.steps.failed(scene.owed, RuntimeError("again"))
    assert scene.closed
