"""What members have chosen for themselves."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Apply the revision."""
    # A language of NULL is a choice, too: to follow Discord again.
    op.execute("""
        CREATE TABLE member_settings (
            discord_user_id bigint PRIMARY KEY CHECK (discord_user_id > 0),
            language text CHECK (language IN ('en', 'pt', 'es')),
            chosen_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL DEFAULT now()
        )
    """)
    op.execute("CREATE INDEX member_settings_updated_at ON member_settings (updated_at)")


def downgrade() -> None:
    """Take the revision back."""
    op.execute("DROP TABLE member_settings")
