"""Whatever somebody does by hand to one job's record, its neighbours go on."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from jobs.engine import Engine, JobState, NewJob, QueuePolicy, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.records import HEAD_SIZE, JobStatus, encode_result
from jobs.engine.requests import ClaimedJob, Finish

#: Where a record's parts are, in bytes from its start.
VERSION, STATE, TOKEN, STARTED, WORKER_SIZE, TENANT_SIZE = 0, 1, 2, 18, 34, 44
PRIORITY, DUE, CRASHES, CANCEL, TIMEOUT = 49, 59, 71, 73, 74
NEIGHBOURS = ("before", "after")


class Bench:
    """One queue with a victim between two neighbours of other tenants."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.space = engine.queues.space("work")
        self.policy = engine.queues.policies["work"]
        # A record that names many crashes or a long grace must not keep the test waiting.
        self.lease = LeasePolicy(max_crashes=2)
        engine.client.delete(*self.space.all)
        self.claims = 0

    def fill(self, state: str) -> None:
        delay = 60_000 if state == "delayed" else 0
        jobs = [NewJob(one, b"{}", tenant=one) for one in ("before", "victim", "after")]
        jobs[1] = NewJob("victim", b"{}", tenant="victim", delay_ms=delay)
        self.engine.enqueue("work", jobs)
        if state == "active":
            self.held = self.claim()

    def spoil(self, place: int, value: bytes, grow: int) -> None:
        raw = self.engine.client.hget(self.space["jobs"], "victim")
        assert raw is not None
        spoilt = raw[:place] + value + raw[max(place, place + len(value) - grow) :]
        self.engine.client.hset(self.space["jobs"], "victim", spoilt)

    def claim(self) -> list[ClaimedJob]:
        self.claims += 1
        claim = self.engine.run(
            requests.claim(
                self.space,
                self.policy,
                self.lease,
                worker="w",
                consumer="w",
                request=str(self.claims),
                most=5,
                idle=True,
            )
        )
        if claim.unreadable:
            self.engine.run(requests.condemn(self.space, claim.unreadable))
        return list(claim.jobs)

    def work_it_off(self) -> None:
        """Do what workers do until nothing is left; a lease that nobody renews expires."""
        held = getattr(self, "held", [])
        for _ in range(5):
            ends = [Finish(job.job_id, job.token, "c", 1, 0, encode_result(1)) for job in held]
            if ends:
                self.engine.run(requests.finish(self.space, self.policy, ends))
            for name in ("active", "delayed"):
                for job_id in self.engine.client.zrange(self.space[name], 0, -1):
                    self.engine.client.zadd(self.space[name], {job_id: 1})
            self.engine.run(requests.tend(self.space, self.policy, self.lease))
            held = self.claim()

    def states(self) -> dict[str, JobStatus]:
        ids = ("before", "victim", "after")
        return dict(zip(ids, self.engine.statuses("work", ids), strict=True))


@pytest.mark.parametrize("state", ["waiting", "delayed", "active"])
def test_a_damaged_place_harms_no_neighbour(clean_valkey: str, state: str) -> None:
    policies = {"work": QueuePolicy("work", tenant_cap=1, timeout_ms=0)}
    engine = Engine.from_url(clean_valkey, namespace="damage", policies=policies, timeout=30.0)

    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(
        place=st.integers(0, HEAD_SIZE + 12),
        value=st.binary(max_size=9),
        grow=st.sampled_from([0, 0, 0, 1, -1, 9]),
    )
    @example(place=0, value=b"", grow=-999)
    @example(place=VERSION, value=b"\x02", grow=0)
    @example(place=STATE, value=b"z", grow=0)
    @example(place=TOKEN, value=b"\xff" * 8, grow=0)
    @example(place=STARTED, value=b"\xff" * 8, grow=0)
    @example(place=WORKER_SIZE, value=b"\xff" * 2, grow=0)
    @example(place=TENANT_SIZE, value=b"\x00", grow=0)
    @example(place=PRIORITY, value=b"\x03", grow=0)
    @example(place=DUE, value=b"\xff" * 8, grow=0)
    @example(place=CRASHES, value=b"\xff" * 2, grow=0)
    @example(place=CANCEL, value=b"\xff", grow=0)
    @example(place=TIMEOUT, value=b"\xff" * 4, grow=0)
    @example(place=HEAD_SIZE, value=b"\xff\xfe", grow=0)
    def check(place: int, value: bytes, grow: int) -> None:
        bench = Bench(engine)
        bench.fill(state)
        bench.spoil(place, value, grow)
        bench.work_it_off()
        found = bench.states()
        assert [found[one].state for one in NEIGHBOURS] == [JobState.COMPLETED] * 2
        # The value may be a possible one; if not, the job has failed, and says why.
        victim = found["victim"]
        assert victim.state.final, f"{value!r} at {place} keeps it {victim.state}"
        if victim.state is JobState.FAILED:
            assert victim.error is not None
            assert victim.error.code in {"poison", "cancelled", "timeout"}
        counts = engine.counts("work")
        kept = counts.waiting + counts.delayed + counts.active + counts.completed + counts.failed
        assert counts.accepted_total == kept + counts.removed_total
        # A tenant that was changed into another one can't be told from a true one.
        assert set(engine.client.hgetall(bench.space["inflight"])) <= {b"victim"}

    check()
    engine.close()


def test_those_kept_back_by_a_damaged_jobs_tenant_run(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("victim", "parked", tenant="t")
    assert hand.claimed_ids(5) == ["victim"]
    hand.engine.client.hset(hand.engine.queues.space("work")["jobs"], "victim", b"\xc1")
    hand.expire_leases()
    hand.claim(0)
    assert hand.status("victim").error.code == "poison"
    assert hand.claimed_ids(5) == ["parked"]
