"""`apolo bot` where neither Redis nor PostgreSQL answers: it starts, serves and says so."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

from apolo.sandbox.permissions import EVERYBODY, Permission
from locales import Locale, text
from tests.processes import NO_DATABASE, NO_REDIS, Machine, discord_variables, ended

if TYPE_CHECKING:
    from pathlib import Path

    from apolo.sandbox.discord import SandboxDiscord


async def _health(machine: Machine) -> tuple[int, str, str]:
    """What is waited for besides Discord, whose news may be two seconds old."""
    async with asyncio.timeout(60):
        # No process has an event for it.
        while "Discord" in (found := machine.run_here("health", "bot"))[2]:  # noqa: ASYNC110
            await asyncio.sleep(0.25)
    return found


async def test_it_serves_operators_and_panels_without_any_service(
    discord: SandboxDiscord, tmp_path: Path
) -> None:
    # Given a bot whose Redis and PostgreSQL are away
    guild = discord.create_guild("A", locale="pt-BR")
    boss = guild.create_member("boss", permissions=EVERYBODY | Permission.ADMINISTRATOR)
    ana = guild.create_member("ana", locale="es-419")
    machine = Machine(
        tmp_path,
        **discord_variables(discord),
        REDIS_URL=NO_REDIS,
        DATABASE_URL=NO_DATABASE,
        OPERATOR_IDS=f"7,{boss.id}",
    )
    process = machine.start("bot")
    try:
        await discord.ready()

        # When an operator looks, and a member plays with the panel
        report = await (await boss.run("queuehealth")).answer()
        refused = await (await ana.run("queuehealth", raw=True)).answer()
        administrator = guild.create_member("x", permissions=EVERYBODY | Permission.ADMINISTRATOR)
        panel = await (await administrator.run("dashboard")).answer()
        question = await (await ana.press(panel, "apolo:1:language")).answer()
        health = await _health(machine)
        process.send_signal(signal.SIGTERM)
        code = await ended(process)
    finally:
        machine.stop()
    errors = machine.log.read_text(encoding="utf-8")

    # Then all is answered, it does not call itself ready, and the end is a gentle one
    assert health == (1, "", "apolo: bot: not ready: waits for Redis, PostgreSQL\n")
    shown = "\n".join(str(one.get("content", "")) for one in report.walk_components())
    assert text(Locale.EN, "health-redis-away") in shown
    assert refused.content == text(Locale.ES, "error-not-operator")
    asked = "\n".join(str(one.get("content", "")) for one in question.walk_components())
    assert text(Locale.ES, "language-prompt") in asked
    assert code == 0
    assert errors.count("the members' languages can't be read") == 1
    assert "Traceback" not in errors
    assert discord.journal.unanswered() == []
