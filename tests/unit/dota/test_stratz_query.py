"""The query to STRATZ against its schema, of which one wrong field has all of it refused."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from dota.stratz import MATCH_QUERY

if TYPE_CHECKING:
    from pathlib import Path


def test_the_query_asks_for_fields_that_there_are(shared_data: Path) -> None:
    schema = json.loads((shared_data / "stratz" / "schema_excerpt.json").read_bytes())
    head = MATCH_QUERY[: MATCH_QUERY.index("players {")]
    wanted = set(re.findall(r"\w+", head[head.index("id did") :])) - {"displayName", "name"}
    assert wanted - set(schema["MatchType"]) == set()
    body = MATCH_QUERY[MATCH_QUERY.index("players {") + 9 :]
    flat = re.sub(r"(steamAccount|stats) \{.*\}", r"\1", body)
    assert set(re.findall(r"\w+", flat)) - set(schema["MatchPlayerType"]) == set()
