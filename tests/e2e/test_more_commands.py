"""/progress, /coach and /leaderboard, from the press to the answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from apolo.sandbox.handle import NotPossible
from apolo.sandbox.interactions import AckType
from apolo.sandbox.permissions import Permission
from locales import Locale, text

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from jobs.engine.requests import ClaimedJob
    from tests.e2e.conftest import Bots, Hands

TAGS = ["en-US", "pt-BR", "es-ES", "es-419", "en-GB"]


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


def payload(job: ClaimedJob) -> dict[str, object]:
    found: dict[str, object] = json.loads(job.message)["kwargs"]["payload"]
    return found


async def test_progress_is_a_public_picture(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale="pt-BR")
    await bots.start()

    press = await ana.run("progress")
    ack = await press.acknowledged()
    job = await hands.take("chart-generation")
    hands.keep("chart")
    result = {"kind": "image", "picture": "chart", "filename": "progress.png", "alt": "20 partidas"}
    hands.complete(job, result, queue="chart-generation")
    answer = await press.answer()

    assert (ack.type, ack.ephemeral) == (AckType.DEFERRED, False)
    assert payload(job) == {
        "discord_user_id": ana.id, "guild_id": guild.id, "locale": "pt",
        "subject": None, "metric": "gpm", "matches": 80,
    }  # fmt: skip
    assert [one.description for one in answer.attachments] == ["20 partidas"]
    _clean(discord)


@pytest.mark.parametrize(
    ("options", "match_id"),
    [({}, None), ({"match": "https://www.opendota.com/matches/7412345678"}, 7412345678)],
)
async def test_coaching_is_a_public_text_that_mentions_nobody(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    options: dict[str, str],
    match_id: int | None,
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="es-419")
    await bots.start()

    press = await ana.run("coach", options)
    ack = await press.acknowledged()
    job = await hands.take("ai-analysis")
    words = "**Oro**\nPerdiste 900 de oro. @everyone <@80351110224678912>"
    hands.complete(job, {"kind": "text", "text": words}, queue="ai-analysis")
    answer = await press.answer()

    assert not ack.ephemeral
    assert payload(job)["match_id"] == match_id
    assert answer.content.startswith("**Oro**\nPerdiste 900 de oro.")
    assert "@everyone" not in answer.content
    assert "<@8" not in answer.content
    _clean(discord)


@pytest.mark.parametrize("locale", TAGS)
async def test_coach_refuses_what_is_no_match(
    discord: SandboxDiscord, bots: Bots, hands: Hands, locale: str
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale=locale)
    await bots.start()

    answer = await (await ana.run("coach", {"match": "abc"})).answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.parse(locale), "error-invalid-match-id")
    assert hands.idle("ai-analysis")


@pytest.mark.parametrize(
    ("options", "metric", "period"),
    [
        ({}, "win_rate", "week"),
        ({"metric": "kda"}, "kda", "week"),
        ({"metric": "gpm", "period": "month"}, "gpm", "month"),
    ],
)
async def test_leaderboard_is_a_public_picture_with_words(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    options: dict[str, str],
    metric: str,
    period: str,
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    await bots.start()

    press = await ana.run("leaderboard", options)
    job = await hands.take("leaderboard-update")
    hands.keep("board")
    result = {
        "kind": "image",
        "picture": "board",
        "filename": "board.png",
        "alt": "Ten members",
        "text": "Of 12 linked members, 10 played enough.",
    }
    hands.complete(job, result, queue="leaderboard-update")
    answer = await press.answer()

    asked = payload(job)
    assert (asked["guild_id"], asked["metric"], asked["period"]) == (guild.id, metric, period)
    assert answer.content == "Of 12 linked members, 10 played enough."
    assert len(answer.attachments) == 1
    _clean(discord)


async def test_a_leaderboard_in_a_direct_message_is_refused(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    await bots.start()

    with pytest.raises(NotPossible):
        await ana.run("leaderboard", channel=ana.direct)
    answer = await (await ana.run("leaderboard", channel=ana.direct, raw=True)).answer()

    assert answer.content == text(Locale.PT, "error-guild-only")
    assert hands.idle("leaderboard-update")


@pytest.mark.parametrize("wrong", ["rating", "", "WIN_RATE", 12.5, True])
async def test_a_metric_that_is_not_offered_is_refused(
    discord: SandboxDiscord, bots: Bots, hands: Hands, wrong: object
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="es-ES")
    await bots.start()

    press = await ana.run("leaderboard", {"metric": wrong}, raw=True)  # type: ignore[dict-item]
    answer = await press.answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.ES, "error-invalid-option")
    assert hands.idle("leaderboard-update")


@pytest.mark.parametrize("wrong", [12.5, True, 7412345678])
async def test_a_match_of_a_wrong_kind_is_refused(
    discord: SandboxDiscord, bots: Bots, hands: Hands, wrong: object
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    await bots.start()

    press = await ana.run("coach", {"match": wrong}, raw=True)  # type: ignore[dict-item]
    answer = await press.answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.PT, "error-invalid-option")
    assert hands.idle("ai-analysis")


def parts(command: dict[str, Any]) -> list[dict[str, Any]]:
    """A command and all its options, however deep."""
    return [command, *(inner for one in command.get("options", []) for inner in parts(one))]


async def test_every_part_of_every_command_is_named_in_every_language(
    discord: SandboxDiscord, bots: Bots
) -> None:
    await bots.start()
    everything = discord.world.commands[None]
    commands = {one["name"]: one for one in everything if one["type"] == 1}
    menus = [one for one in everything if one["type"] != 1]

    assert set(commands) == {
        "link", "unlink", "profile", "match", "progress", "heroes", "coach", "leaderboard",
        "dashboard", "settings", "queuehealth", "jobs", "privacy",
        "help",
    }  # fmt: skip
    assert {one["name"] for one in menus} == {"Show last match", "Show the match in here"}
    assert all(set(one["name_localizations"]) == set(TAGS) for one in menus)
    for command in commands.values():
        for part in parts(command):
            assert set(part["name_localizations"]) == set(TAGS)
            assert set(part["description_localizations"]) == set(TAGS)
            for choice in part.get("choices", []):
                assert set(choice["name_localizations"]) == set(TAGS)
    metric = commands["leaderboard"]["options"][0]
    assert [one["name_localizations"]["pt-BR"] for one in metric["choices"]] == [
        "Taxa de vitórias", "KDA", "GPM (ouro por minuto)",
    ]  # fmt: skip


async def test_what_is_offered_where_and_to_whom(discord: SandboxDiscord, bots: Bots) -> None:
    await bots.start()
    commands = {command["name"]: command for command in discord.world.commands[None]}

    for name in ("leaderboard", "dashboard", "settings"):
        assert commands[name]["contexts"] == [0]
    needs = {
        name: command["default_member_permissions"]
        for name, command in commands.items()
        if command.get("default_member_permissions") is not None
    }
    assert {name: int(bits) for name, bits in needs.items()} == {
        "dashboard": int(Permission.MANAGE_GUILD),
        "settings": int(Permission.MANAGE_GUILD),
        "queuehealth": int(Permission.ADMINISTRATOR),
        "jobs": int(Permission.ADMINISTRATOR),
    }
