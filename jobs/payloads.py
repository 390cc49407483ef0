"""What each job is asked to do, validated before anything is enqueued and again where it runs."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Snowflake = Annotated[int, Field(ge=1, le=2**63 - 1)]
#: A 32-bit Steam account id.
AccountId = Annotated[int, Field(ge=1, le=2**32 - 2)]
MatchId = Annotated[int, Field(ge=1, le=2**53 - 1)]


class Payload(BaseModel):
    """Base of all payloads: frozen, strict about unknown fields, without NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

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
