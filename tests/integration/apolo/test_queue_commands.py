"""`apolo queues` and `apolo jobs` on a real Valkey: what they print, their exit codes, effects."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from apolo.cli import run
from bot.entries import reference_of
from jobs.engine import Engine, JobState, NewJob, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.records import JobError, WorkerCard, encode_card, encode_error, encode_result
from jobs.engine.requests import ClaimedJob, Finish
from jobs.engine.session import WORKERS
from jobs.queues import BULK_OPERATIONS, IMAGE_GENERATION, NAMESPACE, QUEUES

QUEUE = IMAGE_GENERATION
ABSENT = "redis://127.0.0.1:1"


@dataclass
class Printed:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        """The object on the last line."""
        found = json.loads(self.out.splitlines()[-1])
        assert isinstance(found, dict)
        return found


class Apolo:
    """The command line on a Redis with queues to play with."""

    def __init__(self, engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
        self.engine = engine
        self._capsys = capsys
        self._numbers = itertools.count()

    def __call__(self, *args: str) -> Printed:
        """Run a command."""
        self._capsys.readouterr()
        code = run(args)
        out, err = self._capsys.readouterr()
        return Printed(code, out, err)

    def add(self, *job_ids: str, queue: str = QUEUE) -> None:
        """Accept jobs."""
        jobs = [NewJob(job_id, b"{}", actor="match_card") for job_id in job_ids]
        self.engine.enqueue(queue, jobs)

    def claim(self, queue: str = QUEUE) -> ClaimedJob:
        """Take the next job, as a worker does."""
        request = requests.claim(
            self.engine.queues.space(queue), QUEUES[queue], LeasePolicy(), worker="w",
            consumer="w", request=f"r{next(self._numbers)}", most=1, idle=False,
        )  # fmt: skip
        return self.engine.run(request).jobs[0]

    def end(self, job: ClaimedJob, outcome: str, payload: bytes, queue: str = QUEUE) -> None:
        """End a job."""
        finish = Finish(job.job_id, job.record.token, outcome, 7, 0, payload)
        self.engine.run(requests.finish(self.engine.queues.space(queue), QUEUES[queue], [finish]))

    def fail(self, *job_ids: str, queue: str = QUEUE) -> None:
        """Have jobs that failed."""
        for job_id in job_ids:
            self.add(job_id, queue=queue)
            error = JobError("source_unavailable", "OpenDota is down", traceback="Traceback: x")
            self.end(self.claim(queue), "f", encode_error(error), queue)

    def state(self, job_id: str, queue: str = QUEUE) -> JobState:
        """Where a job is."""
        return self.engine.statuses(queue, [job_id])[0].state

    def paused(self) -> set[str]:
        """The queues that are paused."""
        return {name for name in QUEUES if self.engine.counts(name).paused}


@pytest.fixture
def apolo(
    clean_valkey: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[Apolo]:
    """Yield the command line on empty queues."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("REDIS_URL", clean_valkey)
    monkeypatch.delenv("APOLO_DEBUG", raising=False)
    engine = Engine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield Apolo(engine, capsys)
    engine.close()


# --- queues


def test_idle_queues_are_healthy(apolo: Apolo) -> None:
    found = apolo("queues", "--json")
    assert (found.code, found.err) == (0, "")
    assert found.json["verdict"] == "healthy"
    rows = found.json["queues"]
    assert isinstance(rows, list)
    assert [row["queue"] for row in rows] == list(QUEUES)
    assert rows[0]["counts"].keys() >= {"waiting", "active", "delayed", "completed", "failed"}


def test_jobs_that_nobody_takes_are_critical_and_1(apolo: Apolo) -> None:
    apolo.add("a")
    found = apolo("queues", "--json")
    assert found.code == 1
    rows = {row["queue"]: row for row in found.json["queues"]}  # type: ignore[attr-defined]
    assert found.json["verdict"] == rows[QUEUE]["verdict"] == "critical"
    assert rows[QUEUE]["findings"][0]["reason"] == "no_worker"


def test_the_table_names_every_queue_and_why(apolo: Apolo) -> None:
    apolo.add("a")
    found = apolo("queues")
    assert found.code == 1
    assert found.out.startswith("critical")
    assert all(re.search(rf"^{name} ", found.out, re.MULTILINE) for name in QUEUES)
    assert f"{QUEUE}: 1 job waits and no worker takes this queue" in found.out


def test_the_report_in_words_says_what_to_do(apolo: Apolo) -> None:
    apolo.add("a")
    found = apolo("queues", "--report")
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("queues: critical\n")
    assert "start apolo worker" in found.out
    assert apolo("queues", "--report", "--json").code == 2


