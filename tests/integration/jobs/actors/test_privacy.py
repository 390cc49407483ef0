"""A copy of what is kept, its end, and hiding, as members ask for them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.opendota_data.accounts import CARRY
from jobs.actors.privacy import delete_data, export_data, set_visibility
from jobs.payloads import DeletePayload, ExportFormat, ExportPayload, VisibilityPayload
from locales import Locale, text
from store.accounts import put_profile
from store.member_settings import is_hidden
from store.players import get_link
from tests.integration.jobs.actors.conftest import NOW

if TYPE_CHECKING:
    from tests.integration.jobs.actors.conftest import Stage

MEMBER = 7_301_990_100_000_000_001


def exported(stage: Stage, kind: ExportFormat, locale: str = "en") -> tuple[dict[str, object], str]:
    payload = ExportPayload(discord_user_id=MEMBER, guild_id=900, locale=locale, format=kind)
    answer = export_data(stage.context, payload, NOW)
    return answer, stage.pictures.made[str(answer["picture"])].data.decode("utf-8-sig")


def filled(stage: Stage, name: str = "Aurora") -> None:
    stage.link(MEMBER, CARRY.account_id)
    stage.run(put_profile(stage.context.pool, CARRY.account_id, name=name, rank_tier=54))


def test_a_copy_in_json_has_every_table_and_exact_ids(stage: Stage) -> None:
    filled(stage)

    answer, content = exported(stage, ExportFormat.JSON, "pt")

    assert (answer["kind"], answer["filename"]) == ("file", f"apolo-{NOW:%Y-%m-%d}.json")
    assert answer["text"] == text(Locale.PT, "privacy-exported")
    copy = json.loads(content)
    assert copy["linked_players"][0]["discord_user_id"] == str(MEMBER)
    assert copy["linked_players"][0]["account_id"] == CARRY.account_id
    assert copy["guild_members"][0]["guild_id"] == "900"
    assert copy["accounts"][0]["name"] == "Aurora"
    assert copy["medals"][0]["day"].count("-") == 2
    assert copy["player_matches"] == []


def test_a_copy_in_csv_is_one_table_without_formulas(stage: Stage) -> None:
    filled(stage, name='=HYPERLINK("https://example.org","x")')

    answer, content = exported(stage, ExportFormat.CSV)

    assert str(answer["filename"]).endswith(".csv")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["table"] for row in rows] == [
        "linked_players",
        "guild_members",
        "accounts",
        "medals",
    ]
    assert rows[0]["discord_user_id"] == str(MEMBER)
    assert rows[2]["name"] == '\'=HYPERLINK("https://example.org","x")'


def test_two_copies_have_two_keys_that_say_nothing(stage: Stage) -> None:
    first, _ = exported(stage, ExportFormat.JSON)
    second, _ = exported(stage, ExportFormat.JSON)

    assert first["picture"] != second["picture"]
    assert str(MEMBER) not in str(first["picture"])


def test_what_is_deleted_is_gone_and_told_so(stage: Stage) -> None:
    filled(stage)
    payload = DeletePayload(discord_user_id=MEMBER, guild_id=None, locale="en")

    said = [delete_data(stage.context, payload)["message"] for _ in range(2)]

    assert said == ["privacy-deleted", "privacy-nothing-to-delete"]
    assert stage.run(get_link(stage.context.pool, MEMBER)) is None


@pytest.mark.parametrize(
    ("hidden", "message"), [(True, "privacy-hidden"), (False, "privacy-shown")]
)
def test_hiding_is_stored(stage: Stage, hidden: bool, message: str) -> None:
    payload = VisibilityPayload(
        discord_user_id=MEMBER, guild_id=None, locale="en", hidden=hidden, chosen_ms=1
    )

    assert set_visibility(stage.context, payload)["message"] == message
    assert stage.run(is_hidden(stage.context.pool, MEMBER)) is hidden
