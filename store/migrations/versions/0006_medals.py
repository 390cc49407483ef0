"""Medals of accounts, day by day: their source tells only today's."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Apply the revision."""
    op.execute("""
        CREATE TABLE medals (
            account_id bigint NOT NULL REFERENCES accounts ON DELETE CASCADE,
            day date NOT NULL,
            rank_tier smallint NOT NULL CHECK (rank_tier > 0),
            leaderboard_rank bigint CHECK (leaderboard_rank > 0),
            PRIMARY KEY (account_id, day)
        )
    """)
    op.execute("CREATE INDEX medals_day ON medals (day)")
    op.execute("""
        INSERT INTO medals
        SELECT account_id, (profile_at AT TIME ZONE 'UTC')::date, rank_tier, leaderboard_rank
        FROM accounts WHERE rank_tier IS NOT NULL AND profile_at IS NOT NULL
    """)


def downgrade() -> None:
    """Take the revision back."""
    op.execute("DROP TABLE medals")
