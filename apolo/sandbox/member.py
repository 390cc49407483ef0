"""A member of a server who runs commands, uses menus, presses buttons and types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apolo.sandbox.component_rules import SELECTS, ComponentType
from apolo.sandbox.handle import InteractionHandle, NotAcknowledged, NotPossible
from apolo.sandbox.interactions import InteractionType
from apolo.sandbox.menu import chosen_from_menu
from apolo.sandbox.message import Message, walk
from apolo.sandbox.model import Channel
from apolo.sandbox.options import Filled, Filler, Options
from apolo.sandbox.permissions import Permission, permissions_in
from apolo.sandbox.presses import Presses
from apolo.sandbox.wire import JsonObject, int_of, objects_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apolo.sandbox.model import Guild, User
    from apolo.sandbox.places import SandboxChannel
    from apolo.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that an autocompletion offers, named in the member's language."""

    name: str
    value: str | int | float


class Member:
    """Plays one member of one server.

    Parameters
    ----------
    world
        Where the member lives.
    user
        The member's account.
    guild
        The member's server.
    locale
        The language of the member's client, as Discord names it.
    """

    def __init__(self, world: World, user: User, guild: Guild, locale: str = "en-US") -> None:
        self._world = world
        self.user = user
        self.guild = guild
        self.locale = locale
        self._presses = Presses(world, user, guild)

    @property
    def id(self) -> int:
        """Id of the account."""
        return self.user.id

    @property
    def direct(self) -> Channel:
        """The direct conversation with the bot."""
        return self._world.direct_channel(self.user)

    async def run(
        self,
        command: str,
        options: Options | None = None,
        *,
        channel: SandboxChannel | Channel | None = None,
        locale: str | None = None,
        raw: bool = False,
    ) -> InteractionHandle:
        """Run a slash command.

        Parameters
        ----------
        command
            Its name; group and subcommand follow after spaces (``"queue pause"``).
        options
            Values by the options' names, checked as Discord's client would.
        channel
            Where; the server's first channel when not given.
        locale
            The member's language for this once.
        raw
            Send the options unchecked, even if permissions or contexts forbid the command.

        Raises
        ------
        NotPossible
            When Discord's client would not let the member do this.
        """
        where = self._channel(channel)
        filled = self._filler(where).fill(command, options or {}, raw=raw)
        if not raw:
            self._check_allowed(filled.command, where, command)
        interaction = self._presses.begin(
            InteractionType.COMMAND, command, where, locale or self.locale
        )
        return self._presses.send(interaction, filled.data)

    async def use(
        self,
        entry: str,
        target: Member | Message,
        *,
        channel: SandboxChannel | Channel | None = None,
        locale: str | None = None,
        raw: bool = False,
    ) -> InteractionHandle:
        """Choose an entry of the application from the menu of a member or a message.

        Parameters
        ----------
        entry
            Its name, as registered.
        target
            Whose menu it is.
        channel
            Where; the server's first channel when not given.
        locale
            The member's language for this once.
        raw
            Choose it even if permissions or contexts forbid that.

        Raises
        ------
        NotPossible
            When Discord's client would not let the member do this.
        """
        where = self._channel(channel)
        guild = None if where.guild_id is None else self.guild
        on = target.user if isinstance(target, Member) else target
        command, data = chosen_from_menu(self._world, guild, entry, on)
        if not raw:
            self._check_allowed(command, where, entry)
        interaction = self._presses.begin(
            InteractionType.COMMAND, entry, where, locale or self.locale
        )
        return self._presses.send(interaction, data)

    def say(self, content: str, channel: SandboxChannel | Channel | None = None) -> Message:
        """Write a message. The bot, which reads none, hears nothing of it."""
        where = self._channel(channel)
        message = Message(
            self._world.ids.next(),
            where.id,
            where.guild_id,
            self.user,
            self._world.clock.now(),
            content,
        )
        where.messages[message.id] = message
        return message

    async def autocomplete(
        self,
        command: str,
        option: str,
        value: str,
        *,
        options: Options | None = None,
        channel: SandboxChannel | Channel | None = None,
        locale: str | None = None,
        timeout: float = 3.5,  # noqa: ASYNC109
    ) -> list[Choice]:
        """Type into an option and return the choices that are offered.

        Raises
        ------
        NotAcknowledged
            When the bot offered none in time.
        NotPossible
            When the option does not offer choices.
        """
        where = self._channel(channel)
        given = {**(options or {}), option: value}
        filled = self._filler(where).fill(command, given, focused=option)
        if not _autocompletes(filled, option):
            raise NotPossible(f"{option} of /{command} does not autocomplete")
        interaction = self._presses.begin(
            InteractionType.AUTOCOMPLETE, command, where, locale or self.locale
        )
        interaction.focused_type = filled.focused_type
        handle = self._presses.send(interaction, filled.data)
        if not await interaction.until(lambda: interaction.choices is not None, timeout):
            raise NotAcknowledged(repr(handle))
        return [_choice(one, interaction.locale) for one in interaction.choices or []]

    async def press(
        self,
        message: Message,
        custom_id: str,
        values: Sequence[str] = (),
        *,
        locale: str | None = None,
        raw: bool = False,
    ) -> InteractionHandle:
        """Press a button, or choose from a select menu.

        Parameters
        ----------
        message
            The message that holds the component.
        custom_id
            Which component.
        values
            What is chosen from a select menu (ids as text for users, roles and channels).
        locale
            The member's language for this once.
        raw
            Press even what is not there any more, or never was.

        Raises
        ------
        NotPossible
            When the message or component is gone, disabled, or hidden from this member.
        """
        where = self._world.channels.get(message.channel_id)
        if where is None:
            raise NotPossible("the channel is gone")
        current = where.messages.get(message.id)
        component = None if current is None else current.component(custom_id)
        if not raw:
            self._check_pressable(current, component, values, custom_id)
        data: JsonObject = {
            "custom_id": custom_id,
            "component_type": int_of(component or {}, "type", ComponentType.BUTTON),
            "id": int_of(component or {}, "id", 1),
        }
        if values:
            data["values"] = list(values)
            data["resolved"] = self._filler(where).resolve(values)
        interaction = self._presses.begin(
            InteractionType.COMPONENT, custom_id, where, locale or self.locale
        )
        interaction.source = current or message
        return self._presses.send(interaction, data)

    async def submit(
        self, opened: InteractionHandle, values: Mapping[str, str]
    ) -> InteractionHandle:
        """Fill in and send the form that an interaction opened.

        Raises
        ------
        NotPossible
            When no form was opened or a field is missing.
        """
        modal = opened.modal
        if modal is None:
            raise NotPossible("no form was opened")
        rows = objects_of(modal, "components")
        for field in walk(rows):
            name = text_of(field, "custom_id")
            if name and field.get("required", True) and not values.get(name):
                raise NotPossible(f"the field {name} is required")
        data: JsonObject = {
            "custom_id": modal.get("custom_id"),
            "components": [_filled_in(row, values) for row in rows],
        }
        before = opened.interaction
        name = text_of(modal, "custom_id")
        interaction = self._presses.begin(
            InteractionType.MODAL, name, before.channel, before.locale
        )
        interaction.source = before.source
        return self._presses.send(interaction, data)

    def _channel(self, channel: SandboxChannel | Channel | None) -> Channel:
        if channel is None:
            return next(iter(self.guild.channels.values()))
        return channel if isinstance(channel, Channel) else channel.state

    def _filler(self, channel: Channel) -> Filler:
        return Filler(self._world, None if channel.guild_id is None else self.guild)

    def _check_allowed(self, command: JsonObject, channel: Channel, name: str) -> None:
        direct = channel.guild_id is None
        contexts = command.get("contexts")
        if isinstance(contexts, list) and (1 if direct else 0) not in contexts:
            raise NotPossible(f"/{name} is not offered here")
        if direct:
            if command.get("dm_permission") is False:
                raise NotPossible(f"/{name} is not offered in direct messages")
            return
        granted = permissions_in(self.guild, channel, self.user.id)
        needed = Permission.VIEW_CHANNEL | Permission.USE_APPLICATION_COMMANDS
        needed_bits = int(needed) | int_of(command, "default_member_permissions")
        if granted & needed_bits != needed_bits:
            raise NotPossible(f"{self.user.name} lacks the permissions for /{name}")

    def _check_pressable(
        self,
        message: Message | None,
        component: JsonObject | None,
        values: Sequence[str],
        custom_id: str,
    ) -> None:
        if message is None or component is None:
            raise NotPossible(f"there is nothing {custom_id!r} to press")
        if component.get("disabled"):
            raise NotPossible(f"{custom_id!r} is disabled")
        asked = self._world.interactions.get(message.interaction_id or 0)
        if message.ephemeral and asked is not None and asked.user is not self.user:
            raise NotPossible("the message is private to another member")
        if not set(values) <= self._offered(component, values):
            raise NotPossible(f"{custom_id!r} does not offer {list(values)}")
        least, most = int_of(component, "min_values", 1), int_of(component, "max_values", 1)
        if int_of(component, "type") in SELECTS and not least <= len(values) <= most:
            raise NotPossible(f"{custom_id!r} takes {least} to {most} values")

    def _offered(self, component: JsonObject, values: Sequence[str]) -> set[str]:
        """What a select menu lets the member choose; of a menu of ids, the known ones of these."""
        kind = int_of(component, "type")
        if kind == ComponentType.STRING_SELECT:
            return {text_of(one, "value") for one in objects_of(component, "options")}
        if kind == ComponentType.CHANNEL_SELECT:
            kinds = component.get("channel_types") or []
            assert isinstance(kinds, list)
            return {
                str(channel.id)
                for channel in self.guild.channels.values()
                if not kinds or int(channel.kind) in kinds
            }
        return set(values)


def _autocompletes(filled: Filled, option: str) -> bool:
    def specs(holder: JsonObject) -> list[JsonObject]:
        return [found for one in objects_of(holder, "options") for found in (one, *specs(one))]

    return any(
        text_of(spec, "name") == option and spec.get("autocomplete")
        for spec in specs(filled.command)
    )


def _choice(choice: JsonObject, locale: str) -> Choice:
    translations = choice.get("name_localizations")
    name = text_of(choice, "name")
    if isinstance(translations, dict):
        name = text_of(translations, locale) or name
    value = choice.get("value")
    assert isinstance(value, str | int | float)
    return Choice(name, value)


def _filled_in(component: JsonObject, values: Mapping[str, str]) -> JsonObject:
    answer: JsonObject = {"type": component.get("type"), "id": int_of(component, "id", 1)}
    name = text_of(component, "custom_id")
    if name:
        answer["custom_id"] = name
        answer["value"] = values.get(name, "")
    nested = objects_of(component, "components")
    if nested:
        answer["components"] = [_filled_in(one, values) for one in nested]
    inner = component.get("component")
    if isinstance(inner, dict):
        answer["component"] = _filled_in(inner, values)
    return answer
