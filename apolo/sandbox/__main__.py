"""``python -m apolo.sandbox``: a Discord on this machine, with a member at the keyboard."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import threading
from pathlib import Path

from apolo.sandbox.console import HELP, Console
from apolo.sandbox.discord import TOKEN, SandboxDiscord
from apolo.sandbox.permissions import Permission


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m apolo.sandbox", description="A Discord that runs on this machine."
    )
    parser.add_argument("--port", type=int, default=8420, help="where to listen (8420)")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--token", default=TOKEN, help="the bot token that is accepted")
    parser.add_argument("--shards", type=int, default=1, help="how many shards to recommend")
    parser.add_argument("--locale", default="en-US", help="the member's language")
    parser.add_argument("--out", type=Path, default=Path("sandbox-output"), help="for pictures")
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _serve(arguments: argparse.Namespace) -> None:
    sandbox = SandboxDiscord(
        host=arguments.host,
        port=arguments.port,
        token=arguments.token,
        shards=arguments.shards,
    )
    async with sandbox:
        guild = sandbox.create_guild("Sandbox", locale=arguments.locale)
        member = guild.create_member(
            "Ana", locale=arguments.locale, permissions=Permission.ADMINISTRATOR
        )
        _say("Start the bot with")
        _say(f"  DISCORD_TOKEN={sandbox.token}")
        _say(f"  DISCORD_API_URL={sandbox.api_url}")
        _say(f"  DISCORD_GATEWAY_URL={sandbox.gateway_url}")
        _say(f"  OPERATOR_IDS={member.id}")
        _say(HELP)
        console = Console(sandbox, member, arguments.out, _say)
        lines = _lines()
        while (line := await lines.get()) is not None:
            await console.obey(line)
        # No keyboard (any more): serve until somebody ends the process.
        await asyncio.Event().wait()


def _lines() -> asyncio.Queue[str | None]:
    """Return a queue of standard input's lines, ``None`` at its end."""
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        # The loop may be closed while this thread still waits for a line.
        with contextlib.suppress(RuntimeError):
            for line in sys.stdin:
                loop.call_soon_threadsafe(queue.put_nowait, line)
            loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, name="keyboard", daemon=True).start()
    return queue


def main() -> None:
    """Serve until interrupted."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(_arguments()))


if __name__ == "__main__":
    main()
