"""A server's choice is stored, and the answer says what holds now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from jobs.actors.servers import choose
from jobs.payloads import ServerSettingPayload
from locales import Locale, text
from store.server_settings import Setting

if TYPE_CHECKING:
    from tests.integration.jobs.actors.conftest import Stage


def asked(setting: str, value: str | None, at: int = 1, locale: str = "en") -> ServerSettingPayload:
    return ServerSettingPayload(
        discord_user_id=1, guild_id=9, locale=locale, setting=setting, value=value, chosen_ms=at
    )


def test_each_choice_is_answered_with_what_holds_now(stage: Stage) -> None:
    said = [
        choose(stage.context, asked(*choice))
        for choice in (
            ("language", "pt"),
            ("language", None),
            ("panel_answers", "private"),
            ("panel_answers", None),
            ("digest_channel", "77"),
            ("digest_day", "6", 1, "pt"),
            ("digest_day", None),
            ("digest_channel", None),
            ("digest_day", "1", 1, "es"),
        )
    ]

    assert [(one["message"], one["args"]) for one in said] == [
        ("settings-language-set", {"language": "pt"}),
        ("settings-language-set", {"language": "none"}),
        ("settings-panel-private", {}),
        ("settings-panel-public", {}),
        ("settings-digest-needs-day", {"channel": "77"}),
        ("settings-digest-on", {"day": "Todo sábado", "channel": "77"}),
        ("settings-digest-needs-day", {"channel": "77"}),
        ("settings-digest-off", {}),
        ("settings-digest-needs-channel", {"day": "Cada lunes"}),
    ]
    for one in said:
        for locale in Locale:
            assert text(locale, one["message"], **one["args"])


def test_a_late_older_choice_is_answered_with_the_younger_one(stage: Stage) -> None:
    choose(stage.context, asked("language", "es", 2))

    late = choose(stage.context, asked("language", "pt", 1))

    assert late["args"] == {"language": "es"}


@pytest.mark.parametrize("setting", Setting)
def test_a_value_of_another_kind_is_no_payload(setting: Setting) -> None:
    with pytest.raises(ValidationError):
        asked(setting, "everything")