def test_workers_are_counted(apolo: Apolo) -> None:
    card = encode_card(WorkerCard(host="h", pid=1, threads=8, queues=tuple(QUEUES)))
    space = apolo.engine.queues.named(WORKERS)
    apolo.engine.run(requests.beat(space, "w", card, forgotten_ms=300_000))
    found = apolo("queues")
    assert "1 worker processes" in found.out
    assert re.search(r"^w +1 +8 +0 +0 MiB .* all *$", found.out, re.MULTILINE)
    (worker,) = apolo("queues", "--json").json["workers"]  # type: ignore[misc]
    expected = {"worker": "w", "threads": 8, "queues": list(QUEUES), "current": [], "rss": 0}
    assert expected.items() <= worker.items()


def test_one_queue_is_paused_and_resumed(apolo: Apolo) -> None:
    assert apolo("queues", "pause", QUEUE).out == f"paused: {QUEUE}\n"
    assert apolo.paused() == {QUEUE}
    assert apolo("queues", "pause", QUEUE).out == "paused: nothing that was not paused already\n"
    assert apolo("queues", "resume", QUEUE).out == f"resumed: {QUEUE}\n"
    assert apolo.paused() == set()


def test_all_queues_are_paused_and_resumed(apolo: Apolo) -> None:
    assert apolo("queues", "pause", "all").code == 0
    assert apolo.paused() == set(QUEUES)
    assert apolo("queues", "resume", "all").code == 0
    assert apolo.paused() == set()


def test_only_failed_jobs_of_the_queue_are_cleared(apolo: Apolo) -> None:
    apolo.fail("a", "b")
    apolo.fail("c", queue=BULK_OPERATIONS)
    apolo.add("d")
    assert apolo("queues", "clear", QUEUE).out == "removed: 2 failed jobs\n"
    states = [apolo.state("a"), apolo.state("c", BULK_OPERATIONS), apolo.state("d")]
    assert states == [JobState.UNKNOWN, JobState.FAILED, JobState.WAITING]
    assert apolo("queues", "clear", "all").out == "removed: 1 failed jobs\n"


