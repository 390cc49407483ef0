"""`apolo bot` where neither Redis nor PostgreSQL answers: it starts, serves and says so."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from apolo.sandbox.permissions import EVERYBODY, Permission
from locales import Locale, text

if TYPE_CHECKING:
    from pathlib import Path

    from apolo.sandbox.discord import SandboxDiscord


def _started(env: dict[str, str], folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "apolo", "bot"]
    return subprocess.Popen(command, env=env, cwd=folder, stderr=subprocess.PIPE, text=True)


def _health(env: dict[str, str], folder: Path) -> tuple[int, str]:
    """What is waited for besides Discord, whose news may be two seconds old."""
    while True:
        command = [sys.executable, "-m", "apolo", "health", "bot"]
        done = subprocess.run(
            command, env=env, cwd=folder, stderr=subprocess.PIPE, text=True, check=False, timeout=30
        )
        if "Discord" not in done.stderr:
            return done.returncode, done.stderr


async def test_it_serves_operators_and_panels_without_any_service(
    discord: SandboxDiscord, tmp_path: Path
) -> None:
    # Given a bot whose Redis and PostgreSQL are away
    guild = discord.create_guild("A", locale="pt-BR")
    boss = guild.create_member("boss", permissions=EVERYBODY | Permission.ADMINISTRATOR)
    ana = guild.create_member("ana", locale="es-419")
    env = {
        "PATH": os.environ["PATH"],
        "DATA_DIR": str(tmp_path / "data"),
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "REDIS_URL": "redis://127.0.0.1:1",
        "DATABASE_URL": "postgresql://apolo@127.0.0.1:1/apolo",
        "OPERATOR_IDS": f"7,{boss.id}",
        "LOG_FORMAT": "json",
    }
    process = _started(env, tmp_path)
    try:
        await discord.ready()

        # When an operator looks, and a member plays with the panel
        report = await (await boss.run("queuehealth")).answer()
        refused = await (await ana.run("queuehealth", raw=True)).answer()
        administrator = guild.create_member("x", permissions=EVERYBODY | Permission.ADMINISTRATOR)
        panel = await (await administrator.run("dashboard")).answer()
        question = await (await ana.press(panel, "apolo:1:language")).answer()
        health = await asyncio.to_thread(_health, env, tmp_path)
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = await asyncio.to_thread(process.communicate, timeout=60)

    # Then all is answered, it does not call itself ready, and the end is a gentle one
    assert health == (1, "apolo: bot: not ready: waits for Redis, PostgreSQL\n")
    shown = "\n".join(str(one.get("content", "")) for one in report.walk_components())
    assert text(Locale.EN, "health-redis-away") in shown
    assert refused.content == text(Locale.ES, "error-not-operator")
    asked = "\n".join(str(one.get("content", "")) for one in question.walk_components())
    assert text(Locale.ES, "language-prompt") in asked
    assert process.returncode == 0
    assert errors.count("the members' languages can't be read") == 1
    assert "Traceback" not in errors
    assert discord.journal.unanswered() == []
