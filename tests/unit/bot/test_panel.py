"""The panel and the language question keep Discord's limits in every language."""

from __future__ import annotations

import pytest

from apolo.sandbox.component_rules import check_components
from apolo.sandbox.errors import Form
from bot.dashboard.language import question
from bot.dashboard.panel import panel
from bot.presses import Pressable, custom_id
from locales import Locale


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
