"""Weekly digests that are due, and why a server's was turned off."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

_SETTINGS = {
    "language": "value IN ('en', 'pt', 'es')",
    "panel_answers": "value = 'private'",
    "digest_day": "value ~ '^[1-7]$'",
    "digest_channel": "value ~ '^[1-9][0-9]{0,18}$'",
}
_TROUBLE = {"digest_trouble": "value IN ('channel_gone', 'channel_closed')"}


def upgrade() -> None:
    """Apply the revision."""
    op.execute("""
        CREATE TABLE digests (
            guild_id bigint NOT NULL CHECK (guild_id > 0),
            week text NOT NULL CHECK (week ~ '^[0-9]{4}-W[0-9]{2}$'),
            planned_at timestamptz NOT NULL DEFAULT now(),
            claimed_at timestamptz,
            promised_at timestamptz,
            PRIMARY KEY (guild_id, week)
        )
    """)
    op.execute("CREATE INDEX digests_due ON digests (planned_at) WHERE promised_at IS NULL")
    _allow(_SETTINGS | _TROUBLE)


def downgrade() -> None:
    """Take the revision back."""
    op.execute("DELETE FROM server_settings WHERE setting = 'digest_trouble'")
    _allow(_SETTINGS)
    op.execute("DROP TABLE digests")


def _allow(settings: dict[str, str]) -> None:
    cases = " ".join(f"WHEN '{name}' THEN {rule}" for name, rule in settings.items())
    op.execute("ALTER TABLE server_settings DROP CONSTRAINT server_settings_check")
    op.execute(
        "ALTER TABLE server_settings ADD CONSTRAINT server_settings_check"
        f" CHECK (CASE setting {cases} ELSE false END)"
    )
