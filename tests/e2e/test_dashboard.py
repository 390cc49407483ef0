"""The panel: every button, by anybody, after restarts, and what only looks like one of ours."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.handle import NotPossible
from apolo.sandbox.interactions import AckType
from apolo.sandbox.permissions import EVERYBODY, Permission
from bot.languages import Languages
from locales import Locale, text
from store.member_settings import languages_since, set_language

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.member import Member
    from apolo.sandbox.message import Message
    from apolo.sandbox.places import SandboxGuild
    from apolo.sandbox.wire import JsonObject
    from jobs.engine.requests import ClaimedJob
    from store.pool import Pool
    from tests.e2e.conftest import Bots, Hands

ROUTES = ["last_match", "progress", "heroes", "coaching", "leaderboard", "language", "link"]
TAGS = ["en-US", "en-GB", "pt-BR", "es-ES", "es-419"]
MANAGER = EVERYBODY | Permission.MANAGE_GUILD
QUEUE_OF = {
    "last_match": "image-generation",
    "progress": "chart-generation",
    "heroes": "chart-generation",
    "coaching": "ai-analysis",
    "leaderboard": "leaderboard-update",
}
Eventually = Callable[[Callable[[], bool]], Awaitable[None]]


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.unacknowledged() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


def words(message: Message) -> str:
    return "\n".join(str(one.get("content", "")) for one in message.walk_components())


def labels(message: Message) -> list[object]:
    return [one["label"] for one in message.walk_components() if "label" in one]


def payload(job: ClaimedJob) -> dict[str, object]:
    found: dict[str, object] = json.loads(job.message)["kwargs"]["payload"]
    return found


async def posted(guild: SandboxGuild, locale: str = "en-US") -> Message:
    """Have a panel posted by somebody who may."""
    admin = guild.create_member("admin", locale=locale, permissions=MANAGER)
    return await (await admin.run("dashboard")).answer()


@pytest.mark.parametrize("server", TAGS)
async def test_the_panel_is_public_and_speaks_the_servers_language(
    discord: SandboxDiscord, bots: Bots, server: str
) -> None:
    guild = discord.create_guild("A", locale=server)
    await bots.start()

    panel = await posted(guild, locale=server)

    locale = Locale.parse(server)
    assert not panel.ephemeral
    assert panel.custom_ids == [f"apolo:1:{route}" for route in ROUTES]
    assert labels(panel) == [text(locale, f"panel-{route}") for route in ROUTES]
    assert text(locale, "panel-text") in words(panel)
    _clean(discord)


@pytest.mark.parametrize(
    ("server", "poster", "spoken"),
    [
        ("pt-BR", "en-US", Locale.PT),  # a server that has chosen its language
        ("en-US", "es-419", Locale.ES),  # what Discord says of every server that has not
        ("fr", "es-ES", Locale.ES),
        ("fr", "de", Locale.EN),
    ],
)
async def test_where_the_server_has_no_language_of_ours_the_posters_is_spoken(
    discord: SandboxDiscord, bots: Bots, server: str, poster: str, spoken: Locale
) -> None:
    guild = discord.create_guild("A", locale=server)
    await bots.start()

    panel = await posted(guild, locale=poster)

    assert labels(panel)[0] == text(spoken, "panel-last_match")


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-ES"])
async def test_only_who_manages_the_server_may_post_it(
    discord: SandboxDiscord, bots: Bots, locale: str
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale=locale)
    await bots.start()

    with pytest.raises(NotPossible):
        await ana.run("dashboard")
    answer = await (await ana.run("dashboard", raw=True)).answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.parse(locale), "error-needs-manage-guild")


async def test_it_does_not_go_into_a_direct_message(discord: SandboxDiscord, bots: Bots) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    await bots.start()

    answer = await (await admin.run("dashboard", channel=admin.direct, raw=True)).answer()

    assert answer.content == text(Locale.EN, "error-dashboard-guild-only")


@pytest.mark.parametrize("route", list(QUEUE_OF))
async def test_each_button_does_what_its_command_does(
    discord: SandboxDiscord, bots: Bots, hands: Hands, route: str
) -> None:
    guild = discord.create_guild("A", locale="pt-BR")
    ana = guild.create_member("ana", locale="es-419")
    await bots.start()
    panel = await posted(guild)

    press = await ana.press(panel, f"apolo:1:{route}")
    ack = await press.acknowledged()
    queue = QUEUE_OF[route]
    job = await hands.take(queue)
    hands.complete(job, {"kind": "text", "text": "Listo."}, queue=queue)
    answer = await press.answer()

    assert (ack.type, ack.ephemeral) == (AckType.DEFERRED, False)
    asked = payload(job)
    assert (asked["discord_user_id"], asked["guild_id"]) == (ana.id, guild.id)
    assert asked["locale"] == "es"
    assert asked.get("match_id") is None
    assert answer.content == "Listo."
    assert answer.id != panel.id
    # The panel itself stays as it was.
    assert (await guild.channels[0].until(bool))[0] == panel
    _clean(discord)


async def test_panels_of_before_a_restart_work_all_of_them(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana, rui = guild.create_member("ana"), guild.create_member("rui")
    await bots.start()
    panels = [await posted(guild), await posted(guild)]
    await bots.stop()
    await discord.disconnected()
    await bots.start()

    for panel, member in zip(panels, (ana, rui), strict=True):
        press = await member.press(panel, "apolo:1:last_match")
        await press.acknowledged()
        hands.draw(await hands.take())
        assert (await press.answer()).attachments
    _clean(discord)


async def test_a_panel_as_the_first_version_posted_it_still_works(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    await bots.start()
    panel = await posted(guild)
    routes = ["last_match", "progress", "coaching", "leaderboard", "language"]
    row: JsonObject = {
        "type": 1,
        "id": 3,
        "components": [
            {"type": 2, "id": 4 + at, "style": 2, "label": "x", "custom_id": f"apolo:1:{route}"}
            for at, route in enumerate(routes)
        ],
    }
    words: JsonObject = {"type": 10, "id": 2, "content": "## Apolo"}
    box: JsonObject = {"type": 17, "id": 1, "components": [words, row]}
    old = replace(panel, components=(box,))
    guild.channels[0].state.messages[panel.id] = old

    for route, queue in QUEUE_OF.items():
        if route in routes:
            press = await ana.press(old, f"apolo:1:{route}")
            hands.complete(await hands.take(queue), {"kind": "text", "text": "Done."}, queue=queue)
            assert (await press.answer()).content == "Done."
    assert (await (await ana.press(old, "apolo:1:language")).answer()).ephemeral
    _clean(discord)


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-419"])
async def test_a_press_by_somebody_unlinked_says_how_to_link(
    discord: SandboxDiscord, bots: Bots, hands: Hands, locale: str
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale=locale)
    await bots.start()
    panel = await posted(guild)

    press = await ana.press(panel, "apolo:1:last_match")
    hands.fail(await hands.take(), "not_linked")
    answer = await press.answer()

    assert answer.content == text(Locale.parse(locale), "error-not-linked")
    _clean(discord)


async def test_the_command_and_its_button_ask_for_the_same(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    await bots.start()
    panel = await posted(guild)

    first = await ana.run("progress")
    await first.acknowledged()
    told = await (await ana.press(panel, "apolo:1:progress")).answer()
    job = await hands.take("chart-generation")
    hands.complete(job, {"kind": "text", "text": "Done"}, queue="chart-generation")
    await first.answer()

    assert told.ephemeral
    assert told.content == text(Locale.EN, "error-already-pending")
    _clean(discord)


@pytest.mark.parametrize(
    "forged",
    [
        "apolo:0:last_match",  # an older version
        "apolo:2:last_match",  # a newer one, before a downgrade
        "apolo:1:builds",  # a route that is no more
        "apolo:1:last_match",  # ours, but not on this message
        "apolo:1:language_choice:fr",
        "apolo:1:last_match\n",
        "apolo",
        "x" * 100,
        "somebody:else",
    ],
)
@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-ES"])
async def test_a_button_that_is_not_ours_any_more_is_answered_privately(
    discord: SandboxDiscord, bots: Bots, hands: Hands, forged: str, locale: str
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale=locale)
    await bots.start()
    first = await ana.run("match", {"id": "7412345678"})
    hands.draw(await hands.take())
    card = await first.answer()

    press = await ana.press(card, forged, raw=True)
    answer = await press.answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.parse(locale), "error-button-outdated")
    assert hands.idle()
    _clean(discord)


async def test_an_old_button_on_a_panel_is_answered_too(
    discord: SandboxDiscord, bots: Bots
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    await bots.start()
    panel = await posted(guild)

    answer = await (await ana.press(panel, "apolo:0:last_match", raw=True)).answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.EN, "error-button-outdated")


async def test_a_press_that_fails_in_a_way_nobody_foresaw_is_answered(
    discord: SandboxDiscord, bots: Bots, monkeypatch: pytest.MonkeyPatch
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale="pt-BR")
    await bots.start()
    panel = await posted(guild)

    async def broken(*_: object) -> None:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr("bot.dashboard.actions.progress", broken)
    answer = await (await ana.press(panel, "apolo:1:progress")).answer()

    assert answer.ephemeral
    assert answer.content.startswith("Algo deu errado do meu lado.")
    _clean(discord)


async def choose(member: Member, panel: Message, choice: str, hands: Hands) -> Message:
    """Choose a language by the panel, to the end."""
    asked = await (await member.press(panel, "apolo:1:language")).answer()
    press = await member.press(asked, f"apolo:1:language_choice:{choice}")
    ack = await press.acknowledged()
    assert (ack.type, ack.ephemeral) == (AckType.DEFERRED, True)
    job = await hands.take("member-requests")
    chosen = payload(job)
    assert chosen["language"] == (None if choice == "automatic" else choice)
    message = "language-automatic" if choice == "automatic" else "language-set"
    hands.complete(job, {"kind": "text", "message": message, "args": {}}, queue="member-requests")
    return await press.answer()


@pytest.mark.parametrize("choice", list(Locale))
async def test_a_member_is_answered_in_the_language_they_choose(
    discord: SandboxDiscord, bots: Bots, hands: Hands, choice: Locale
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale="de")
    await bots.start()
    panel = await posted(guild)

    question = await (await ana.press(panel, "apolo:1:language")).answer()
    answer = await choose(ana, panel, choice.value, hands)
    wrong = await (await ana.run("match", {"id": "abc"})).answer()
    press = await ana.run("match", {"id": "7412345678"})
    job = await hands.take()
    hands.draw(job)
    await press.answer()

    assert question.ephemeral
    assert text(Locale.EN, "language-prompt") in words(question)
    assert labels(question)[:3] == ["English", "Português", "Español"]
    assert answer.ephemeral
    assert answer.content == text(choice, "language-set")
    assert wrong.content == text(choice, "error-invalid-match-id")
    assert payload(job)["locale"] == choice.value
    _clean(discord)


async def test_the_choice_can_be_taken_back(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale="es-ES")
    await bots.start()
    panel = await posted(guild)

    await choose(ana, panel, "pt", hands)
    answer = await choose(ana, panel, "automatic", hands)

    assert answer.content == text(Locale.ES, "language-automatic")
    _clean(discord)


async def test_the_choice_of_one_is_not_anothers(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana, rui = guild.create_member("ana"), guild.create_member("rui")
    await bots.start()
    panel = await posted(guild)

    await choose(ana, panel, "pt", hands)
    answer = await (await rui.run("match", {"id": "abc"})).answer()

    assert answer.content == text(Locale.EN, "error-invalid-match-id")


async def test_another_bot_process_hears_of_the_choice(
    discord: SandboxDiscord, bots: Bots, pool: Pool, eventually: Eventually
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    languages = Languages(partial(languages_since, pool), every=0.05)
    await set_language(pool, ana.id, "es", 1)
    await languages.start(60)
    await bots.start(languages=languages)

    first = await (await ana.run("match", {"id": "abc"})).answer()
    await set_language(pool, ana.id, "pt", 2)
    await eventually(lambda: languages.get(ana.id) is Locale.PT)
    second = await (await ana.run("match", {"id": "abc"})).answer()
    await languages.stop()

    assert first.content == text(Locale.ES, "error-invalid-match-id")
    assert second.content == text(Locale.PT, "error-invalid-match-id")
