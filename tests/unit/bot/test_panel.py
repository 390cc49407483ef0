"""Panel, questions, settings and forms keep Discord's limits in every language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.component_rules import check_components, check_modal
from apolo.sandbox.errors import Form
from bot.dashboard.language import question
from bot.dashboard.linking import link_form
from bot.dashboard.panel import panel
from bot.presses import Pressable, custom_id
from bot.privacy.view import delete_question, privacy_view
from bot.settings.view import settings_view
from locales import Locale
from store.server_settings import ServerSettings

if TYPE_CHECKING:
    from discord.ui import LayoutView


@pytest.mark.parametrize("locale", Locale)
def test_the_panel_fits(locale: Locale) -> None:
    form = Form()
    check_components(panel(locale).to_components(), form, v2=True)
    form.check()


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("chosen", [None, *Locale])
def test_the_question_fits_and_marks_what_holds(locale: Locale, chosen: Locale | None) -> None:
    view = question(locale, chosen)
    form = Form()
    check_components(view.to_components(), form, v2=True)
    form.check()
    buttons = [one for one in view.walk_children() if isinstance(one, Pressable)]
    marked = [one.custom_id for one in buttons if one.item.style.name == "success"]
    expected = "automatic" if chosen is None else chosen.value
    assert marked == [f"apolo:1:language_choice:{expected}"]


@pytest.mark.parametrize("locale", Locale)
def test_nothing_is_kept_in_memory_for_a_panel(locale: Locale) -> None:
    view = panel(locale)
    assert view.timeout is None
    assert view.is_persistent()


def test_custom_ids_name_their_version() -> None:
    assert custom_id("last_match") == "apolo:1:last_match"
    assert custom_id("language_choice", "pt") == "apolo:1:language_choice:pt"


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("make", [privacy_view, delete_question])
def test_what_is_kept_fits(locale: Locale, make: Callable[[Locale], LayoutView]) -> None:
    form = Form()
    check_components(make(locale).to_components(), form, v2=True)
    form.check()


@pytest.mark.parametrize("locale", Locale)
async def test_the_link_form_fits(locale: Locale) -> None:
    form = Form()
    check_modal(link_form(locale).to_dict(), form)
    form.check()


@pytest.mark.parametrize("locale", Locale)
def test_the_settings_fit(locale: Locale) -> None:
    settings = ServerSettings("pt", True, 7, 2**62)
    form = Form()
    view = settings_view(locale, settings, channel_exists=True)
    check_components(view.to_components(), form, v2=True)
    form.check()
