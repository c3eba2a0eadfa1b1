"""Sealed cases, visits to them, and the budget for guessing codes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "a0001"
down_revision: str | None = None
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("locator", sa.LargeBinary(32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_on", sa.Date(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("locator", name="uq_cases_locator"),
    )
    op.create_index("ix_cases_expires_on", "cases", ["expires_on"])
    op.create_table(
        "visits",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("device", sa.String(6), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_visits"),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name="fk_visits_case_id_cases", ondelete="CASCADE"
        ),
        sa.CheckConstraint("device IN ('shared', 'own')", name=op.f("ck_visits_device")),
    )
    op.create_index("ix_visits_case_id", "visits", ["case_id"])
    op.create_index("ix_visits_ends_at", "visits", ["ends_at"])
    op.create_table(
        "attempts",
        sa.Column("who", sa.LargeBinary(32), nullable=False),
        sa.Column("spent_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("who", name="pk_attempts"),
    )
    op.create_index("ix_attempts_spent_until", "attempts", ["spent_until"])


def downgrade() -> None:
    op.drop_table("attempts")
    op.drop_table("visits")
    op.drop_table("cases")
