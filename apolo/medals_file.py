"""Reads medals for ``apolo render progress --metric rank`` from a file."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dota.rank import MedalSeen, rank


class BadMedalsFile(ValueError):
    """The file is not a list of medals."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=False)

    day: dt.date
    rank_tier: Annotated[int, Field(ge=11, le=89)]
    leaderboard_rank: Annotated[int, Field(ge=1, le=2**53)] | None = None


_ROWS = TypeAdapter(Annotated[list[_Row], Field(min_length=1, max_length=10_000)])


def read_medals(data: bytes) -> tuple[MedalSeen, ...]:
    """Read ``[{"day": "2026-11-26", "rank_tier": 54, "leaderboard_rank": null}]``.

    Raises
    ------
    BadMedalsFile
        Naming the first thing that is wrong.
    """
    try:
        rows = _ROWS.validate_json(data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadMedalsFile(f"{where}: {first['msg']}" if where else first["msg"]) from None
    if not any(rank(row.rank_tier) for row in rows):
        raise BadMedalsFile("none of them is a medal")
    return tuple(
        MedalSeen(
            int(dt.datetime.combine(row.day, dt.time.min, dt.UTC).timestamp()),
            row.rank_tier,
            row.leaderboard_rank,
        )
        for row in rows
    )
