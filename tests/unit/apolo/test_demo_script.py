"""The demo leaves nothing out: no command, option, menu entry or button."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, TypeVar, cast

from apolo.demo.script import STEPS
from bot.commands.analysis import analysis_handlers
from bot.dashboard.actions import panel_handlers
from bot.dashboard.language import language_handlers
from bot.dashboard.linking import link_handlers
from bot.jobdesk.desk import JobDesk
from bot.menus import make_menus
from bot.privacy.desk import PrivacyDesk
from bot.queuehealth.desk import Desk
from bot.settings.desk import settings_handlers
from locales import Locale, text
from tests.every_command import Anything, every_command, leaves

T = TypeVar("T")
PART = cast("Any", Anything())


def made(desk: Callable[..., T]) -> T:
    """A desk with nothing behind it."""
    needed = inspect.signature(desk).parameters.values()
    return desk(**{one.name: PART for one in needed if one.default is one.empty})


def test_every_command_with_every_option_is_played() -> None:
    commands = every_command()
    options = {
        leaf.qualified_name: {one.display_name for one in leaf.parameters}
        for command in commands
        for leaf in leaves(command)
    }

    played: dict[str, set[str]] = {name: set() for name in options}
    for step in STEPS:
        if step.command:
            played[step.command] |= set(step.options)

    assert {step.command for step in STEPS if step.command} == set(options)
    assert played == options


def test_what_can_be_completed_is_completed() -> None:
    commands = every_command()
    completing = {
        (leaf.qualified_name, one.display_name)
        for command in commands
        for leaf in leaves(command)
        for one in leaf.parameters
        if one.autocomplete
    }
    played = {(step.command, step.typing[0]) for step in STEPS if step.typing}
    assert played == completing


def test_every_menu_entry_is_played() -> None:
    played = {text(Locale.EN, step.menu) for step in STEPS if step.menu}
    assert played == {menu.name for menu in make_menus(PART)}


def test_every_button_and_menu_of_an_answer_is_played() -> None:
    desks = (
        panel_handlers(PART, PART),
        language_handlers(PART, PART),
        link_handlers(PART),
        settings_handlers(PART, PART),
        analysis_handlers(PART),
        made(PrivacyDesk).handlers(),
        made(Desk).handlers(),
        made(JobDesk).handlers(),
    )
    routes = {route for desk in desks for route in desk}
    played = {step.press.split(":")[2] for step in STEPS if step.press}
    played |= {"link_form" for step in STEPS if step.written}
    assert played == routes
