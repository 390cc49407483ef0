"""What the demo plays: every command, option and button, and what can go wrong."""

from __future__ import annotations

from dataclasses import replace

from apolo.demo.rig import STRATZ_MATCH
from apolo.demo.steps import FIRST, GENERAL, LANGUAGE, JobOf, Kind, Said, Step, Value, Who
from apolo.demo.steps import error as _error
from apolo.demo.steps import pressed as _pressed
from apolo.sandbox.gemini_faults import FaultKind
from apolo.sandbox.opendota_data.accounts import CARRY, IMMORTAL, MID, PRIVATE, SUPPORT, Account
from apolo.sandbox.opendota_data.archive import (
    ABANDONED_MATCH,
    PARSED_MATCH,
    SCRIPTS_MATCH,
    UNPARSED_MATCH,
)
from bot.presses import custom_id
from jobs.queues import CHART_GENERATION, IMAGE_GENERATION

UNKNOWN_MATCH = "8600999999"


_UNKNOWN = Step(
    Who.RUI,
    Kind.ERROR,
    "match",
    {"id": UNKNOWN_MATCH},
    says=Said("error-match-not-found", {"match": UNKNOWN_MATCH}),
)


def _card(who: Who, match_id: int | None = None, **more: Value) -> Step:
    options = {} if match_id is None else {"id": str(match_id)}
    return Step(who, Kind.IMAGE, "match", options | more)


def _link(who: Who, account: Account) -> Step:
    given = str(account.account_id)
    if account.private:
        said = Said("link-hidden", {"account": given})
    else:
        said = Said("link-done", {"name": account.name or "", "account": given})
    return Step(who, Kind.TEXT, "link", {"steam_id": given}, says=said)


def _chart(who: Who, command: str, **options: Value) -> Step:
    return Step(who, Kind.IMAGE, command, options)


def _coached(who: Who, match_id: int, mark: str, *, gemini: FaultKind | None = None) -> Step:
    said = Said(mark, {"match": str(match_id)}, part=True)
    return Step(who, Kind.TEXT, "coach", {"match": str(match_id)}, says=said, gemini=gemini)


def _panel(who: Who, route: str, kind: Kind = Kind.IMAGE, says: Said | None = None) -> Step:
    return Step(who, kind, press=custom_id(route), on="panel", says=says)


def _settings(menu: str, value: str, says: str, **args: str | int) -> Step:
    route = f"settings_{menu}"
    return _pressed(Who.OLGA, route, says, on="settings", values=(value,), args=args)


def _health(route: str, says: str, *, values: tuple[str, ...] = (), **args: str | int) -> Step:
    return _pressed(Who.OLGA, route, says, on="health", keep="health", values=values, args=args)


def _jobs(command: str, says: str, *, keep: str = "", **options: Value) -> Step:
    said = Said(says, part=True)
    return Step(Who.OLGA, Kind.TEXT, f"jobs {command}", options, keep=keep, says=said)


MATCHES: tuple[Step, ...] = (
    Step(Who.LENA, Kind.TEXT, "help", says=Said("help-title", part=True), keep="help"),
    _error(Who.LENA, "match", "error-not-linked"),
    _error(Who.LENA, "link", "error-invalid-steam-id", steam_id="my account"),
    _link(Who.LENA, CARRY),
    replace(_card(Who.LENA), keep="card"),
    _card(Who.LENA, PARSED_MATCH),
    _card(Who.LENA, PARSED_MATCH, only_me=True),
    replace(_card(Who.LENA, UNPARSED_MATCH), keep="unparsed"),
    # Known to STRATZ alone.
    _card(Who.LENA, STRATZ_MATCH),
    _card(Who.RUI, SCRIPTS_MATCH),
    _card(Who.RUI, ABANDONED_MATCH),
    Step(Who.LENA, Kind.TEXT, "match", typing=("id", "")),
    _UNKNOWN,
    _error(Who.RUI, "match", "error-invalid-match-id", id="abc"),
    _link(Who.SAM, PRIVATE),
    _error(Who.SAM, "match", "error-private-profile"),
)

