"""Jobs fit into a message whatever they hold, and a button says which job it means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.component_rules import check_components
from apolo.sandbox.errors import Form
from bot.jobdesk.pages import PAGE, Page, Wanted
from bot.jobdesk.view import job_view, page_view, question, reach
from bot.jobdesk.words import job_text, without_personal
from jobs.api import JobError, JobState, JobStatus
from locales import Locale, text

if TYPE_CHECKING:
    from discord.ui import LayoutView

QUEUES = ("image-generation", "ai-analysis")


def job(job_id: str, state: JobState = JobState.FAILED, queue: str = QUEUES[0]) -> JobStatus:
    error = JobError("e" * 200, "*" * 5000, {}, "`" * 20_000)
    return JobStatus(
        job_id, queue, state, "*" * 200, 2, "g" + "9" * 90, 3, 4, 2, "w" * 200, 50, "m" * 900,
        None, error, 1, 2, 3, 4, 5,
    )  # fmt: skip


def check_fits(view: LayoutView) -> None:
    form = Form()
    check_components(view.to_components(), form, v2=True)
    form.check()


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("state", JobState)
def test_any_job_fits(locale: Locale, state: JobState) -> None:
    check_fits(job_view(locale, job("x" * 200, state), str, note="n" * 200))


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("length", [1, 50, 200])
def test_any_page_fits(locale: Locale, length: int) -> None:
    jobs = tuple(job(f"{n}".ljust(length, "x")) for n in range(PAGE))
    check_fits(page_view(locale, Page(Wanted(), jobs, 10**9)))
    for action in ("remove", "cancel"):
        check_fits(question(locale, jobs[0], action, "a.b"))


@pytest.mark.parametrize("locale", Locale)
def test_what_a_job_says_of_itself_is_told_in_the_operators_language(locale: Locale) -> None:
    running = replace(job("i1", JobState.ACTIVE), progress_message="drawing")
    assert text(locale, "progress-drawing") in job_text(locale, running, str)
    # What no member is told stays as it is.
    other = replace(running, progress_message="half *way*")
    assert r"half \*way\*" in job_text(locale, other, str)


@pytest.mark.parametrize("job_id", ["i123-r1", "schedule:leaderboards:1700000000", "x" * 50])
def test_a_button_says_which_job(job_id: str) -> None:
    choice = reach(job(job_id))
    assert choice is not None
    assert choice.partition(".")[2] == job_id


@pytest.mark.parametrize("job_id", ["x" * 51, "a/b", "a b", "ü", ""])
def test_a_job_that_fits_no_button_has_none(job_id: str) -> None:
    assert reach(job(job_id)) is None


@pytest.mark.parametrize(
    "wanted", [Wanted(), Wanted("ai-analysis", "failed", 12), Wanted(page=999_999)]
)
def test_a_page_is_said_and_understood(wanted: Wanted) -> None:
    assert Wanted.of(wanted.choice, QUEUES) == wanted


@pytest.mark.parametrize(
    "choice",
    ["", "all", "all.all", "all.all.", "all.all.-1", "all.all.x", "nowhere.all.0", "all.lost.0",
     "all.unknown.0", "all.all.9999999", "all.all.0.0"],
)  # fmt: skip
def test_a_page_that_nobody_offered_is_none(choice: str) -> None:
    assert Wanted.of(choice, QUEUES) is None


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("match 7412345678 is unknown", "match 7412345678 is unknown"),
        ("account 104334048", "account …"),
        ("user 1234 and 76561198064599776", "user … and …"),
        ("<@123456789012345678>", "<@…>"),
    ],
)
def test_ids_of_people_are_taken_out(words: str, left: str) -> None:
    assert without_personal(words) == left
