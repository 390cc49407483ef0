"""Which matches OpenDota was asked to analyse, so that it is asked once."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Apply the revision."""
    op.execute("""
        CREATE TABLE parse_requests (
            match_id bigint PRIMARY KEY CHECK (match_id > 0),
            requested_at timestamptz NOT NULL DEFAULT now()
        )
    """)
    op.execute("CREATE INDEX parse_requests_at ON parse_requests (requested_at)")


def downgrade() -> None:
    """Take the revision back."""
    op.execute("DROP TABLE parse_requests")
