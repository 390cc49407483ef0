"""What kill -9 costs: ``python -m benchmarks.chaos [--jobs N] [--seconds S] [--json]``.

Jobs of 20 ms, two worker processes × 5. A random one is killed with -9 every 1 to 3 seconds, Redis
(append-only file, fsync always) twice; jobs go on being sent meanwhile. Every run marks itself on
disk, so that what was lost or done twice is counted from outside the engine. ``--whole`` kills the
supervisor along with its process, as when a machine is lost: its leases have to expire.

Then all of Apolo with the sandbox Discord: members press while workers, Redis and the bot are
killed with -9, and every press that was acknowledged has to be answered, once.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import dramatiq
from rich.console import Console
from rich.table import Table

from benchmarks.chaotic import marks
from benchmarks.chaotic.monkey import Monkey, Valkey, Workers
from benchmarks.chaotic.replies import Replies
from benchmarks.chaotic.replies import run as run_replies
from benchmarks.chaotic.worker import JOB_SECONDS, QUEUE, THREADS, make_broker
from jobs.engine import EngineBroker, EngineUnavailable, JobState
from jobs.engine.committer import MAX_UNSENT

_BATCH = 20
#: After the last kill all work has to be done within this time, in seconds.
_LAST_WAIT = 120.0


@dataclass(frozen=True, slots=True)
class Chaos:
    """What came of it.

    ``duplicates`` are runs beyond a job's first, ``duplicates_allowed`` how many the kills explain.
    ``recovery_max_s`` is the longest that an interrupted job waited to run again; the time that
    Redis was away does not count. ``finished_after_s`` is the time from the last kill to the last
    job's end. ``replies`` are the presses that were acknowledged, of ``replies_pressed``;
    ``replies_texts`` those that were answered with words instead of a picture (the honest errors
    among them); null without ``--interactions``.
    """

    accepted: int
    completed: int
    failed: int
    lost: int
    duplicates: int
    duplicates_allowed: int
    kills: int
    redis_kills: int
    recovery_p50_s: float | None
    recovery_max_s: float | None
    finished_after_s: float
    replies: int | None = None
    replies_unanswered: int | None = None
    replies_twice: int | None = None
    replies_pressed: int | None = None
    replies_texts: int | None = None
    replies_kills: int | None = None
    replies_longest_s: float | None = None


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--jobs", type=int, default=10_000, help="jobs of 20 ms")
    parser.add_argument("--seconds", type=float, default=40.0, help="how long to kill")
    parser.add_argument("--whole", action="store_true", help="kill supervisors too")
    parser.add_argument("--seed", type=int, default=1, help="of the times and victims")
    parser.add_argument("--interactions", type=int, default=1_000, help="presses; 0 = without")
    parser.add_argument("--press-seconds", type=float, default=120.0, help="for how long")
    parser.add_argument("--log", type=Path, help="keep the logs of Apolo's parts in this file")
    options = parser.parse_args()
    if options.jobs < 1 or options.seconds <= 0 or options.press_seconds <= 0:
        parser.error("--jobs, --seconds and --press-seconds must be positive")
    found = run(options.jobs, options.seconds, whole=options.whole, seed=options.seed)
    if options.interactions > 0:
        replies = run_replies(
            options.interactions, options.press_seconds, seed=options.seed, log=options.log
        )
        found = with_replies(found, replies)
    console = Console(file=sys.stderr if options.json else sys.stdout)
    table = Table("figure", "supervisors killed too" if options.whole else "supervisor lives")
    for name, value in asdict(found).items():
        table.add_row(name, "–" if value is None else f"{value:,g}")
    console.print(table)
    if options.json:
        print(json.dumps(asdict(found)))
    if found.lost or found.replies_unanswered or found.replies_twice:
        sys.exit(1)


def with_replies(found: Chaos, replies: Replies) -> Chaos:
    """Put the two halves together."""
    return replace(
        found,
        replies=replies.acknowledged,
        replies_unanswered=replies.unanswered,
        replies_twice=replies.twice,
        replies_pressed=replies.pressed,
        replies_texts=replies.texts,
        replies_kills=sum(replies.kills.values()),
        replies_longest_s=replies.answer_max_s,
    )


def run(jobs: int, seconds: float, *, whole: bool, seed: int = 1) -> Chaos:
    """Send jobs while workers and Redis are killed, then count.

    Parameters
    ----------
    jobs : int
        How many, sent over three quarters of the time.
    seconds : float
        For how long to kill.
    whole : bool
        Whether a kill takes the supervisor too.
    seed : int
        Decides the times and the victims.
    """
    with tempfile.TemporaryDirectory(prefix="apolo-chaos-") as folder:
        place = Path(folder)
        (place / "marks").mkdir()
        valkey = Valkey(place / "valkey")
        try:
            workers = Workers(valkey.url, place / "marks", whole=whole)
            broker = make_broker(valkey.url, timeout=0.25)
            monkey = Monkey(workers, valkey, seconds=seconds, seed=seed)
            try:
                _wait_for(workers)
                monkey.start()
                accepted = _send(broker, jobs, seconds * 0.75)
                monkey.join()
                ended_after = _wait_until_done(broker, workers.kills[-1].at)
            finally:
                if monkey.is_alive():
                    monkey.join()
                workers.stop()
            states = _states(broker, accepted)
            broker.close()
        finally:
            valkey.stop()
        return _count(states, marks.read(place / "marks"), workers, valkey, ended_after)


def _count(
    states: list[JobState],
    runs: list[marks.Ran],
    workers: Workers,
    valkey: Valkey,
    ended_after: float,
) -> Chaos:
    completed = states.count(JobState.COMPLETED)
    failed = states.count(JobState.FAILED)
    recovered = sorted(marks.recovery_times(runs, workers.kills, valkey.outages))
    kills = len(workers.kills)
    return Chaos(
        accepted=len(states),
        completed=completed,
        failed=failed,
        lost=len(states) - completed - failed,
        duplicates=marks.duplicates(runs),
        duplicates_allowed=kills * (THREADS + MAX_UNSENT),
        kills=kills,
        redis_kills=len(valkey.outages),
        recovery_p50_s=round(recovered[len(recovered) // 2], 3) if recovered else None,
        recovery_max_s=round(recovered[-1], 3) if recovered else None,
        finished_after_s=round(ended_after, 3),
    )


def _wait_for(workers: Workers) -> None:
    deadline = time.monotonic() + 30
    while len(workers.pids()) < 2:
        if time.monotonic() > deadline:
            raise TimeoutError("the workers did not start")
        time.sleep(0.02)


def _send(broker: EngineBroker, jobs: int, seconds: float) -> list[str]:
    """Send the jobs evenly over the time; the ids of all that were accepted."""
    accepted: list[str] = []
    began = time.monotonic()
    while len(accepted) < jobs:
        due = began + seconds * len(accepted) / jobs
        time.sleep(max(0.0, due - time.monotonic()))
        count = min(_BATCH, jobs - len(accepted))
        batch: list[dramatiq.Message[None]] = [
            dramatiq.Message(QUEUE, "work", (), {}, {"max_retries": 0}) for _ in range(count)
        ]
        while True:
            try:
                broker.enqueue_many(batch)
                break
            except EngineUnavailable:
                # It may have been accepted; the same ids make sending again harmless.
                time.sleep(0.05)
        accepted += [message.message_id for message in batch]
    return accepted


def _wait_until_done(broker: EngineBroker, last_kill: float) -> float:
    """Wait until nothing is left to do; the seconds since the last kill, less than a job's more."""
    deadline = time.monotonic() + _LAST_WAIT
    while time.monotonic() < deadline:
        counts = broker.engine.counts(QUEUE)
        if counts.waiting + counts.delayed + counts.active == 0:
            break
        time.sleep(JOB_SECONDS)
    return time.monotonic() - last_kill


def _states(broker: EngineBroker, job_ids: list[str]) -> list[JobState]:
    states = []
    for first in range(0, len(job_ids), 500):
        page = broker.engine.statuses(QUEUE, job_ids[first : first + 500])
        states += [status.state for status in page]
    return states


if __name__ == "__main__":
    main()
