"""Serves presses on buttons and menus of any age, and forms; what can't be served is told so.

A component's custom id is ``apolo:VERSION:ROUTE`` or ``apolo:VERSION:ROUTE:CHOICE``. Nothing is
kept in memory for a message, so every panel that was ever posted works after a restart.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import discord
from discord.ui import Button, DynamicItem

from bot.entries import reference_of
from bot.replies import AnyInteraction, refuse

log = logging.getLogger(__name__)

VERSION: Final = 1
"""To be raised when what a custom id means changes; ids of other versions are told apart by it."""

_BEGUN: Final = "begun"
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed.

    ``values`` are what was chosen from a menu or written into a form, not to be trusted.
    """

    route: str
    choice: str = ""
    values: tuple[str, ...] = ()


Handler = Callable[[AnyInteraction, Press], Awaitable[None]]


def custom_id(route: str, choice: str = "") -> str:
    """The custom id that leads to a route."""
    return f"apolo:{VERSION}:{route}:{choice}" if choice else f"apolo:{VERSION}:{route}"


_TEMPLATE: Final = (
    rf"apolo:{VERSION}:(?P<route>[a-z_]{{1,40}})(?::(?P<choice>[A-Za-z0-9_.:-]{{1,90}}))?"
)


class Pressable(DynamicItem[Any], template=_TEMPLATE):
    """A button or a menu whose custom id says all that is needed to serve it."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: AnyInteraction, item: discord.ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """Make the item that was pressed, from its message."""
        return cls(item)

    async def callback(self, interaction: AnyInteraction) -> None:
        """Pass the press on to its route."""
        match = self.template.fullmatch(self.custom_id)
        assert match is not None
        data: Mapping[str, object] = {**(interaction.data or {})}
        given = data.get("values")
        values = tuple(map(str, given)) if isinstance(given, list) else ()
        press = Press(match["route"], match["choice"] or "", values)
        await interaction.client.presses.serve(interaction, press)


def button(
    route: str,
    label: str,
    *,
    choice: str = "",
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    emoji: str | None = None,
    disabled: bool = False,
) -> Pressable:
    """A button that leads to a route."""
    made: Button[Any] = Button(
        style=style,
        label=label,
        custom_id=custom_id(route, choice),
        emoji=emoji,
        disabled=disabled,
    )
    return Pressable(made)


class Presses:
    """Takes each press to its handler.

    Parameters
    ----------
    handlers
        By route.
    owns
        Whether an interaction's answer is in delivery's hands.
    """

    def __init__(self, handlers: Mapping[str, Handler], owns: Callable[[int], bool]) -> None:
        self._handlers = handlers
        self._owns = owns

    async def serve(self, interaction: AnyInteraction, press: Press) -> None:
        """Answer a press on a component that its message really holds."""
        if not _begin(interaction):
            return
        handler = self._handlers.get(press.route)
        if handler is None:
            await refuse(interaction, "button_outdated")
            return
        try:
            await handler(interaction, press)
        except Exception:
            log.exception(
                "the press on %s failed (reference %s)", press.route, reference_of(interaction.id)
            )
            # What was taken in will be answered by the delivery, from the journal.
            if not self._owns(interaction.id) and not interaction.response.is_done():
                await refuse(interaction, "internal")

    async def serve_rest(self, interaction: AnyInteraction) -> None:
        """Answer what discord.py knows nobody for, where it would leave the member without a word.

        Called for every interaction, after discord.py has handed it to whom it knows. What is left
        are forms, which Apolo keeps nothing in memory for, forged ids and those of other versions.
        """
        if interaction.type is discord.InteractionType.modal_submit:
            data: Mapping[str, object] = {**(interaction.data or {})}
            match = re.fullmatch(_TEMPLATE, str(data.get("custom_id")))
            if match is not None:
                values = tuple(_written(data.get("components")))
                await self.serve(interaction, Press(match["route"], match["choice"] or "", values))
                return
        kinds = (discord.InteractionType.component, discord.InteractionType.modal_submit)
        if interaction.type in kinds and _begin(interaction):
            log.info("interaction %s pressed something unknown", interaction.id)
            await refuse(interaction, "button_outdated")


def _begin(interaction: AnyInteraction) -> bool:
    """Whether the caller is the first to take the interaction on."""
    if interaction.extras.get(_BEGUN):
        return False
    interaction.extras[_BEGUN] = True
    return True


def _written(components: object, depth: int = 0) -> Iterator[str]:
    """What was written into a form's fields, in order."""
    if not isinstance(components, list) or depth > _DEEPEST:
        return
    for one in components:
        if not isinstance(one, dict):
            continue
        if isinstance(one.get("value"), str):
            yield one["value"]
        yield from _written(one.get("components"), depth + 1)
        yield from _written([one.get("component")], depth + 1)
