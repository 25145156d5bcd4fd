"""Reference rows of the tree: administrative divisions and the unions above the districts."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.organisations.codes import DivisionLevel, OrgLevel
from backend.organisations.models import Division, UpperUnion

DATA = Path(__file__).parent / "data"
UPPER_UNIONS: tuple[tuple[str, str, OrgLevel, str | None], ...] = (
    ("000000", "中华全国总工会", OrgLevel.NATION, None),
    ("430000", "湖南省总工会", OrgLevel.PROVINCE, "000000"),
    ("430700", "常德市总工会", OrgLevel.CITY, "430000"),
)


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """One line of the divisions file."""

    code: str
    name: str
    level: DivisionLevel
    parent_code: str


@lru_cache(maxsize=8)
def divisions_of(district_id: str) -> tuple[DivisionRow, ...]:
    """The divisions of a district, from the file that comes with the program."""
    with (DATA / f"divisions-{district_id}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            DivisionRow(row["code"], row["name"], DivisionLevel(row["level"]), row["parent_code"])
            for row in csv.DictReader(file)
        )


def seed(session: Session) -> None:
    """Add the reference rows that are missing; rows already there stay as they are."""
    for file in sorted(DATA.glob("divisions-*.csv")):
        rows = divisions_of(file.stem.removeprefix("divisions-"))
        known = _known(session, Division, [row.code for row in rows])
        bulk_insert(
            session,
            Division,
            [
                {"code": r.code, "name": r.name, "level": r.level, "parent_code": r.parent_code}
                for r in rows
                if r.code not in known
            ],
        )
    known = _known(session, UpperUnion, [code for code, *_ in UPPER_UNIONS])
    bulk_insert(
        session,
        UpperUnion,
        [
            {"code": code, "name": name, "level": level, "parent_code": parent}
            for code, name, level, parent in UPPER_UNIONS
            if code not in known
        ],
    )


def _known(session: Session, model: Any, codes: list[str]) -> set[str]:
    return set(session.execute(select(model.code).where(model.code.in_(codes))).scalars())
