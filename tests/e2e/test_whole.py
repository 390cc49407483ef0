"""All of Apolo in its own processes: what members get when something goes wrong."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal

import psutil
import pytest
import pytest_asyncio
import redis

from apolo.demo.rig import Rig, running
from apolo.embedded import Embedded
from apolo.sandbox.discord import SandboxDiscord
from apolo.sandbox.interactions import AckType
from apolo.sandbox.opendota_data import accounts, archive
from apolo.sandbox.opendota_faults import FaultKind
from locales import Locale, text

pytestmark = pytest.mark.asyncio(loop_scope="module")
WITHIN = 60.0
FRESH_MATCH = archive.TURBO_MATCH
_names = itertools.count(1)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def rig(tmp_path_factory):
    log = tmp_path_factory.mktemp("whole") / "apolo.log"
    discord = SandboxDiscord(acknowledge_within=WITHIN)
    async with running(log, discord=discord, WORKER_PROCESSES="1") as rig:
        rig.discord.create_guild("e2e")
        await rig.discord.ready(60)
        yield rig


@pytest.fixture
def guild(rig: Rig):
    rig.opendota.heal()
    rig.stratz.heal()
    return rig.discord.create_guild(f"server {next(_names)}")


def member(guild, locale="en-US"):
    return guild.create_member(f"member {next(_names)}", locale=locale)


async def answer_to(who, command, **options):
    handle = await who.run(command, options)
    answer = await handle.answer(WITHIN)
    return handle, answer


async def linked(guild, account, locale="en-US"):
    who = member(guild, locale)
    _, answer = await answer_to(who, "link", steam_id=str(account.account_id))
    assert answer.ephemeral
    return who


def answered_once(handle):
    return handle.ack is not None and len(handle.answers) == 1 and not handle.thinking


async def test_an_unlinked_member_is_told_how_to_link(guild):
    handle, answer = await answer_to(member(guild, "pt-BR"), "match")
    assert answer.content == text(Locale.PT, "error-not-linked")
    assert answered_once(handle)


async def test_a_private_profile_is_told_how_to_open_it(guild):
    who = await linked(guild, accounts.PRIVATE, "es-ES")
    handle, answer = await answer_to(who, "match")
    assert answer.content == text(Locale.ES, "error-private-profile")
    assert answered_once(handle)


async def test_an_unknown_match_is_said_so(guild):
    handle, answer = await answer_to(member(guild), "match", id="8600999999")
    assert answer.content == text(Locale.EN, "error-match-not-found", match="8600999999")
    assert answered_once(handle)


async def test_a_card_is_posted_with_its_alternative_text(guild):
    who = await linked(guild, accounts.CARRY, "pt-BR")
    handle, answer = await answer_to(who, "match")
    assert answered_once(handle)
    picture = answer.attachments[0]
    assert picture.data.startswith(b"\x89PNG")
    assert len(picture.data) < 400 * 1024
    assert accounts.CARRY.name in picture.description


async def test_a_source_that_is_down_is_said_so(rig, guild):
    rig.opendota.fail(FaultKind.DOWN)
    rig.stratz.fail(FaultKind.DOWN)
    handle, answer = await answer_to(member(guild), "match", id="8590000010")
    assert answer.content == text(Locale.EN, "error-source-unavailable")
    assert answered_once(handle)


async def test_a_source_that_comes_back_costs_only_time(rig, guild):
    rig.opendota.fail(FaultKind.SERVER_ERROR, times=5)
    handle, answer = await answer_to(member(guild), "match", id=str(archive.UNPARSED_MATCH))
    assert answer.attachments
    assert answered_once(handle)


@pytest.mark.parametrize("given", ["abc", "-1", "99999999999999999999"])
async def test_a_wrong_match_id_is_refused_privately(guild, given):
    handle, answer = await answer_to(member(guild, "es-419"), "match", id=given)
    assert answer.content == text(Locale.ES, "error-invalid-match-id")
    assert answer.ephemeral
    assert answered_once(handle)


async def test_a_worker_killed_during_the_job_costs_only_time(rig, guild):
    # A match that no other test has fetched, so that the job is in the middle of it.
    rig.opendota.fail(FaultKind.SLOW, times=1, seconds=3.0)
    handle = await member(guild).run("match", {"id": str(FRESH_MATCH)})
    await handle.acknowledged()
    async with asyncio.timeout(30):
        # The sandbox has no event for it.
        while not any(  # noqa: ASYNC110
            str(FRESH_MATCH) in seen.path for seen in rig.opendota.requests
        ):
            await asyncio.sleep(0.01)
    assert not handle.answers
    for process in psutil.Process(rig.worker.process.pid).children():
        if "multiprocessing" in " ".join(process.cmdline()):
            os.kill(process.pid, signal.SIGKILL)
    answer = await handle.answer(WITHIN)
    assert answer.attachments
    assert answered_once(handle)


async def test_acknowledged_at_once_while_workers_draw(guild):
    who = [member(guild) for _ in range(12)]
    handles = [
        await one.run("match", {"id": str(archive.SCRIPTS_MATCH)}, locale=locale)
        for one, locale in zip(who, itertools.cycle(["en-US", "pt-BR", "es-ES"]), strict=False)
    ]
    for handle in handles:
        await handle.answer(WITHIN)
    assert all(answered_once(handle) for handle in handles)
    assert {handle.ack.type for handle in handles} == {AckType.DEFERRED}


# Late, for the worker keeps to what it was told, and asks the source for nothing more.
async def test_a_rate_limit_is_told_with_the_time_to_wait(rig, guild):
    rig.opendota.fail(FaultKind.RATE_LIMITED, seconds=90)
    rig.stratz.fail(FaultKind.DOWN)
    handle, answer = await answer_to(member(guild), "match", id=str(archive.ABANDONED_MATCH))
    assert answer.content == text(Locale.EN, "error-source-rate-limited", minutes=2)
    assert answered_once(handle)


async def test_without_redis_the_answer_comes_all_the_same(rig, guild):
    with redis.Redis.from_url(rig.env["REDIS_URL"]) as client:
        client.shutdown(nosave=True)
    handle, answer = await answer_to(member(guild), "match", id=str(archive.SCRIPTS_MATCH))
    assert answer.attachments
    assert answered_once(handle)
    # Back again, work flows by itself.
    async with Embedded(rig.env["DATA_DIR"], postgres=False):
        handle, answer = await answer_to(member(guild), "match", id=str(archive.SCRIPTS_MATCH))
    assert answer.attachments
    assert answered_once(handle)
