"""Linked players and kept matches."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Apply the revision."""
    op.execute("""
        CREATE TABLE linked_players (
            discord_user_id bigint PRIMARY KEY CHECK (discord_user_id > 0),
            account_id bigint NOT NULL CHECK (account_id BETWEEN 1 AND 4294967295),
            linked_at timestamptz NOT NULL DEFAULT now()
        )
    """)
    op.execute("CREATE INDEX linked_players_account_id ON linked_players (account_id)")
    op.execute("""
        CREATE TABLE matches (
            match_id bigint PRIMARY KEY CHECK (match_id > 0),
            source text NOT NULL CHECK (source IN ('opendota', 'stratz')),
            parsed boolean NOT NULL,
            fetched_at timestamptz NOT NULL DEFAULT now(),
            payload bytea NOT NULL CHECK (octet_length(payload) > 0)
        )
    """)
    # The payload is packed already: compressing it again would only cost time.
    op.execute("ALTER TABLE matches ALTER COLUMN payload SET STORAGE EXTERNAL")
    op.execute("CREATE INDEX matches_fetched_at ON matches (fetched_at)")


def downgrade() -> None:
    """Take the revision back."""
    op.execute("DROP TABLE matches")
    op.execute("DROP TABLE linked_players")
