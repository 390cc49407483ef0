"""/privacy: what is told, the copies, hiding, and the end of everything."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from locales import Locale, text

if TYPE_CHECKING:
    from pathlib import Path

    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.message import Message
    from jobs.engine.requests import ClaimedJob
    from tests.e2e.conftest import Bots, Hands

REQUESTS = "member-requests"
ROUTES = [
    "privacy_export:json",
    "privacy_export:csv",
    "privacy_visibility:hide",
    "privacy_visibility:show",
    "privacy_ask_delete",
]


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.unacknowledged() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


def words(message: Message) -> str:
    return "\n".join(str(one.get("content", "")) for one in message.walk_components())


def asked(job: ClaimedJob) -> tuple[str, dict[str, Any]]:
    message = json.loads(job.message)
    return message["actor_name"], message["kwargs"]["payload"]


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-419"])
async def test_it_is_told_privately_what_is_kept(
    discord: SandboxDiscord, bots: Bots, tag: str
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale=tag)
    await bots.start()

    here = await (await ana.run("privacy")).answer()
    direct = await (await ana.run("privacy", channel=ana.direct)).answer()

    locale = Locale.parse(tag)
    for answer in (here, direct):
        assert answer.ephemeral
        assert answer.custom_ids == [f"apolo:1:{route}" for route in ROUTES]
        for part in ("stored", "short", "not-stored", "visibility"):
            assert text(locale, f"privacy-{part}") in words(answer)
    _clean(discord)


@pytest.mark.parametrize("kind", ["json", "csv"])
async def test_a_copy_is_a_private_file(
    discord: SandboxDiscord, bots: Bots, hands: Hands, kind: str
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    view = await (await ana.run("privacy")).answer()

    press = await ana.press(view, f"apolo:1:privacy_export:{kind}")
    assert (await press.acknowledged()).ephemeral
    job = await hands.take(REQUESTS)
    hands.keep("export:x", b"a copy")
    result = {"kind": "file", "picture": "export:x", "filename": f"a.{kind}", "text": "All of it."}
    hands.complete(job, result, queue=REQUESTS)
    answer = await press.answer()

    actor, payload = asked(job)
    assert (actor, payload["format"], payload["discord_user_id"]) == ("export_member", kind, ana.id)
    assert answer.ephemeral
    assert answer.content == "All of it."
    (file,) = answer.attachments
    assert (file.filename, file.data) == (f"a.{kind}", b"a copy")
    _clean(discord)


async def test_hiding_and_showing_ask_for_what_they_say(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    view = await (await ana.run("privacy")).answer()

    hidden = []
    for choice in ("hide", "show"):
        press = await ana.press(view, f"apolo:1:privacy_visibility:{choice}")
        job = await hands.take(REQUESTS)
        message = {"kind": "text", "message": "privacy-hidden", "args": {}}
        hands.complete(job, message, queue=REQUESTS)
        assert (await press.answer()).ephemeral
        hidden.append(asked(job)[1]["hidden"])

    assert hidden == [True, False]
    _clean(discord)


async def test_everything_goes_after_a_question(
    discord: SandboxDiscord, bots: Bots, hands: Hands, tmp_path: Path
) -> None:
    guild = discord.create_guild("A")
    ana, rui = guild.create_member("ana", locale="pt-BR"), guild.create_member("rui")
    bot = await bots.start()
    bot.languages.expect(ana.id, Locale.PT)
    for member in (ana, rui):
        card = await member.run("match", {"id": "7412345678"})
        hands.draw(await hands.take())
        await card.answer()
    view = await (await ana.run("privacy")).answer()

    question = await (await ana.press(view, "apolo:1:privacy_ask_delete")).answer()
    kept = await (await ana.press(question, "apolo:1:privacy_look")).answer()
    asked_again = await (await ana.press(kept, "apolo:1:privacy_ask_delete")).answer()
    press = await ana.press(asked_again, "apolo:1:privacy_delete")
    assert (await press.acknowledged()).ephemeral
    job = await hands.take(REQUESTS)
    message = {"kind": "text", "message": "privacy-deleted", "args": {}}
    hands.complete(job, message, queue=REQUESTS)
    answer = await press.answer()

    assert text(Locale.PT, "privacy-delete-question") in words(question)
    assert kept.custom_ids == view.custom_ids
    assert asked(job)[0] == "delete_member"
    assert answer.content == text(Locale.PT, "privacy-deleted")
    assert bot.languages.get(ana.id) is None
    _clean(discord)
    await bots.stop()
    (journal,) = (tmp_path / "bot" / "journal").glob("*.sqlite3")
    with sqlite3.connect(journal) as db:
        users = [user for (user,) in db.execute("SELECT user_id FROM entries")]
    # The request itself is kept for the hour in which Discord might deliver it again.
    assert sorted(users) == sorted([0, rui.id, ana.id])


@pytest.mark.parametrize("forged", ["privacy_export:xml", "privacy_visibility:maybe"])
async def test_forged_choices_are_refused(
    discord: SandboxDiscord, bots: Bots, hands: Hands, forged: str
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="es-ES")
    await bots.start()
    view = await (await ana.run("privacy")).answer()
    (row, *_) = (one for one in view.walk_components() if one.get("custom_id"))
    row["custom_id"] = f"apolo:1:{forged}"

    answer = await (await ana.press(view, f"apolo:1:{forged}")).answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.ES, "error-button-outdated")
    assert hands.idle(REQUESTS)
