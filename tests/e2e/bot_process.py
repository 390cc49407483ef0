"""A bot process for tests that stops dead at a chosen checkpoint; run as a script.

Arguments: one JSON object with api_url, gateway_url, token, redis_url, data_dir and, optionally,
die_at (a checkpoint).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from bot.checkpoints import Checkpoint
from bot.client import ApoloBot, BotConfig
from bot.journal import Journal
from bot.steps import DeliveryPolicy
from jobs.api import JobsApi


async def main(options: dict[str, str]) -> None:
    """Run until killed."""

    def reached(point: Checkpoint) -> None:
        if point == options.get("die_at"):
            os.kill(os.getpid(), signal.SIGKILL)

    data_dir = Path(options["data_dir"])
    bot = ApoloBot(
        BotConfig(
            token=options["token"],
            state_dir=data_dir,
            api_url=options["api_url"],
            gateway_url=options["gateway_url"],
            delivery=DeliveryPolicy(poll_every=0.2),
        ),
        JobsApi.from_url(options["redis_url"]),
        Journal.open(data_dir / "journal"),
        reached=reached,
    )
    await bot.start(options["token"])


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
