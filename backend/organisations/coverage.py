"""Which employers a union covers: written as dated rows, changed by ending one and beginning another."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.db import new_id
from backend.organisations.changes import change_line
from backend.organisations.facts import EmployerFacts
from backend.organisations.forms import EmployerIn
from backend.organisations.models import Coverage, Employer, Organisation

_C: Any = Coverage
_E: Any = Employer
Pair = tuple[Employer, Coverage]


def employers_now(session: Session, organisation_id: UUID, district_id: str) -> list[Pair]:
    """The employers a union covers with the rows that say so, in the order they were added."""
    rows = session.execute(
        select(Employer, Coverage)
        .join(Coverage, and_(_C.district_id == _E.district_id, _C.employer_id == _E.id))
        .where(_C.district_id == district_id, _C.organisation_id == organisation_id, _C.valid_to.is_(None))
        .order_by(_C.id)
    )
    return [(row[0], row[1]) for row in rows]


def as_forms(pairs: Sequence[Pair]) -> list[EmployerIn]:
    """Kept employers in the shape of the form."""
    return [
        EmployerIn(
            name=employer.name,
            employer_uscc=employer.employer_uscc or "",
            economic_type=employer.economic_type,
            industry=employer.industry,
        )
        for employer, _ in pairs
    ]


def add_employers(session: Session, row: Organisation, employers: Sequence[EmployerFacts]) -> None:
    """Begin to cover employers, from the founding on, or from the beginning of the preparation."""
    start = row.founded_on or row.prep_group_on or clock.today()
    for item in employers:
        _cover(session, row, item, start)


def replace_employers(
    session: Session, row: Organisation, current: Sequence[Pair], wanted: Sequence[EmployerFacts]
) -> list[dict[str, str]]:
    """Make the covered employers those of the form; the same employer (code, else name) is corrected in place."""
    kept: set[UUID] = set()
    before = [employer.name for employer, _ in current]
    is_changed = False
    for item in wanted:
        found = _same(current, item, kept)
        if found is None:
            _cover(session, row, item, clock.today())
            is_changed = True
        else:
            kept.add(found.id)
            is_changed |= _correct(found, item)
    for employer, link in current:
        if employer.id not in kept:
            link.valid_to = clock.today()
            is_changed = True
    after = [item.name for item in wanted]
    return [change_line("employers", "、".join(before), "、".join(after))] if is_changed else []


def _same(current: Sequence[Pair], item: EmployerFacts, kept: set[UUID]) -> Employer | None:
    free = [employer for employer, _ in current if employer.id not in kept]
    by_code = [e for e in free if item.employer_uscc and e.employer_uscc == item.employer_uscc]
    by_name = [e for e in free if e.name == item.name]
    return next(iter(by_code + by_name), None)


def _correct(employer: Employer, item: EmployerFacts) -> bool:
    values = {
        "name": item.name,
        "employer_uscc": item.employer_uscc or None,
        "economic_type": item.economic_type,
        "industry": item.industry,
    }
    changed = {field: value for field, value in values.items() if getattr(employer, field) != value}
    for field, value in changed.items():
        setattr(employer, field, value)
    employer.version += bool(changed)
    return bool(changed)


def _cover(session: Session, row: Organisation, item: EmployerFacts, start: Any) -> None:
    employer = Employer(
        id=new_id(),
        district_id=row.district_id,
        org_path=row.org_path,
        name=item.name,
        employer_uscc=item.employer_uscc or None,
        economic_type=item.economic_type,
        industry=item.industry,
    )
    session.add(employer)
    session.flush()
    session.add(
        Coverage(
            district_id=row.district_id,
            org_path=row.org_path,
            organisation_id=row.id,
            employer_id=employer.id,
            valid_from=start,
        )
    )
