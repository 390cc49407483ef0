"""The names of players' pictures."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Apply the revision."""
    op.execute("ALTER TABLE accounts ADD avatar text CHECK (avatar ~ '^[0-9a-f]{40}$')")


def downgrade() -> None:
    """Take the revision back."""
    op.execute("ALTER TABLE accounts DROP avatar")