@pytest.mark.parametrize(
    "args",
    [
        ("queues", "pause", "nowhere"),
        ("queues", "resume", "nowhere"),
        ("queues", "clear", "nowhere"),
        ("queues", "drain", "nowhere"),
        ("jobs", "list", "--queue", "nowhere"),
    ],
)
def test_an_unknown_queue_is_wrong_input_before_anything_starts(
    apolo: Apolo, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    # A Redis that is away would be told first, were it asked.
    monkeypatch.setenv("REDIS_URL", ABSENT)
    found = apolo(*args)
    assert (found.code, found.out) == (2, "")
    assert re.fullmatch(r"apolo: .*unknown queue 'nowhere'; there are: .*, all\n", found.err)


@pytest.mark.parametrize("args", [("queues", "pause"), ("queues", "frobnicate"), ("queues", "-x")])
def test_wrong_use_is_2(apolo: Apolo, args: tuple[str, ...]) -> None:
    found = apolo(*args)
    assert found.code == 2
    assert re.fullmatch(r"apolo: .+\n", found.err)


def test_without_redis_the_report_is_critical(
    apolo: Apolo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", ABSENT)
    found = apolo("queues", "--json")
    assert found.code == 1
    assert found.json["verdict"] == "critical"
    assert found.json["findings"][0]["reason"] == "unreachable"  # type: ignore[index]


@pytest.mark.parametrize(
    "args",
    [
        ("queues", "pause", "all"),
        ("queues", "clear", "all"),
        ("jobs", "list"),
        ("jobs", "show", "a"),
        ("jobs", "retry", "a"),
        ("jobs", "remove", "a"),
    ],
)
def test_without_redis_a_lever_is_a_failure_in_one_line(
    apolo: Apolo, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]
) -> None:
    monkeypatch.setenv("REDIS_URL", ABSENT)
    found = apolo(*args)
    assert (found.code, found.out) == (1, "")
    assert re.fullmatch(r"apolo: Redis does not answer: .+\n", found.err)


# --- the audit log


def test_levers_are_noted_and_shown(
    apolo: Apolo, monkeypatch: pytest.MonkeyPatch, clean_database: str
) -> None:
    apolo.fail("a", "b")
    # The first while there is no database: it waits on the disk for the next
    apolo("queues", "pause", QUEUE)
    monkeypatch.setenv("DATABASE_URL", clean_database)
    waiting = apolo("audit", "--json").json
    assert waiting["complete"] is True
    assert [row["waiting"] for row in waiting["entries"]] == [True]  # type: ignore[attr-defined]
    apolo("jobs", "retry", "a")
    apolo("queues", "clear", "all")

    rows = apolo("audit", "--json").json["entries"]
    assert [
        (row["action"], row["queue"], row["filter"], row["ending"], row["count"], row["waiting"])
        for row in rows  # type: ignore[attr-defined]
    ] == [
        ("clear_failed", "all", "", "done", 1, False),
        ("retry_job", QUEUE, "a", "done", 1, False),
        ("pause", QUEUE, "", "done", 1, False),
    ]
    assert {row["origin"] for row in rows} == {"terminal"}  # type: ignore[attr-defined]
    assert "retry_job" in apolo("audit", "--limit", "2").out
    assert "pause" not in apolo("audit", "--limit", "2").out


def test_a_lever_that_failed_is_noted_too_and_the_log_says_what_it_lacks(
    apolo: Apolo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", ABSENT)
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/none")
    assert apolo("queues", "pause", "all").code == 1
    found = apolo("audit")
    assert found.code == 1
    assert "failed:" in found.out
    assert re.search(r"apolo: PostgreSQL does not answer: .+\n$", found.err)


# --- jobs


def test_jobs_that_run_or_wait_come_first(apolo: Apolo) -> None:
    apolo.fail("failed")
    apolo.add("active", "waiting")
    apolo.claim()
    found = apolo("jobs", "list", "--json")
    assert (found.code, found.err) == (0, "")
    rows = found.json["jobs"]
    assert isinstance(rows, list)
    assert [(row["job_id"], row["state"]) for row in rows] == [
        ("active", "active"),
        ("waiting", "waiting"),
        ("failed", "failed"),
    ]
    assert rows[2]["error"]["code"] == "source_unavailable"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--state", "failed"], {"x", "y"}),
        (["--queue", BULK_OPERATIONS], {"y", "z"}),
        (["--queue", BULK_OPERATIONS, "--state", "waiting"], {"z"}),
        (["--state", "completed"], set()),
    ],
)
def test_jobs_are_filtered(apolo: Apolo, options: list[str], expected: set[str]) -> None:
    apolo.fail("x")
    apolo.fail("y", queue=BULK_OPERATIONS)
    apolo.add("z", queue=BULK_OPERATIONS)
    rows = apolo("jobs", "list", *options, "--json").json["jobs"]
    assert {row["job_id"] for row in rows} == expected  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--actor", "match_card"], ["b", "a"]),
        (["--actor", "nobody"], []),
        (["--error", "source_unavailable", "--limit", "1"], ["b"]),
        (["--error", "timeout"], []),
        (["--since", "1h"], ["b", "a"]),
        (["--until", "2026-01-01T00:00"], []),
        (["--limit", "1", "--offset", "1"], ["a"]),
    ],
)
def test_jobs_are_chosen_by_what_they_are(
    apolo: Apolo, options: list[str], expected: list[str]
) -> None:
    apolo.fail("a", "b")
    rows = apolo("jobs", "list", "--state", "failed", *options, "--json").json["jobs"]
    assert [row["job_id"] for row in rows] == expected  # type: ignore[attr-defined]


def test_failed_jobs_are_retried_and_cleared_by_what_they_are(apolo: Apolo) -> None:
    apolo.fail("a", "b")
    assert apolo("queues", "clear", "all", "--error", "timeout").out == "removed: 0 failed jobs\n"
    retry = ("queues", "retry", QUEUE, "--error", "source_unavailable", "--since", "1h")
    assert apolo(*retry).out == "waiting again: 2 failed jobs\n"
    assert apolo.state("a") is JobState.WAITING


def test_a_queue_is_drained(apolo: Apolo) -> None:
    apolo.add("running", "waiting")
    apolo.claim()
    assert apolo("queues", "drain", QUEUE, "--keep-delayed").out == "cancelled: 1 jobs\n"
    assert (apolo.state("running"), apolo.state("waiting")) == (JobState.ACTIVE, JobState.FAILED)


def test_a_job_is_cancelled(apolo: Apolo) -> None:
    apolo.add("running", "waiting")
    apolo.claim()
    assert apolo("jobs", "cancel", "waiting").out == "waiting is cancelled\n"
    assert apolo("jobs", "cancel", "running").out == "running is running; it will be told to end\n"
    found = apolo("jobs", "cancel", "waiting")
    assert (found.code, found.err) == (2, "apolo: Invalid value: job waiting has ended already\n")


