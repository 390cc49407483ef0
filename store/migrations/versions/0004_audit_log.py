"""What operators did."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Apply the revision."""
    op.execute("""
        CREATE TABLE audit_log (
            entry_id text PRIMARY KEY CHECK (length(entry_id) BETWEEN 1 AND 64),
            at timestamptz NOT NULL,
            origin text NOT NULL CHECK (origin IN ('discord', 'terminal')),
            who text NOT NULL CHECK (length(who) BETWEEN 1 AND 200),
            action text NOT NULL CHECK (action ~ '^[a-z_]{1,40}$'),
            queue text NOT NULL CHECK (length(queue) <= 200),
            filter text NOT NULL CHECK (length(filter) <= 500),
            ending text NOT NULL CHECK (ending IN ('begun', 'done', 'failed')),
            count bigint CHECK (count >= 0),
            reason text NOT NULL CHECK (length(reason) <= 500)
        )
    """)
    op.execute("CREATE INDEX audit_log_newest ON audit_log (at DESC, entry_id)")


def downgrade() -> None:
    """Take the revision back."""
    op.execute("DROP TABLE audit_log")
