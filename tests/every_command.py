"""All commands as they are registered, without anything behind them."""

from __future__ import annotations

import inspect
from typing import Any

from discord import app_commands

from bot.commands import make_commands
from bot.operators import Operators


class Anything:
    """Stands in for what commands only hand on."""

    def __getattr__(self, _: str) -> Any:
        return self


def every_command() -> list[Any]:
    """All commands, groups as such."""
    parts: dict[str, Any] = dict.fromkeys(inspect.signature(make_commands).parameters, Anything())
    return list(make_commands(**parts | {"operators": Operators()}))


def leaves(command: Any) -> list[Any]:
    """A command, or the commands of a group."""
    if isinstance(command, app_commands.Group):
        return [leaf for one in command.commands for leaf in leaves(one)]
    return [command]
