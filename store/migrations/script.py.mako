"""${message}."""

from __future__ import annotations

from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Apply the revision."""
    op.execute("")


def downgrade() -> None:
    """Take the revision back."""
    op.execute("")