def test_a_job_is_moved_forward(apolo: Apolo) -> None:
    apolo.add("a", "b")
    said = "b has priority critical or a higher one\n"
    assert apolo("jobs", "raise", "b").out == said
    assert apolo.claim().job_id == "b"
    assert apolo("jobs", "raise", "b").err == "apolo: Invalid value: job b is active\n"
    assert apolo("jobs", "raise", "a", "--priority", "9").code == 2


def test_no_more_than_asked_for(apolo: Apolo) -> None:
    apolo.add(*(f"j{n}" for n in range(5)))
    assert len(apolo("jobs", "list", "--limit", "2", "--json").json["jobs"]) == 2  # type: ignore[arg-type]


def test_the_list_shows_ids_as_they_are(apolo: Apolo) -> None:
    apolo.add("[red]a[/red]")
    found = apolo("jobs", "list")
    assert "[red]a[/red]" in found.out
    assert "match_card" in found.out


def test_an_empty_list_says_so(apolo: Apolo) -> None:
    assert apolo("jobs", "list").out == "no jobs\n"


@pytest.mark.parametrize(
    "options",
    [
        ["--limit", "0"],
        ["--limit", "many"],
        ["--state", "lost"],
        ["--state", "unknown"],
        ["--since", "yesterday"],
    ],
)
def test_a_wrong_filter_is_2(apolo: Apolo, options: list[str]) -> None:
    found = apolo("jobs", "list", *options)
    assert (found.code, found.out) == (2, "")
    assert re.fullmatch(r"apolo: .+\n", found.err)


def test_a_job_is_shown_whole(apolo: Apolo) -> None:
    apolo.add("a")
    apolo.end(apolo.claim(), "c", encode_result({"kind": "text", "message": "m", "args": {}}))
    content = apolo("jobs", "show", "a", "--json").json
    assert content["result"] == {"kind": "text", "message": "m", "args": {}}
    assert (content["state"], content["attempts"], content["progress"]) == ("completed", 1, 100)
    shown = apolo("jobs", "show", "a").out
    assert re.search(r"^ +state +completed$", shown, re.MULTILINE)
    assert re.search(r"^ +finished_ms +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$", shown, re.MULTILINE)


def test_a_members_reference_stands_for_the_job(apolo: Apolo) -> None:
    apolo.fail("i123456789012345678")
    reference = reference_of(123456789012345678)
    assert apolo("jobs", "show", reference, "--json").json["job_id"] == "i123456789012345678"
    assert apolo("jobs", "retry", reference.lower()).code == 0
    assert apolo.state("i123456789012345678") is JobState.WAITING


def test_the_database_is_looked_at_where_there_is_one(
    apolo: Apolo, monkeypatch: pytest.MonkeyPatch, database_dsn: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_dsn)
    assert "PostgreSQL 18" in apolo("queues").out
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/none")
    found = apolo("queues", "--json")
    assert (found.code, found.json["verdict"]) == (1, "critical")
    assert found.json["findings"][-1]["reason"] == "database"  # type: ignore[index]


def test_a_failed_jobs_error_is_shown_with_its_traceback(apolo: Apolo) -> None:
    apolo.fail("a")
    shown = apolo("jobs", "show", "a").out
    assert "source_unavailable" in shown
    assert "Traceback: x" in shown


def test_a_failed_job_runs_again(apolo: Apolo) -> None:
    apolo.fail("a")
    assert apolo("jobs", "retry", "a").out == "a waits again\n"
    assert apolo.state("a") is JobState.WAITING
    again = apolo("jobs", "retry", "a")
    assert again.code == 2
    assert "job a is not failed" in again.err


def test_a_job_is_removed_unless_it_runs(apolo: Apolo) -> None:
    apolo.add("a", "b")
    apolo.claim()
    refused = apolo("jobs", "remove", "a")
    assert refused.code == 2
    assert "job a is active, so it stays" in refused.err
    assert apolo("jobs", "remove", "b").out == "b is removed\n"
    assert (apolo.state("a"), apolo.state("b")) == (JobState.ACTIVE, JobState.UNKNOWN)


@pytest.mark.parametrize("command", ["show", "retry", "remove"])
@pytest.mark.parametrize("job_id", ["nobody", "ünïcode", "x" * 5000])
def test_an_unknown_job_is_wrong_input(apolo: Apolo, command: str, job_id: str) -> None:
    found = apolo("jobs", command, job_id)
    assert (found.code, found.out) == (2, "")
    assert re.fullmatch(r"apolo: .*no job .+\n", found.err)
