"""What a command's options may be, checked on our side: Discord's client is not the only sender."""

from __future__ import annotations

from typing import Any, TypeVar

import discord
from discord import app_commands

from jobs.payloads import FEWEST_MATCHES, MOST_MATCHES

T = TypeVar("T")


class _Words(app_commands.Transformer):
    async def transform(self, interaction: discord.Interaction[Any], value: object, /) -> str:
        return _checked(value, str)


class _Switch(app_commands.Transformer):
    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.boolean

    async def transform(self, interaction: discord.Interaction[Any], value: object, /) -> bool:
        return _checked(value, bool)


class _Matches(app_commands.Transformer):
    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.integer

    @property
    def min_value(self) -> int:
        return FEWEST_MATCHES

    @property
    def max_value(self) -> int:
        return MOST_MATCHES

    async def transform(self, interaction: discord.Interaction[Any], value: object, /) -> int:
        number = _checked(value, int)
        if isinstance(value, bool) or not FEWEST_MATCHES <= number <= MOST_MATCHES:
            raise TypeError(f"expected {FEWEST_MATCHES} to {MOST_MATCHES}")
        return number


class _Anyone(app_commands.Transformer):
    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.user

    async def transform(
        self, interaction: discord.Interaction[Any], value: object, /
    ) -> discord.Member | discord.User:
        if isinstance(value, discord.Member | discord.User):
            return value
        raise TypeError(f"expected a user, not {type(value).__name__}")


def _checked(value: object, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"expected {kind.__name__}, not {type(value).__name__}")
    return value


Words = app_commands.Transform[str, _Words]
"""An option that holds text; anything else ends in the error ``invalid_option``, as with all."""
Switch = app_commands.Transform[bool, _Switch]
"""An option that is on or off."""
Matches = app_commands.Transform[int, _Matches]
"""An option that says how many matches."""
Anyone = app_commands.Transform["discord.Member | discord.User", _Anyone]
"""An option that names a user, who need not be a member of the server any more."""
