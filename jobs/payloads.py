"""What each job is asked to do, validated before anything is enqueued and again where it runs."""

from __future__ import annotations

import enum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Snowflake = Annotated[int, Field(ge=1, le=2**63 - 1)]
#: A 32-bit Steam account id.
AccountId = Annotated[int, Field(ge=1, le=2**32 - 2)]
MatchId = Annotated[int, Field(ge=1, le=2**53 - 1)]


class Task(BaseModel):
    """Base of all payloads: frozen, strict about unknown fields, without NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Payload(Task):
    """Base of what a member asks for."""

    discord_user_id: Snowflake
    """Who asked."""
    guild_id: Snowflake | None
    """Where; None in a direct message."""
    locale: Annotated[str, Field(pattern=r"^(en|pt|es)$")]
    """The language of the answer."""


class MatchCardPayload(Payload):
    """A card of one match, or of the asking member's last one where ``match_id`` is None."""

    match_id: MatchId | None


class LinkPayload(Payload):
    """Link the asking member to a Steam account."""

    account_id: AccountId


class UnlinkPayload(Payload):
    """Forget the asking member's Steam account."""


class LanguagePayload(Payload):
    """Answer the asking member in a language; where it is None, as Discord's client is set."""

    language: Annotated[str, Field(pattern=r"^(en|pt|es)$")] | None
    chosen_ms: Annotated[int, Field(ge=0, le=2**47)]
    """When the member chose, in milliseconds since 1970: the youngest choice stays."""


class Metric(enum.StrEnum):
    """What a leaderboard ranks by."""

    WIN_RATE = "win_rate"
    KDA = "kda"
    GPM = "gpm"


class Period(enum.StrEnum):
    """What a leaderboard covers: so many days up to now, in UTC."""

    WEEK = "week"
    MONTH = "month"


class ProgressPayload(Payload):
    """A chart of the asking member's last matches."""


class CoachingPayload(Payload):
    """Coaching on one match, or on the asking member's last one where ``match_id`` is None."""

    match_id: MatchId | None = None


class LeaderboardPayload(Payload):
    """The leaderboard of the server where it is asked for, refreshed where it is old."""

    guild_id: Snowflake
    metric: Metric = Metric.WIN_RATE
    period: Period = Period.WEEK


class LeaderboardRefreshPayload(Task):
    """Recompute the statistics of a server, or of every server where ``guild_id`` is None."""

    guild_id: Snowflake | None = None


class BulkOperation(enum.StrEnum):
    """What a bulk job does."""

    RECALCULATE = "recalculate"
    """Recompute every server's statistics from the matches that are kept."""
    CLEAN_UP = "clean_up"
    """Remove what is older than so many days: database rows, kept art, temporary files."""
    FLUSH_CACHES = "flush_caches"
    """Forget every kept picture and fetched match."""


class BulkPayload(Task):
    """One bulk operation; ``older_than_days`` matters to the clean-up alone."""

    operation: BulkOperation
    older_than_days: Annotated[int, Field(ge=1, le=3650)] = 90
