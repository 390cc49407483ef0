"""Whatever happens in whatever order: every job is in one place, owned by at most one worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from jobs.engine import Engine, JobState, NewJob, Priority, QueuePolicy, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.records import JobError, decode_record, encode_error, encode_result
from jobs.engine.requests import Finish

QUEUE = "work"
RATE = 8
LEASE = LeasePolicy(max_crashes=2)
IDS = st.sampled_from([f"j{n}" for n in range(24)])
#: Which of what there is just then; never drawn from it, for Redis's clock decides what there is,
#: and the same choices must always draw alike.
PICK = st.integers(0, 999)
TENANTS = st.sampled_from(["", "a", "b"])
WORKERS = st.sampled_from(["w1", "w2", "w3"])
SETS = (
    "waiting1",
    "waiting2",
    "waiting5",
    "waiting10",
    "suspects",
    "delayed",
    "active",
    "completed",
    "failed",
)
HASHES = (
    "jobs",
    "progress",
    "askers",
    "aliases",
    "coalesce",
    "inflight",
)


def chosen(pick: int, among: Iterable[str]) -> str:
    """One of some ids."""
    ordered = sorted(among)
    return ordered[pick % len(ordered)]


class Transitions(RuleBasedStateMachine):
    """Drives every transition at random and checks what must hold after each."""

    url = ""

    def __init__(self) -> None:
        super().__init__()
        policy = QueuePolicy(
            QUEUE,
            tenant_cap=2,
            rate_limit=RATE,
            rate_period_ms=3_600_000,
            completed_count=3,
            failed_count=3,
        )
        self.engine = Engine.from_url(
            self.url, namespace="machine", policies={QUEUE: policy}, timeout=5.0
        )
        self.space = self.engine.queues.space(QUEUE)
        self.engine.client.delete(*self.space.all)
        self.requests = 0
        self.owned: dict[str, tuple[str, int]] = {}
        self.stale: list[tuple[str, int]] = []
        self.told: set[str] = set()
        self.begun = 0

    def teardown(self) -> None:
        self.engine.close()

    @rule(
        job_ids=st.lists(IDS, min_size=1, max_size=6, unique=True),
        tenant=TENANTS,
        priority=st.sampled_from([1, 2, 5, 10]),
        delay=st.sampled_from([0, 0, 0, 60_000]),
        key=st.sampled_from(["", "", "", "k1", "k2"]),
    )
    def enqueue(self, job_ids: list[str], tenant: str, priority: int, delay: int, key: str) -> None:
        jobs = [
            NewJob(one, b"{}", tenant=tenant, priority=priority, delay_ms=delay, coalesce=key)
            for one in job_ids
        ]
        accepted = self.engine.enqueue(QUEUE, jobs)
        states = self.engine.statuses(QUEUE, job_ids)
        assert all(one.state is not JobState.UNKNOWN for one in states)
        assert all(one.working_id == one.job_id or not one.created for one in accepted)

    @rule(worker=WORKERS, most=st.integers(0, 6), idle=st.booleans(), twice=st.booleans())
    def claim(self, worker: str, most: int, idle: bool, twice: bool) -> None:
        self.requests += 1
        request = requests.claim(
            self.space,
            self.engine.queues.policies[QUEUE],
            LEASE,
            worker=worker,
            consumer=worker,
            request=str(self.requests),
            most=most,
            idle=idle,
        )
        # Expired leases are taken back by any claim.
        expired = self.engine.client.zrangebyscore(self.space["active"], "-inf", 1)
        for job_id in expired:
            self.lose(job_id.decode())
        jobs = self.engine.run(request).jobs
        if twice:
            again = self.engine.run(request).jobs
            assert [job.job_id for job in again] == [job.job_id for job in jobs]
        assert len(jobs) <= most
        for job in jobs:
            assert job.job_id not in self.owned, "given to two workers"
            assert not job.record.cancel, "given though it is cancelled"
            self.owned[job.job_id] = (worker, job.token)
        self.begun += len(jobs)
        assert self.begun <= RATE, "more began than the rate allows"

    @rule()
    def a_period_passes(self) -> None:
        self.engine.client.delete(self.space["starts"])
        self.begun = 0

    def lose(self, job_id: str) -> None:
        owner = self.owned.pop(job_id, None)
        if owner is not None:
            self.stale.append((job_id, owner[1]))
        self.told.discard(job_id)

    @rule(pick=PICK, outcome=st.sampled_from("ccferb"), delay=st.sampled_from([0, 60_000]))
    def finish(self, pick: int, outcome: str, delay: int) -> None:
        if not self.owned:
            return
        job_id = chosen(pick, self.owned)
        token = self.owned.pop(job_id)[1]
        assert self.end(job_id, token, outcome, delay) == 1
        assert self.end(job_id, token, outcome, delay) in (0, 2), "an end was done twice"
        if job_id in self.told and outcome in "rb":
            self.told.discard(job_id)
            # It may be forgotten already: few failed jobs are kept.
            state = self.engine.statuses(QUEUE, [job_id])[0].state
            assert state in (JobState.FAILED, JobState.UNKNOWN), "a cancelled job lives on"
        self.told.discard(job_id)

    @rule(pick=PICK, outcome=st.sampled_from("cfrb"))
    def finish_stale(self, pick: int, outcome: str) -> None:
        if not self.stale:
            return
        job_id, token = self.stale[pick % len(self.stale)]
        before = self.engine.statuses(QUEUE, [job_id])
        assert self.end(job_id, token, outcome, 0) != 1, "a stale end had an effect"
        assert self.engine.statuses(QUEUE, [job_id]) == before

    def end(self, job_id: str, token: int, outcome: str, delay: int) -> int:
        payload = encode_result(1) if outcome == "c" else encode_error(JobError("x", "x"))
        run = Finish(job_id, token, outcome, 1, delay, payload)
        policy = self.engine.queues.policies[QUEUE]
        return self.engine.run(requests.finish(self.space, policy, [run]))[0]

    @rule(pick=PICK)
    def let_a_lease_expire(self, pick: int) -> None:
        if not self.owned:
            return
        job_id = chosen(pick, self.owned)
        self.engine.client.zadd(self.space["active"], {job_id: 1})

    @rule()
    def tend(self) -> None:
        for job_id in self.engine.client.zrangebyscore(self.space["active"], "-inf", 1):
            self.lose(job_id.decode())
        self.engine.run(requests.tend(self.space, self.engine.queues.policies[QUEUE], LEASE))

    @rule(worker=WORKERS, blame=st.booleans())
    def worker_dies(self, worker: str, blame: bool) -> None:
        lost = [job_id for job_id, owner in self.owned.items() if owner[0] == worker]
        for job_id in lost:
            self.lose(job_id)
        request = requests.recover(self.space, LEASE, worker=worker, blame=blame)
        assert self.engine.run(request) == len(lost)

    @rule()
    def delays_pass(self) -> None:
        for job_id in self.engine.client.zrange(self.space["delayed"], 0, -1):
            self.engine.client.zadd(self.space["delayed"], {job_id: 1})

    @rule(most=st.integers(1, 6))
    def pause(self, most: int) -> None:
        self.engine.pause(QUEUE, paused=True)
        self.claim("w1", most, False, False)
        self.engine.pause(QUEUE, paused=False)

    @rule(job_id=IDS)
    def remove(self, job_id: str) -> None:
        answer = self.engine.run(requests.remove(self.space, [job_id]))[0]
        assert (answer == -1) == (job_id in self.owned)

    @rule(job_id=IDS, everybody=st.booleans())
    def cancel(self, job_id: str, everybody: bool) -> None:
        alias = self.engine.client.hget(self.space["aliases"], job_id)
        working = alias.decode() if alias is not None else job_id
        before = self.engine.statuses(QUEUE, [working])[0].state
        answer = self.engine.cancel(QUEUE, [job_id], everybody=everybody)[0]
        after = self.engine.statuses(QUEUE, [working])[0]
        assert (answer == 0) == (before is JobState.UNKNOWN)
        assert (answer == -1) == before.final
        if answer == 3:
            assert not everybody
        if answer == 2:
            assert after.cancelling
            self.told.add(working)
        if answer == 1:
            assert after.error is not None
            assert (after.state, after.error.code) == (JobState.FAILED, "cancelled")
        else:
            assert after.state is before
        assert (working in self.owned) == (after.state is JobState.ACTIVE)

    @rule(most=st.integers(1, 9), delayed=st.booleans())
    def drain(self, most: int, delayed: bool) -> None:
        before = self.engine.counts(QUEUE)
        policy = self.engine.queues.policies[QUEUE]
        request = requests.drain(self.space, policy, most=most, delayed=delayed)
        there = before.waiting + (before.delayed if delayed else 0)
        assert self.engine.run(request) == min(most, there)
        assert self.engine.counts(QUEUE).active == before.active

    @rule(pick=PICK, priority=st.sampled_from([Priority.CRITICAL, Priority.HIGH]))
    def raise_priority(self, pick: int, priority: Priority) -> None:
        parked = [one.rsplit(":", 1)[1] for one in self.members("parked")]
        ids = parked or self.members("waiting5") + self.members("delayed") or ["nobody"]
        job_id = chosen(pick, ids)
        before = self.engine.statuses(QUEUE, [job_id])[0]
        answer = self.engine.run(requests.raise_priority(self.space, [job_id], priority))[0]
        after = self.engine.statuses(QUEUE, [job_id])[0]
        assert after.state is before.state
        assert after.priority == (priority if answer == 1 else before.priority)

    @rule(pick=PICK)
    def retry(self, pick: int) -> None:
        failed_ids = self.members("failed")
        job_id = chosen(pick, failed_ids) if failed_ids else "nobody"
        failed = self.engine.client.zscore(self.space["failed"], job_id) is not None
        answer = self.engine.run(requests.retry(self.space, [job_id]))[0]
        assert (answer == 1) == failed

    def members(self, name: str) -> list[str]:
        return [one.decode() for one in self.engine.client.zrange(self.space[name], 0, -1)]

    @invariant()
    def everything_fits_together(self) -> None:
        sorted_sets, hashes = self.snapshot()
        members = [one.split("\0", 1)[1].split(":", 2) for one in sorted_sets.pop("parked")]
        parked = [job_id for _, _, job_id in members]
        places = Counter(job_id for ids in sorted_sets.values() for job_id in ids)
        places.update(parked)
        jobs = hashes["jobs"]
        assert set(places) == set(jobs), "a job without a place, or a place without a job"
        assert not [job_id for job_id, count in places.items() if count > 1], "in two places"
        assert set(sorted_sets["active"]) == set(self.owned), "active is not what workers own"

        records = {job_id: decode_record(raw) for job_id, raw in jobs.items()}
        for priority in (1, 2, 5, 10):
            ranked = set(sorted_sets[f"waiting{priority}"])
            ranked |= {job_id for rank, _, job_id in members if int(rank) == priority}
            of_it = {
                one for one, record in records.items() if record and record.priority == priority
            }
            assert ranked <= of_it, "a job waits in another priority than its record says"
        told = {one for one, record in records.items() if record and record.cancel}
        assert told & set(self.owned) == self.told, "told is not what was cancelled"

        tenants = Counter(
            record.tenant
            for job_id in self.owned
            if (record := records[job_id]) is not None and record.tenant
        )
        in_flight = {name: int(count) for name, count in hashes["inflight"].items()}
        assert in_flight == tenants, "tenants in flight are miscounted"
        assert all(count <= 2 for count in tenants.values()), "over the tenants' cap"

        for name in ("progress", "askers"):
            assert set(hashes[name]) <= set(jobs), f"{name} of forgotten jobs"
        for name in ("aliases", "coalesce"):
            assert {raw.decode() for raw in hashes[name].values()} <= set(jobs), name
        for working, raw in hashes["askers"].items():
            for asker in msgspec.msgpack.decode(raw, type=list[str]):
                if asker:
                    assert hashes["aliases"].get(asker) == working.encode(), "an asker is lost"

        counts = self.engine.counts(QUEUE)
        kept = counts.waiting + counts.delayed + counts.active + counts.completed + counts.failed
        assert counts.accepted_total == kept + counts.removed_total, "jobs are lost or made up"

    def snapshot(self) -> tuple[dict[str, list[str]], dict[str, dict[str, bytes]]]:
        pipeline = self.engine.client.pipeline(transaction=True)
        for name in (*SETS, "parked"):
            pipeline.zrange(self.space[name], 0, -1)
        for name in HASHES:
            pipeline.hgetall(self.space[name])
        found = pipeline.execute()
        sets = {
            name: [one.decode() for one in ids]
            for name, ids in zip((*SETS, "parked"), found, strict=False)
        }
        hashes = {
            name: {field.decode(): value for field, value in content.items()}
            for name, content in zip(HASHES, found[len(SETS) + 1 :], strict=True)
        }
        return sets, hashes


def test_every_order_of_transitions(clean_valkey: str) -> None:
    Transitions.url = clean_valkey
    case = Transitions.TestCase
    case.settings = settings(
        max_examples=40,
        stateful_step_count=50,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    case("runTest").runTest()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_very_many_orders_of_transitions(clean_valkey: str) -> None:
    Transitions.url = clean_valkey
    case = Transitions.TestCase
    case.settings = settings(
        max_examples=300,
        stateful_step_count=60,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    case("runTest").runTest()
