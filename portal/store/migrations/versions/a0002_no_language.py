"""A visit no longer keeps the language of its pages: the address of each page tells it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a0002"
down_revision: str | None = "a0001"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    with op.batch_alter_table("visits") as visits:
        visits.drop_column("language")


def downgrade() -> None:
    # Which language it was is gone; the older version needs one for the visits that are open.
    language = sa.Column("language", sa.String(35), nullable=False, server_default="en")
    with op.batch_alter_table("visits") as visits:
        visits.add_column(language)
