"""Reads of employers' sizes; the yearly lists are public facts, kept per district and not in the tree."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.parameters import lookup
from backend.kernel.text import compact_code
from backend.organisations.codes import BaseType
from backend.organisations.employers.codes import EmployerSize
from backend.organisations.employers.models import EmployerYear
from backend.organisations.employers.parameters import LARGE_FROM
from backend.organisations.employers.schemas import CoveredEmployer, CoveredEmployers, SizePage, SizeRow
from backend.organisations.models import Coverage, Employer, HeadCount, Organisation

Y: Any = EmployerYear
_C: Any = Coverage
_E: Any = Employer
_H: Any = HeadCount
_O: Any = Organisation


def large_from(session: Session, district_id: str, on: date | None = None) -> int:
    """From how many persons on an employer is a large one."""
    return int(lookup(session, LARGE_FROM.key, district_id, on or clock.today()).value)


def newest(district_id: str, year: int | None = None) -> Select[Any]:
    """The newest row of each employer and year: a correction counts instead of what it corrects."""
    place = func.row_number().over(partition_by=(Y.year, Y.employer_uscc), order_by=Y.id.desc())
    ranked = select(Y.id, place.label("place")).where(Y.district_id == district_id)
    if year is not None:
        ranked = ranked.where(Y.year == year)
    numbered = ranked.subquery()
    return select(EmployerYear).join(numbered, and_(Y.id == numbered.c.id, numbered.c.place == 1))


def list_sizes(
    session: Session, actor: Actor, year: int | None, size: EmployerSize | None, q: str, page: Paging
) -> SizePage:
    """The yearly lists of the caller's district, by credit code."""
    limit = large_from(session, actor.district_id)
    statement = newest(actor.district_id, year)
    if q:
        name = Y.name.like(f"%{like_escape(q)}%", escape="\\")
        statement = statement.where(or_(name, Y.employer_uscc == compact_code(q)))
    if size is EmployerSize.ABOVE_SCALE:
        statement = statement.where(Y.is_above_scale.is_(True))
    if size is EmployerSize.LARGE:
        statement = statement.where(Y.headcount >= limit)
    found = paginate(session, statement, order=[Y.employer_uscc, Y.id], page=page)
    return SizePage(
        items=[_row(row, limit) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def of_size(session: Session, actor: Actor, size: EmployerSize, on: date) -> ColumnElement[bool]:
    """Unions that cover an employer of this size in the year of a date."""
    year = newest(actor.district_id, on.year).subquery()
    limit = large_from(session, actor.district_id, on)
    wanted = (
        year.c.is_above_scale.is_(True) if size is EmployerSize.ABOVE_SCALE else year.c.headcount >= limit
    )
    listed = exists(
        _covered().join(year, year.c.employer_uscc == _E.employer_uscc).where(wanted).correlate(_O)
    )
    if size is EmployerSize.ABOVE_SCALE:
        return listed
    known = exists(
        _covered()
        .join(year, year.c.employer_uscc == _E.employer_uscc)
        .where(year.c.headcount.is_not(None))
        .correlate(_O)
    )
    declared = and_(_O.base_type == BaseType.INDEPENDENT, _declared(on.year) >= limit)
    return or_(listed, and_(~known, declared))


def covered_employers(session: Session, actor: Actor, union: Organisation) -> CoveredEmployers:
    """The employers of one union in reach with their dates and sizes."""
    rows = session.execute(
        select(Employer, Coverage)
        .join(Coverage, and_(_C.district_id == _E.district_id, _C.employer_id == _E.id))
        .where(within(Coverage, actor), _C.organisation_id == union.id)
        .order_by(_C.valid_to.is_not(None), _E.name, _C.id)
    ).all()
    limit = large_from(session, actor.district_id)
    sizes = _sizes(session, actor.district_id, {e.employer_uscc for e, _ in rows if e.employer_uscc}, limit)
    items = [_covered_out(employer, link, sizes) for employer, link in rows]
    declared = _last_declared(session, union)
    return CoveredEmployers(
        items=items, declared_employees=declared, is_large=_is_large(items, declared, limit), large_from=limit
    )


def _covered() -> Select[Any]:
    """The employers that the union of the outer statement covers now."""
    return (
        select(_E.id)
        .join(_C, and_(_C.district_id == _E.district_id, _C.employer_id == _E.id))
        .where(_C.district_id == _O.district_id, _C.organisation_id == _O.id, _C.valid_to.is_(None))
    )


def _declared(year: int) -> Any:
    """The employees a union declared last in a year."""
    return (
        select(_H.employees)
        .where(
            _H.district_id == _O.district_id,
            _H.organisation_id == _O.id,
            _H.month.between(f"{year}-01", f"{year}-12"),
        )
        .order_by(_H.month.desc(), _H.id.desc())
        .limit(1)
        .correlate(_O)
        .scalar_subquery()
    )


def _last_declared(session: Session, union: Organisation) -> int | None:
    if union.base_type is not BaseType.INDEPENDENT:
        return None
    found: int | None = session.execute(
        select(_H.employees)
        .where(_H.district_id == union.district_id, _H.organisation_id == union.id)
        .order_by(_H.month.desc(), _H.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def _sizes(session: Session, district_id: str, codes: Iterable[str], limit: int) -> dict[str, list[SizeRow]]:
    wanted = set(codes)
    found: dict[str, list[SizeRow]] = {}
    if wanted:
        statement = newest(district_id).where(Y.employer_uscc.in_(wanted)).order_by(Y.year.desc())
        for row in session.execute(statement).scalars():
            found.setdefault(row.employer_uscc, []).append(_row(row, limit))
    return found


def _is_large(items: list[CoveredEmployer], declared: int | None, limit: int) -> bool | None:
    year = clock.today().year
    stated = [s.is_large for i in items if i.valid_to is None for s in i.sizes if s.year == year]
    known = [flag for flag in stated if flag is not None]
    if known:
        return any(known)
    return None if declared is None else declared >= limit


def _covered_out(employer: Employer, link: Coverage, sizes: dict[str, list[SizeRow]]) -> CoveredEmployer:
    return CoveredEmployer(
        id=link.id,
        name=employer.name,
        employer_uscc=employer.employer_uscc,
        valid_from=link.valid_from,
        valid_to=link.valid_to,
        sizes=sizes.get(employer.employer_uscc or "", []),
    )


def _row(row: EmployerYear, limit: int) -> SizeRow:
    return SizeRow(
        id=row.id,
        year=row.year,
        employer_uscc=row.employer_uscc,
        name=row.name,
        is_above_scale=row.is_above_scale,
        headcount=row.headcount,
        is_large=None if row.headcount is None else row.headcount >= limit,
        source=row.source,
    )


def year_rows(session: Session, district_id: str, year: int) -> dict[str, EmployerYear]:
    """What is known of a year, by credit code."""
    return {row.employer_uscc: row for row in session.execute(newest(district_id, year)).scalars()}
