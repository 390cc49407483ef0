"""Allowances on a real Valkey: by its clock, all or nothing, coming back evenly."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from jobs.api import Allowance, JobsApi


@pytest.fixture
async def jobs(clean_valkey: str) -> AsyncIterator[JobsApi]:
    api = JobsApi.from_url(clean_valkey)
    yield api
    await api.close()


async def test_so_many_at_once_and_then_one_after_another(jobs: JobsApi) -> None:
    rule = Allowance("member:1:day", 4, 400)
    for _ in range(4):
        assert await jobs.spend([rule]) is None
    used_up = await jobs.spend([rule])
    assert used_up is not None
    assert used_up.allowance is rule
    assert 95 < used_up.seconds <= 100


async def test_where_one_is_used_up_none_is_taken(jobs: JobsApi) -> None:
    small, large = Allowance("member:1:analyses", 1, 1_000), Allowance("member:1:day", 2, 1_000)
    assert await jobs.spend([large, small]) is None
    for _ in range(3):
        used_up = await jobs.spend([large, small])
        assert used_up is not None
        assert used_up.allowance is small
    assert await jobs.spend([large]) is None
    assert await jobs.spend([large]) is not None


async def test_what_comes_back_first_is_not_what_is_waited_for(jobs: JobsApi) -> None:
    soon, late = Allowance("member:1:minute", 1, 60), Allowance("member:1:day", 1, 86_400)
    await jobs.spend([soon, late])
    used_up = await jobs.spend([soon, late])
    assert used_up is not None
    assert used_up.allowance is late


async def test_nothing_is_kept_of_who_has_recovered(jobs: JobsApi) -> None:
    await jobs.spend([Allowance("member:1:minute", 60, 60)])
    client = jobs._engine.client
    (key,) = await client.keys("*fairuse*")
    assert 0 < await client.pttl(key) <= 1_000
