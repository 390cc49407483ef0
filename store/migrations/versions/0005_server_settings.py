"""What servers have chosen, and whether members may be looked up by others."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Apply the revision."""
    op.execute("""
        CREATE TABLE server_settings (
            guild_id bigint NOT NULL CHECK (guild_id > 0),
            setting text NOT NULL,
            value text,
            chosen_at timestamptz NOT NULL,
            updated_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (guild_id, setting),
            CHECK (CASE setting
                WHEN 'language' THEN value IN ('en', 'pt', 'es')
                WHEN 'panel_answers' THEN value = 'private'
                WHEN 'digest_day' THEN value ~ '^[1-7]$'
                WHEN 'digest_channel' THEN value ~ '^[1-9][0-9]{0,18}$'
                ELSE false
            END)
        )
    """)
    op.execute("CREATE INDEX server_settings_updated_at ON server_settings (updated_at)")
    # Who hides was not asked for a language, and the other way round: each has its own time.
    op.execute("ALTER TABLE member_settings ALTER COLUMN chosen_at DROP NOT NULL")
    op.execute("ALTER TABLE member_settings ADD COLUMN hidden boolean NOT NULL DEFAULT false")
    op.execute("ALTER TABLE member_settings ADD COLUMN hidden_chosen_at timestamptz")


def downgrade() -> None:
    """Take the revision back."""
    op.execute("ALTER TABLE member_settings DROP COLUMN hidden_chosen_at, DROP COLUMN hidden")
    op.execute("DELETE FROM member_settings WHERE chosen_at IS NULL")
    op.execute("ALTER TABLE member_settings ALTER COLUMN chosen_at SET NOT NULL")
    op.execute("DROP TABLE server_settings")
