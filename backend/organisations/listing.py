"""The organisation list: filters, search, order, columns; the export reads the same statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.paging import Paging, Slice, like_escape, paginate
from backend.kernel.text import compact_code
from backend.organisations import tree
from backend.organisations.codes import Industry, OrgLevel, OrgSort, OrgStatus, ReportClass
from backend.organisations.employers.codes import EmployerSize
from backend.organisations.employers.queries import of_size
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, existed_on, get_organisation, is_open, subtree

LISTED = (
    ORG.id,
    ORG.parent_id,
    ORG.org_path,
    ORG.code,
    ORG.name,
    ORG.short_name,
    ORG.level,
    ORG.org_form,
    ORG.report_class,
    ORG.economic_type,
    ORG.industry,
    ORG.division_code,
    ORG.union_uscc,
    ORG.founded_on,
    ORG.approval_no,
    ORG.status,
    ORG.chair_name,
    ORG.version,
)


@dataclass(frozen=True, slots=True)
class OrgFilter:
    """What the caller wants to see of the list."""

    q: str = ""
    parent_id: UUID | None = None
    direct: bool = False
    level: OrgLevel | None = None
    report_class: ReportClass | None = None
    industry: Industry | None = None
    status: OrgStatus | None = None
    founded_from: date | None = None
    founded_to: date | None = None
    as_of: date | None = None
    size: EmployerSize | None = None


def list_organisations(
    session: Session, actor: Actor, wanted: OrgFilter, page: Paging, sort: OrgSort = OrgSort.PATH
) -> Slice:
    """One page of unions in the caller's reach."""
    order = [ORG.org_path] if sort is OrgSort.PATH else [ORG.sort_key, ORG.id]
    return paginate(session, list_statement(session, actor, wanted), order=order, page=page)


def list_statement(session: Session, actor: Actor, wanted: OrgFilter) -> Select[Any]:
    """The filtered list without order.

    Raises NotFound for a parent that is not in the caller's reach.
    """
    statement = select(*LISTED).where(within(Organisation, actor))
    for column in ("level", "report_class", "industry", "status"):
        value = getattr(wanted, column)
        if value is not None:
            statement = statement.where(getattr(ORG, column) == value)
    if wanted.founded_from is not None:
        statement = statement.where(ORG.founded_on >= wanted.founded_from)
    if wanted.founded_to is not None:
        statement = statement.where(ORG.founded_on <= wanted.founded_to)
    if wanted.q:
        statement = statement.where(_matches(wanted.q))
    if wanted.size is not None:
        day = wanted.as_of or clock.today()
        statement = statement.where(of_size(session, actor, wanted.size, day))
    if wanted.as_of is not None:
        statement = statement.where(existed_on(wanted.as_of))
    elif wanted.status is None:
        statement = statement.where(is_open())
    if wanted.parent_id is not None:
        statement = statement.where(_below(session, actor, wanted))
    return statement


def _matches(q: str) -> ColumnElement[bool]:
    """Part of the name, the start of the initials, or a whole code."""
    pattern = f"%{like_escape(q)}%"
    found = [ORG.name.like(pattern, escape="\\"), ORG.short_name.like(pattern, escape="\\")]
    key = compact_code(q)
    if key.isascii() and key.isalnum():
        found.append(ORG.initials.like(f"{key.lower()}%"))
        found.append(ORG.code == key)
        found.append(ORG.union_uscc == key)
    return or_(*found)


def _below(session: Session, actor: Actor, wanted: OrgFilter) -> ColumnElement[bool]:
    assert wanted.parent_id is not None
    parent = get_organisation(session, actor, wanted.parent_id)
    if wanted.as_of is not None:
        past = tree.tree_on(session, actor, wanted.as_of)
        ids = past.children(parent.id) if wanted.direct else past.descendants(parent.id)
        return and_(ORG.id.in_(ids))
    if wanted.direct:
        return and_(ORG.parent_id == parent.id)
    return and_(subtree(parent.org_path), ORG.id != parent.id)
