"""One table from the code of an error to what the member is told and can do next."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import discord

from locales import FormatError, Locale, text

log = logging.getLogger(__name__)

Converter = Callable[[object], "str | int"]

_MAX_SHOWN: Final = 100
_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BREAK: Final = {"@": "@\u200b", "<": "\\<", "[": "\\[", "]": "\\]", "://": ":\u200b//"}
_FORMS: Final = re.compile(r"@|<|(?<!\\)[\[\]]|://")


def shown(value: object) -> str:
    """Make a foreign value fit to be shown: short, without markdown or mentions.

    Raises
    ------
    KeyError
        When there is no value.
    """
    if value is None:
        raise KeyError("value")
    cut = _CONTROLS.sub(" ", str(value)[:_MAX_SHOWN])
    escaped = discord.utils.escape_markdown(cut, ignore_links=False)
    # Neither a mention, nor a masked or plain link, nor any other of Discord's own forms.
    return _FORMS.sub(lambda found: _BREAK[found[0]], escaped)


def minutes(seconds: object) -> int:
    """Round a time to wait, in seconds, up to whole minutes; one where it is unknown."""
    if isinstance(seconds, (int, float)) and not isinstance(seconds, bool):
        return max(1, min(1440, math.ceil(seconds / 60)))
    return 1


def seconds(value: object) -> int:
    """Round a time to wait up to whole seconds; one where it is unknown."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return max(1, math.ceil(value))
    return 1


