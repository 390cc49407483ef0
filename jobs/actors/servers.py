"""Stores what a server has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import dramatiq

from jobs.actors.payload import read
from jobs.payloads import ServerSettingPayload
from jobs.queues import MEMBER_REQUESTS
from locales import Locale, text
from store.server_settings import Setting, get_server_settings, set_server_setting

if TYPE_CHECKING:
    from jobs.actors.context import Context
    from store.server_settings import ServerSettings

#: Seconds for a step in the database.
STORE_TIMEOUT: Final = 8.0
Answer = dict[str, str | dict[str, str]]


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``set_server_setting``."""

    def run(payload: object) -> Answer:
        return choose(context, read(ServerSettingPayload, payload))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="set_server_setting", queue_name=MEMBER_REQUESTS
    )
    declare_actor(run)


def choose(context: Context, payload: ServerSettingPayload) -> Answer:
    """Store the choice, and say what holds now; a younger one that is stored already stays.

    Raises
    ------
    StoreUnavailable
        Nothing was changed, or it was and can't be told.
    """
    stored = set_server_setting(
        context.pool, payload.guild_id, payload.setting, payload.value, payload.chosen_ms
    )
    context.loop.call(stored, STORE_TIMEOUT)
    if payload.setting in (Setting.DIGEST_DAY, Setting.DIGEST_CHANNEL):
        # Whoever sets the digest has seen why it was off.
        seen = set_server_setting(
            context.pool, payload.guild_id, Setting.DIGEST_TROUBLE, None, payload.chosen_ms
        )
        context.loop.call(seen, STORE_TIMEOUT)
    now = context.loop.call(get_server_settings(context.pool, payload.guild_id), STORE_TIMEOUT)
    message, args = _said(payload.setting, now, Locale.parse(payload.locale))
    return {"kind": "text", "message": message, "args": args}


def _said(setting: Setting, now: ServerSettings, locale: Locale) -> tuple[str, dict[str, str]]:
    match setting:
        case Setting.LANGUAGE:
            return "settings-language-set", {"language": now.language or "none"}
        case Setting.PANEL_ANSWERS:
            return ("settings-panel-private" if now.private_panel else "settings-panel-public"), {}
        case Setting.DIGEST_DAY | Setting.DIGEST_CHANNEL | Setting.DIGEST_TROUBLE:
            return _digest_said(now, locale)


def _digest_said(now: ServerSettings, locale: Locale) -> tuple[str, dict[str, str]]:
    channel = {} if now.digest_channel_id is None else {"channel": str(now.digest_channel_id)}
    if now.digest_day is None:
        return ("settings-digest-needs-day" if channel else "settings-digest-off"), channel
    day = {"day": text(locale, f"settings-day-{now.digest_day}")}
    return ("settings-digest-on" if channel else "settings-digest-needs-channel"), day | channel
