"""What a command's options may be, checked on our side: Discord's client is not the only sender."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands


class _Words(app_commands.Transformer):
    async def transform(self, interaction: discord.Interaction[Any], value: object, /) -> str:
        if not isinstance(value, str):
            raise TypeError(f"expected text, not {type(value).__name__}")
        return value


Words = app_commands.Transform[str, _Words]
"""An option that holds text; anything else ends in the error ``invalid_option``."""