PLAYERS: tuple[Step, ...] = (
    _chart(Who.LENA, "profile"),
    _chart(Who.LENA, "progress"),
    _coached(Who.LENA, PARSED_MATCH, "coach-mark-gemini"),
    _link(Who.RUI, MID),
    _chart(Who.LENA, "progress", metric="win_rate", matches=40, member=Who.RUI),
    _chart(Who.LENA, "heroes"),
    _chart(Who.LENA, "heroes", member=Who.RUI),
    Step(Who.RUI, Kind.TEXT, "coach", typing=("match", "")),
    _coached(Who.RUI, UNPARSED_MATCH, "coach-mark-rules", gemini=FaultKind.OVERLOADED),
    _link(Who.MEI, IMMORTAL),
    _chart(Who.MEI, "leaderboard"),
    Step(Who.MEI, Kind.IMAGE, menu="menu-last_match", target=Who.LENA),
    Step(
        Who.MEI,
        Kind.IMAGE,
        menu="menu-match_of_message",
        target=f"https://www.opendota.com/matches/{PARSED_MATCH} gg!",
    ),
    Step(
        Who.MEI,
        Kind.ERROR,
        menu="menu-match_of_message",
        target="gg",
        says=Said("error-no-match-in-message"),
    ),
)

PANEL: tuple[Step, ...] = (
    Step(Who.OLGA, Kind.TEXT, "dashboard", keep="panel", says=Said("panel-title", part=True)),
    Step(
        Who.IVO,
        Kind.TEXT,
        press=custom_id("link"),
        on="panel",
        written={"steam_id": f"https://www.dotabuff.com/players/{SUPPORT.account_id}"},
        says=Said("link-done", {"name": SUPPORT.name or "", "account": str(SUPPORT.account_id)}),
    ),
    _panel(Who.RUI, "last_match"),
    _panel(Who.IVO, "progress"),
    _panel(Who.IVO, "heroes"),
    _panel(
        Who.LENA,
        "coaching",
        Kind.TEXT,
        Said("coach-mark-gemini", {"match": str(PARSED_MATCH)}, part=True),
    ),
    _panel(Who.RUI, "leaderboard"),
    _chart(Who.MEI, "leaderboard", metric="gpm", period="month"),
    _panel(Who.OLGA, "last_match", Kind.ERROR, Said("error-not-linked")),
    _pressed(Who.LENA, "language", "language-prompt", on="panel", keep="language"),
    _pressed(Who.LENA, "language_choice", "language-set", on="language", choice=LANGUAGE),
    _pressed(Who.LENA, "language_choice", "language-automatic", on="language", choice="automatic"),
)

SETTINGS: tuple[Step, ...] = (
    Step(
        Who.LENA, Kind.ERROR, "settings", forced=True, says=Said("error-settings-need-manage-guild")
    ),
    Step(Who.OLGA, Kind.TEXT, "settings", keep="settings", says=Said("settings-title", part=True)),
    _settings("language", LANGUAGE, "settings-language-set", language=LANGUAGE),
    _settings("digest_channel", GENERAL, "settings-digest-needs-day", channel=GENERAL),
    _settings("digest_day", "1", "settings-digest-on", day="{settings-day-1}", channel=GENERAL),
    _settings("panel", "private", "settings-panel-private"),
    _panel(Who.RUI, "last_match"),
)

