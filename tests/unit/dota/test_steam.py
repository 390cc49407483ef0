"""Steam and match ids in the forms people paste."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dota.errors import InvalidMatchId, InvalidSteamId, VanityUrl
from dota.steam import MAX_ACCOUNT_ID, STEAMID64_BASE, match_in, parse_account_id, parse_match_id


@pytest.mark.parametrize(
    "text",
    [
        "101695162",
        "  101695162\n",
        "76561198061960890",
        "[U:1:101695162]",
        "u:1:101695162",
        "STEAM_0:0:50847581",
        "steam_1:0:50847581",
        "https://steamcommunity.com/profiles/76561198061960890",
        "http://www.steamcommunity.com/profiles/76561198061960890/?l=portuguese",
        "steamcommunity.com/profiles/[U:1:101695162]/",
        "https://steamcommunity.com/profiles/%5BU:1:101695162%5D",
        "https://www.opendota.com/players/101695162/matches",
        "<https://www.dotabuff.com/players/101695162>",
        "https://es.dotabuff.com/players/101695162#top",
        "stratz.com/players/101695162",
        "https://stratz.com/en-us/players/101695162",
    ],
)
def test_forms_of_an_account(text: str) -> None:
    assert parse_account_id(text) == 101695162


def test_odd_account_in_steam2_form() -> None:
    assert parse_account_id("STEAM_0:1:50847580") == 101695161


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "-1",
        "0",
        "1.5",
        "4294967295",
        "99999999999999999999",
        "999999999999999999999999999",
        str(STEAMID64_BASE),
        str(STEAMID64_BASE + 2**32 - 1),
        "１０１６９５１６２",
        "٣٤٥",
        "[U:2:101695162]",
        "STEAM_0:2:1",
        "https://example.com/players/101695162",
        "https://steamcommunity.com.example.com/profiles/76561198061960890",
        "https://evil.example/?x=steamcommunity.com/profiles/76561198061960890",
        "https://www.opendota.com/matches/101695162",
        "https://steamcommunity.com/id/",
        "https://steamcommunity.com/",
        "https://www.dotabuff.com/esports/players/101695162-fy",
        "'; drop table players; --",
        "1" * 513,
    ],
)
def test_what_is_no_account(text: str) -> None:
    with pytest.raises(InvalidSteamId):
        parse_account_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://steamcommunity.com/id/somebody",
        "steamcommunity.com/id/12345/",
        "steamcommunity.com/ID/x?y=1",
    ],
)
def test_a_vanity_address_says_so(text: str) -> None:
    with pytest.raises(VanityUrl) as caught:
        parse_account_id(text)
    assert caught.value.code == "vanity_url"


def test_five_megabytes_are_refused_in_linear_time() -> None:
    address = "https://steamcommunity.com/profiles/" + "7" * 5_000_000
    began = time.perf_counter()
    with pytest.raises(InvalidSteamId):
        parse_account_id(address)
    with pytest.raises(InvalidMatchId):
        parse_match_id(address)
    assert time.perf_counter() - began < 30


@given(st.integers(1, MAX_ACCOUNT_ID))
def test_every_form_leads_back_to_the_account(account_id: int) -> None:
    forms = (
        f"[U:1:{account_id}]",
        f"STEAM_0:{account_id % 2}:{account_id // 2}",
        str(account_id + STEAMID64_BASE),
        f"https://www.opendota.com/players/{account_id}",
    )
    assert {parse_account_id(form) for form in forms} == {account_id}


@given(st.text(max_size=600))
def test_any_text_is_an_account_or_refused(text: str) -> None:
    with contextlib.suppress(InvalidSteamId, VanityUrl):
        assert 1 <= parse_account_id(text) <= MAX_ACCOUNT_ID


@pytest.mark.parametrize(
    "text",
    [
        "8699074995",
        " 8699074995 ",
        "https://www.opendota.com/matches/8699074995/overview",
        "dotabuff.com/matches/8699074995",
        "<https://stratz.com/matches/8699074995?x=1>",
        "https://pt.dotabuff.com/matches/8699074995",
    ],
)
def test_forms_of_a_match(text: str) -> None:
    assert parse_match_id(text) == 8699074995


@pytest.mark.parametrize(
    "text", ["abc", "-1", "0", "", "1e9", "99999999999999999999", "9" * 16, "https://opendota.com/players/1"]
)  # fmt: skip
def test_what_is_no_match(text: str) -> None:
    with pytest.raises(InvalidMatchId):
        parse_match_id(text)


@pytest.mark.parametrize(
    ("text", "match_id"),
    [
        ("7412345678", 7412345678),
        ("look: https://www.opendota.com/matches/7412345678.", 7412345678),
        ("<https://stratz.com/matches/7412345678> wow", 7412345678),
        ("dotabuff.com/matches/7412345678, the second was 8600000001", 7412345678),
        ("https://www.opendota.com/players/104334048 lost 8600000001!", 8600000001),
        ("https://example.org/7412345678", None),
        ("my id is 80351110224678912 and my phone 12345", None),
        ("", None),
    ],
)
def test_the_match_that_a_text_names(text: str, match_id: int | None) -> None:
    assert match_in(text) == match_id
