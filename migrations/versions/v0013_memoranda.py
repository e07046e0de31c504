"""Lists as they are defined, memoranda of joint discipline and their measures."""

import sqlalchemy as sa
from alembic import op

revision = "v0013"
down_revision = "v0012"
branch_labels = None
depends_on = None

CODE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.Text().with_variant(sa.DateTime(timezone=True), "postgresql")

TABLES = (
    "list_definition",
    "memorandum",
    "memorandum_edition",
    "memorandum_lead",
    "memorandum_signatory",
    "department_assignment",
    "measure",
    "measure_department",
)


def upgrade() -> None:
    """Create the tables."""
    create_list_definition()
    create_memorandum()
    create_memorandum_edition()
    create_memorandum_lead()
    create_memorandum_signatory()
    create_department_assignment()
    create_measure()
    create_measure_department()


def downgrade() -> None:
    """Drop the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def create_list_definition() -> None:
    """Create `list_definition`."""
    op.create_table(
        "list_definition",
        sa.Column("code", CODE, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("colour", CODE, nullable=False),
        sa.Column("court_only", sa.Boolean(), nullable=False),
        sa.Column("legal_basis", sa.Text()),
        sa.Column("entry_conditions", sa.Text()),
        sa.Column("exit_conditions", sa.Text()),
        sa.Column("remedy", sa.Text()),
        sa.Column("term_months", sa.Integer()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("keeper_code", CODE),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_list_definition"),
        sa.ForeignKeyConstraint(["keeper_code"], ["institution.code"], name="fk_list_definition_keeper_code"),
    )
    op.create_index("ix_list_definition_keeper_code", "list_definition", ["keeper_code"])


def create_memorandum() -> None:
    """Create `memorandum`."""
    op.create_table(
        "memorandum",
        sa.Column("code", CODE, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("document_number", sa.Text()),
        sa.Column("year", sa.Integer()),
        sa.Column("dated", sa.Text()),
        sa.Column("subject", sa.Text()),
        sa.Column("list_code", CODE),
        sa.Column("departments_stated", sa.Integer()),
        sa.Column("measures_stated", sa.Integer()),
        sa.Column("supersedes_code", CODE),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_memorandum"),
        sa.ForeignKeyConstraint(["list_code"], ["list_definition.code"], name="fk_memorandum_list_code"),
        sa.ForeignKeyConstraint(["supersedes_code"], ["memorandum.code"], name="fk_memorandum_supersedes_code"),
    )
    op.create_index("ix_memorandum_list_code", "memorandum", ["list_code"])


def create_memorandum_edition() -> None:
    """Create `memorandum_edition`."""
    op.create_table(
        "memorandum_edition",
        sa.Column("id", CODE, nullable=False),
        sa.Column("memorandum_code", CODE, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published_at", INSTANT),
        sa.Column("published_by", CODE),
        sa.Column("repealed_at", INSTANT),
        sa.Column("repealed_by", CODE),
        sa.Column("repeal_reason", sa.Text()),
        sa.Column("superseded_by_id", CODE),
        sa.PrimaryKeyConstraint("id", name="pk_memorandum_edition"),
        sa.ForeignKeyConstraint(["memorandum_code"], ["memorandum.code"], name="fk_memorandum_edition_memorandum_code"),
        sa.ForeignKeyConstraint(
            ["superseded_by_id"], ["memorandum_edition.id"], name="fk_memorandum_edition_superseded_by_id"
        ),
        sa.UniqueConstraint("memorandum_code", "edition", name="uq_memorandum_edition_memorandum_code_edition"),
    )


def create_memorandum_lead() -> None:
    """Create `memorandum_lead`."""
    op.create_table(
        "memorandum_lead",
        sa.Column("edition_id", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("department_key", CODE, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "position", name="pk_memorandum_lead"),
        sa.ForeignKeyConstraint(["edition_id"], ["memorandum_edition.id"], name="fk_memorandum_lead_edition_id"),
    )


def create_memorandum_signatory() -> None:
    """Create `memorandum_signatory`."""
    op.create_table(
        "memorandum_signatory",
        sa.Column("edition_id", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("department_key", CODE, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "position", name="pk_memorandum_signatory"),
        sa.ForeignKeyConstraint(["edition_id"], ["memorandum_edition.id"], name="fk_memorandum_signatory_edition_id"),
    )
    op.create_index("ix_memorandum_signatory_department_key", "memorandum_signatory", ["department_key"])


def create_department_assignment() -> None:
    """Create `department_assignment`."""
    op.create_table(
        "department_assignment",
        sa.Column("department_key", CODE, nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("institution_code", CODE, nullable=False),
        sa.Column("assigned_by", CODE, nullable=False),
        sa.Column("assigned_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("department_key", name="pk_department_assignment"),
        sa.ForeignKeyConstraint(
            ["institution_code"], ["institution.code"], name="fk_department_assignment_institution_code"
        ),
    )
    op.create_index("ix_department_assignment_institution_code", "department_assignment", ["institution_code"])


def create_measure() -> None:
    """Create `measure`."""
    op.create_table(
        "measure",
        sa.Column("id", CODE, nullable=False),
        sa.Column("edition_id", CODE, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text()),
        sa.Column("clause", sa.Text()),
        sa.Column("target", sa.Text()),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_until", sa.Date()),
        sa.Column("published_at", INSTANT),
        sa.Column("lapsed_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
        sa.ForeignKeyConstraint(["edition_id"], ["memorandum_edition.id"], name="fk_measure_edition_id"),
        sa.UniqueConstraint("edition_id", "number", name="uq_measure_edition_id_number"),
    )


def create_measure_department() -> None:
    """Create `measure_department`."""
    op.create_table(
        "measure_department",
        sa.Column("measure_id", CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("department_key", CODE, nullable=False),
        sa.PrimaryKeyConstraint("measure_id", "position", name="pk_measure_department"),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name="fk_measure_department_measure_id"),
    )
    op.create_index("ix_measure_department_department_key", "measure_department", ["department_key"])