OPERATORS: tuple[Step, ...] = (
    Step(Who.LENA, Kind.ERROR, "queuehealth", forced=True, says=Said("error-not-operator")),
    Step(Who.OLGA, Kind.IMAGE, "queuehealth", keep="health", picture_follows=True),
    _health("health_refresh", "health-retry"),
    _health(
        "health_pause", "health-note-paused", values=(CHART_GENERATION,), queues=CHART_GENERATION
    ),
    _health(
        "health_resume", "health-note-resumed", values=(CHART_GENERATION,), queues=CHART_GENERATION
    ),
    _health("health_ask_clear", "health-clear-yes"),
    _health("health_clear", "health-note-cleared", count=4),
    _UNKNOWN,
    _health("health_refresh", "health-refresh"),
    _health("health_retry", "health-note-retried", count=1),
    _health("health_audit", "audit-action-clear_failed"),
    _health("health_refresh", "health-refresh"),
    Step(Who.OLGA, Kind.TEXT, "jobs list", typing=("queue", "image")),
    _jobs("list", "jobs-next", keep="jobs", queue=IMAGE_GENERATION, state="completed"),
    _pressed(Who.OLGA, "jobs_next", "jobs-previous", on="jobs", keep="jobs"),
    _pressed(Who.OLGA, "jobs_back", "jobs-next", on="jobs", keep="jobs"),
    _pressed(Who.OLGA, "jobs_look", "jobs-list", on="jobs", values=(FIRST,)),
    _jobs("show", "jobs-list", job=JobOf("card"), keep="job"),
    _pressed(Who.OLGA, "jobs_ask_remove", "jobs-keep", on="job", keep="sure"),
    _pressed(Who.OLGA, "jobs_look", "jobs-list", on="sure", keep="job"),
    _pressed(Who.OLGA, "jobs_page", "jobs-next", on="job"),
    _jobs("retry", "jobs-retry_job-refused", job=JobOf("card")),
    _jobs("remove", "jobs-keep", job=JobOf("card"), keep="removal"),
    _pressed(Who.OLGA, "jobs_remove", "jobs-remove_job-done", on="removal"),
    replace(_UNKNOWN, who=Who.LENA, keep="failing"),
    _jobs("show", "jobs-list", job=JobOf("failing"), keep="failed"),
    # What is retried stays to be cancelled while its queue is paused.
    _health(
        "health_pause", "health-note-paused", values=(IMAGE_GENERATION,), queues=IMAGE_GENERATION
    ),
    _pressed(Who.OLGA, "jobs_retry", "jobs-retry_job-done", on="failed", keep="failed"),
    _pressed(Who.OLGA, "jobs_ask_cancel", "jobs-keep", on="failed", keep="calling off"),
    _pressed(Who.OLGA, "jobs_cancel", "jobs-cancel_job-done", on="calling off"),
    _health(
        "health_resume", "health-note-resumed", values=(IMAGE_GENERATION,), queues=IMAGE_GENERATION
    ),
    _jobs("cancel", "jobs-keep", job=JobOf("failing")),
)

LEAVING: tuple[Step, ...] = (
    _pressed(
        Who.LENA,
        "analyse",
        "analysis-requested",
        on="unparsed",
        args={"match": str(UNPARSED_MATCH)},
    ),
    Step(Who.LENA, Kind.TEXT, "privacy", keep="privacy", says=Said("privacy-title", part=True)),
    *(
        replace(
            _pressed(Who.LENA, "privacy_export", "privacy-exported", on="privacy", choice=ending),
            file=f".{ending}",
        )
        for ending in ("json", "csv")
    ),
    _pressed(Who.LENA, "privacy_visibility", "privacy-hidden", on="privacy", choice="hide"),
    _error(Who.MEI, "heroes", "error-member-not-linked", member=Who.LENA),
    _pressed(Who.LENA, "privacy_visibility", "privacy-shown", on="privacy", choice="show"),
    _pressed(Who.LENA, "privacy_ask_delete", "privacy-delete-question", on="privacy", keep="sure"),
    _pressed(Who.LENA, "privacy_look", "privacy-title", on="sure", keep="privacy"),
    _pressed(Who.LENA, "privacy_ask_delete", "privacy-delete-question", on="privacy", keep="sure"),
    _pressed(Who.LENA, "privacy_delete", "privacy-deleted", on="sure"),
    Step(Who.SAM, Kind.TEXT, "unlink", says=Said("link-removed")),
    Step(Who.LENA, Kind.TEXT, "unlink", says=Said("link-none")),
)

STEPS: tuple[Step, ...] = (*MATCHES, *PLAYERS, *PANEL, *SETTINGS, *OPERATORS, *LEAVING)
