"""The day-one rules of the schema: one district today, a province later, on the same tables."""

from collections.abc import Iterator

from sqlalchemy import Column, ForeignKeyConstraint, Integer, MetaData, String, Table, UniqueConstraint
from sqlmodel import SQLModel

from backend.kernel.privacy import Privacy
from backend.modules import MODULES

PRIVACY_CLASSES = {item.value for item in Privacy}


def business_tables(metadata: MetaData) -> list[Table]:
    """Tables whose rows belong to one district and stand in its tree."""
    return [t for t in metadata.sorted_tables if "district_id" in t.c and "org_path" in t.c]


def key_faults(metadata: MetaData) -> Iterator[str]:
    """Business tables not keyed by (district_id, id, ...)."""
    for table in business_tables(metadata):
        keys = [column.name for column in table.primary_key.columns]
        if keys[:2] != ["district_id", "id"]:
            yield f"{table.name}: primary key {keys}"


def unique_faults(metadata: MetaData) -> Iterator[str]:
    """Unique constraints and indexes of business tables that leave out the district."""
    for table in business_tables(metadata):
        groups = [c.columns for c in table.constraints if isinstance(c, UniqueConstraint)]
        groups += [i.columns for i in table.indexes if i.unique]
        for columns in groups:
            if "district_id" not in [c.name for c in columns]:
                yield f"{table.name}: unique {[c.name for c in columns]}"


def foreign_key_faults(metadata: MetaData) -> Iterator[str]:
    """Foreign keys between business tables that leave out the district."""
    names = {t.name for t in business_tables(metadata)}
    for table in business_tables(metadata):
        for constraint in table.constraints:
            if not isinstance(constraint, ForeignKeyConstraint):
                continue
            target = constraint.elements[0].target_fullname.split(".")[0]
            if target in names and "district_id" not in constraint.column_keys:
                yield f"{table.name}: foreign key {constraint.column_keys}"


def serial_faults(metadata: MetaData) -> Iterator[str]:
    """Numbers the store would make up itself."""
    for table in metadata.sorted_tables:
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer) and column.autoincrement is True:
                yield f"{table.name}.{column.name}"


def label_faults(metadata: MetaData) -> Iterator[str]:
    """Columns without label, privacy class or retention."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            info = column.info
            if (
                not info.get("label")
                or info.get("privacy") not in PRIVACY_CLASSES
                or not info.get("retention")
            ):
                yield f"{table.name}.{column.name}"


FAULTS = (key_faults, unique_faults, foreign_key_faults, serial_faults, label_faults)


def test_the_tables_keep_the_day_one_rules() -> None:
    assert len(MODULES) >= 5
    assert len(business_tables(SQLModel.metadata)) >= 15
    for rule in FAULTS:
        assert list(rule(SQLModel.metadata)) == [], rule.__name__


def test_a_violation_is_seen() -> None:
    bad = MetaData()
    Table(
        "other",
        bad,
        Column("district_id", String, primary_key=True),
        Column("id", Integer, primary_key=True),
        Column("org_path", String),
    )
    Table(
        "bad",
        bad,
        Column("id", Integer, primary_key=True, autoincrement=True),
        Column("district_id", String),
        Column("org_path", String, unique=True),
        Column("other_id", Integer),
        UniqueConstraint("org_path"),
        ForeignKeyConstraint(["other_id"], ["other.id"]),
    )
    for rule in FAULTS:
        assert list(rule(bad)), rule.__name__
