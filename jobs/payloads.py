"""What each job is asked to do, validated before anything is enqueued and again where it runs."""

from __future__ import annotations

import enum
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from store.server_settings import Setting

Snowflake = Annotated[int, Field(ge=1, le=2**63 - 1)]
#: A 32-bit Steam account id.
AccountId = Annotated[int, Field(ge=1, le=2**32 - 2)]
MatchId = Annotated[int, Field(ge=1, le=2**53 - 1)]
#: How many of a player's last matches a chart is made of.
FEWEST_MATCHES: Final = 3
MOST_MATCHES: Final = 500
MatchCount = Annotated[int, Field(ge=FEWEST_MATCHES, le=MOST_MATCHES)]
Language = Annotated[str, Field(pattern=r"^(en|pt|es)$")]


class Task(BaseModel):
    """Base of all payloads: frozen, strict about unknown fields, without NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    version: Annotated[int, Field(ge=1, le=1, exclude=True)] = 1
    """What the fields mean; absent it is 1. A job of an Apolo that means another is refused."""


class Payload(Task):
    """Base of what a member asks for."""

    discord_user_id: Snowflake
    """Who asked."""
    guild_id: Snowflake | None
    """Where; None in a direct message."""
    locale: Language
    """The language of the answer."""


class AboutMember(Payload):
    """Base of what a member asks for about themselves or about another member."""

    subject: Snowflake | None = None
    """Whom it is about; None for the asking member."""

    @property
    def member(self) -> int:
        """The Discord id of the member it is about."""
        return self.discord_user_id if self.subject is None else self.subject

    @property
    def own(self) -> bool:
        """True where members ask about themselves, named or not."""
        return self.member == self.discord_user_id


class MatchCardPayload(AboutMember):
    """A card of one match, or of a member's last one where ``match_id`` is None."""

    match_id: MatchId | None
    only_me: bool = False
    """The member's own part alone, large."""


class AnalysisPayload(Payload):
    """The card of a match with what only its replay tells, once OpenDota has analysed it."""

    match_id: MatchId


class ShrinkPayload(Task):
    """A kept picture, to be made smaller; with it goes what is posted beside it."""

    picture: Annotated[str, Field(min_length=1, max_length=500)]
    """Its content key."""
    filename: Annotated[str, Field(max_length=100)]
    alt: Annotated[str, Field(max_length=1024)]
    most_bytes: Annotated[int, Field(ge=1, le=2**31)]
    text: Annotated[str, Field(max_length=2000)] = ""
    analysable: Annotated[str, Field(pattern=r"^[0-9]{1,20}$")] | None = None


class LinkPayload(Payload):
    """Link the asking member to a Steam account."""

    account_id: AccountId


class ProfilePayload(AboutMember):
    """Who a member is in Dota."""


class UnlinkPayload(Payload):
    """Forget the asking member's Steam account."""


class LanguagePayload(Payload):
    """Answer the asking member in a language; where it is None, as Discord's client is set."""

    language: Language | None
    chosen_ms: Annotated[int, Field(ge=0, le=2**47)]
    """When the member chose, in milliseconds since 1970: the youngest choice stays."""


class ExportFormat(enum.StrEnum):
    """What a copy of a member's data is written in."""

    JSON = "json"
    CSV = "csv"


class ExportPayload(Payload):
    """A copy of all that is kept of the asking member."""

    format: ExportFormat


class DeletePayload(Payload):
    """The end of all that is kept of the asking member."""


class VisibilityPayload(Payload):
    """Whether others may look the asking member up."""

    hidden: bool
    chosen_ms: Annotated[int, Field(ge=0, le=2**47)]
    """When the member chose, in milliseconds since 1970: the youngest choice stays."""


class ServerSettingPayload(Payload):
    """Change one setting of the server where it is asked for."""

    guild_id: Snowflake
    setting: Setting
    value: Annotated[str, Field(max_length=32)] | None
    """As the setting's own description says; None for what holds by itself."""
    chosen_ms: Annotated[int, Field(ge=0, le=2**47)]
    """When it was chosen, in milliseconds since 1970: the youngest choice stays."""

    @model_validator(mode="after")
    def _is_of_the_setting(self) -> Self:
        if not self.setting.takes(self.value):
            raise ValueError(f"no value of the setting {self.setting}")
        return self


class Metric(enum.StrEnum):
    """What a leaderboard ranks by."""

    WIN_RATE = "win_rate"
    KDA = "kda"
    GPM = "gpm"


class Period(enum.StrEnum):
    """What a leaderboard covers: so many days up to now, in UTC."""

    WEEK = "week"
    MONTH = "month"


class ProgressMetric(enum.StrEnum):
    """What a progress chart follows."""

    GPM = "gpm"
    XPM = "xpm"
    KDA = "kda"
    WIN_RATE = "win_rate"
    NET_WORTH = "net_worth"
    RANK = "rank"
    """The medal, from what Apolo has seen of it day by day."""


class ProgressPayload(AboutMember):
    """A chart of a member's last matches."""

    metric: ProgressMetric = ProgressMetric.GPM
    matches: MatchCount = 80
    """At most so many; those that don't count are left out."""


class HeroesPayload(AboutMember):
    """A chart of the heroes that a member has played in the last matches."""

    matches: MatchCount = 200


class CoachingPayload(Payload):
    """Coaching on one match, or on the asking member's last one where ``match_id`` is None."""

    match_id: MatchId | None = None
    by_rules: bool = False
    """Whether no model is to be asked: what the member, or the server, may have of it is used."""


class LeaderboardPayload(Payload):
    """The leaderboard of the server where it is asked for, refreshed where it is old."""

    guild_id: Snowflake
    metric: Metric = Metric.WIN_RATE
    period: Period = Period.WEEK


class LeaderboardRefreshPayload(Task):
    """Recompute the statistics of a server, or of every server where ``guild_id`` is None."""

    guild_id: Snowflake | None = None


class DigestPlanPayload(Task):
    """Plan the weekly digests of the servers that want theirs today."""


class DigestPayload(Task):
    """A server's weekly digest: its leaderboard of the last seven days, with highlights."""

    guild_id: Snowflake
    week: Annotated[str, Field(pattern=r"^\d{4}-W\d{2}$")]
    locale: Language


class HealthChartPayload(Task):
    """A chart of what the job queues did in the last hour, for operators.

    The worker reads the figures where it draws them, so that they are those of that moment.
    """

    locale: Language


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