def count(value: object) -> int:
    """Take a number of things.

    Raises
    ------
    KeyError
        When it is none.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise KeyError("count")


def listed(value: object) -> str:
    """Take names of our own, of any length."""
    return str(value or "–")


@dataclass(frozen=True, slots=True)
class ErrorText:
    """The message of one code.

    ``variables`` maps each variable of the message to the error's parameter it is made from, and
    how; ``with_reference`` adds the variable ``reference``, for what only an operator can solve.
    """

    message_id: str
    variables: Mapping[str, tuple[str, Converter]] = field(default_factory=dict)
    with_reference: bool = False


GENERIC: Final = ErrorText("error-internal", with_reference=True)

TABLE: Final[Mapping[str, ErrorText]] = {
    # What the member gave
    "invalid_steam_id": ErrorText("error-invalid-steam-id"),
    "vanity_url": ErrorText("error-vanity-url"),
    "invalid_match_id": ErrorText("error-invalid-match-id"),
    "not_linked": ErrorText("error-not-linked"),
    "member_not_linked": ErrorText("error-member-not-linked"),
    "member_gone": ErrorText("error-member-gone"),
    "member_is_bot": ErrorText("error-member-is-bot"),
    "member_guild_only": ErrorText("error-member-guild-only"),
    "no_match_in_message": ErrorText("error-no-match-in-message"),
    "not_in_match": ErrorText("error-not-in-match", {"match": ("match_id", shown)}),
    "no_linked_members": ErrorText("error-no-linked-members"),
    "not_enough_games": ErrorText(
        "error-not-enough-games",
        {
            "minimum": ("minimum", count),
            "period": ("period", shown),
            "hidden": ("hidden", count),
        },
    ),
    # What Dota's sources say
    "match_not_found": ErrorText("error-match-not-found", {"match": ("match_id", shown)}),
    "analysis_unfinished": ErrorText("error-analysis-unfinished", {"match": ("match_id", shown)}),
    "player_not_found": ErrorText("error-player-not-found"),
    "private_profile": ErrorText("error-private-profile"),
    "no_matches": ErrorText("error-no-matches"),
    "not_enough_matches": ErrorText(
        "error-not-enough-matches", {"have": ("have", count), "need": ("need", count)}
    ),
    "no_medal": ErrorText("error-no-medal"),
    "source_rate_limited": ErrorText(
        "error-source-rate-limited", {"minutes": ("retry_after", minutes)}
    ),
    "source_unavailable": ErrorText("error-source-unavailable"),
    "bad_response": ErrorText("error-bad-response", with_reference=True),
    # What happened to the job
    "timeout": ErrorText("error-timeout", with_reference=True),
    "poison": ErrorText("error-poison", with_reference=True),
    "internal": GENERIC,
    "invalid_job": GENERIC,
    "unknown_queue": GENERIC,
    "dota_error": GENERIC,
    "cancelled": ErrorText("error-cancelled"),
    "jobs_unavailable": ErrorText("error-jobs-unavailable", with_reference=True),
    "store_unavailable": ErrorText("error-store-unavailable", with_reference=True),
    "picture_expired": ErrorText("error-picture-expired"),
    # What happened on the way into the channel
    "picture_too_large": ErrorText("error-picture-too-large"),
    "blocked_by_server": ErrorText("error-blocked-by-server"),
    "missing_permissions": ErrorText("error-missing-permissions"),
    # What the bot refuses by itself
    "already_pending": ErrorText("error-already-pending"),
    "fair_use_member_minute": ErrorText(
        "error-fair-use-minute", {"seconds": ("retry_after", seconds)}
    ),
    "fair_use_member_day": ErrorText(
        "error-fair-use-member", {"minutes": ("retry_after", minutes), "most": ("most", count)}
    ),
    "fair_use_server_day": ErrorText(
        "error-fair-use-server", {"minutes": ("retry_after", minutes)}
    ),
    "fair_use_member_analyses": ErrorText(
        "error-analyses-member", {"minutes": ("retry_after", minutes), "most": ("most", count)}
    ),
    "fair_use_server_analyses": ErrorText(
        "error-analyses-server", {"minutes": ("retry_after", minutes)}
    ),
    "restarting": ErrorText("error-restarting"),
    "journal_unavailable": ErrorText("error-journal-unavailable", with_reference=True),
    "command_outdated": ErrorText("error-command-outdated"),
    "button_outdated": ErrorText("error-button-outdated"),
    "invalid_option": ErrorText("error-invalid-option"),
    "guild_only": ErrorText("error-guild-only"),
    "dashboard_guild_only": ErrorText("error-dashboard-guild-only"),
    "needs_manage_guild": ErrorText("error-needs-manage-guild"),
    "settings_guild_only": ErrorText("error-settings-guild-only"),
    "settings_need_manage_guild": ErrorText("error-settings-need-manage-guild"),
    "channel_gone": ErrorText("error-channel-gone"),
    "channel_closed": ErrorText("error-channel-closed", {"channel": ("channel_id", shown)}),
    "not_operator": ErrorText("error-not-operator"),
    "queues_unreachable": ErrorText("error-queues-unreachable"),
    "unknown_queue_name": ErrorText("error-unknown-queue-name", {"queues": ("queues", listed)}),
    "job_unknown": ErrorText("error-job-unknown", {"job": ("job", shown)}),
    "reference_unknown": ErrorText("error-reference-unknown", {"job": ("job", shown)}),
}
"""Every code there is. What is missing here is answered with `GENERIC` and logged."""


def is_trouble(code: str) -> bool:
    """Whether an error is Apolo's own, for an operator to look into, and not how things are."""
    return TABLE.get(code, GENERIC).with_reference


def error_text(locale: Locale, code: str, params: Mapping[str, object], *, reference: str) -> str:
    """Say what went wrong and what to do next.

    Parameters
    ----------
    locale
        The member's language.
    code
        A stable code; an unknown one gets the generic text.
    params
        The error's own parameters; what the message doesn't use is passed over.
    reference
        The id that the member can tell an operator.
    """
    entry = TABLE.get(code)
    if entry is None:
        log.error("no text for the error %r (reference %s)", code, reference)
        entry = GENERIC
    try:
        arguments: dict[str, str | float] = {
            name: convert(params.get(param)) for name, (param, convert) in entry.variables.items()
        }
        if entry.with_reference:
            arguments["reference"] = reference
        return text(locale, entry.message_id, **arguments)
    except (KeyError, FormatError):
        log.exception("the text of the error %r can't be made (reference %s)", code, reference)
        return text(locale, GENERIC.message_id, reference=reference)
