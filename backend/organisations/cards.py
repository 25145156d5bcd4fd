"""The card of one union and the lines of the list, put together from a fixed number of statements."""

from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlmodel import Session

from backend.kernel.authz import Actor, in_subtree, within
from backend.kernel.history import ActionOut
from backend.kernel.paging import Slice
from backend.organisations import tree
from backend.organisations.codes import FEDERATIONS, SUBDIVISIONS, OrgLevel, OrgStatus
from backend.organisations.forms import OrganisationChangeIn
from backend.organisations.models import HeadCount, Organisation
from backend.organisations.permissions import P
from backend.organisations.phones import masked_phone
from backend.organisations.queries import (
    ORG,
    division_name,
    employers_of,
    is_grassroots,
    is_open,
    latest_head_counts,
    subtree,
    union_names,
)
from backend.organisations.schemas import (
    EmployerOut,
    HeadCountOut,
    OrganisationOut,
    OrganisationPage,
    OrganisationRow,
    ParentLink,
    UpperNode,
)
from backend.organisations.service import OWN_FIELDS

MONTHS_SHOWN = 12
_PLAIN = set(OrganisationOut.model_fields) & set(Organisation.model_fields)


def card_of(session: Session, actor: Actor, row: Organisation) -> OrganisationOut:
    """Everything about one union that the caller may see."""
    counts = recent_head_counts(session, actor, row.id)
    chain = tree.parent_chain(session, actor, row.org_path)
    return OrganisationOut(
        **{field: getattr(row, field) for field in _PLAIN},
        division_name=division_name(session, row.division_code),
        chair_phone=masked_phone(row, "chair_phone"),
        contact_phone=masked_phone(row, "contact_phone"),
        upper=[UpperNode.model_validate(item) for item in tree.upper_unions(session, actor)],
        parents=[
            ParentLink(id=p.id, name=p.name, level=p.level, is_open=in_subtree(p.org_path, actor))
            for p in chain
        ],
        employers=[EmployerOut.model_validate(e) for e in employers_of(session, actor, row.id)],
        head_count=counts[0] if counts else None,
        head_counts=counts,
        union_count=_unions_below(session, actor, row.org_path),
        editable=editable_fields(actor, row),
        actions=actions_for(actor, row),
    )


def page_of(session: Session, actor: Actor, found: Slice, month: str | None) -> OrganisationPage:
    """The lines of one page with parents' names and the newest head-counts (of this month or earlier)."""
    parents = union_names(session, actor.district_id, {row.parent_id for row in found.rows if row.parent_id})
    counts = latest_head_counts(session, actor, [row.id for row in found.rows], month=month)
    return OrganisationPage(
        items=[_line(row, parents, counts.get(row.id)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def recent_head_counts(session: Session, actor: Actor, organisation_id: UUID) -> list[HeadCountOut]:
    """The newest declaration of each of the last twelve declared months, newest month first."""
    count: Any = HeadCount
    ranked = (
        select(
            count.id,
            func.row_number().over(partition_by=count.month, order_by=count.id.desc()).label("place"),
        )
        .where(within(HeadCount, actor), count.organisation_id == organisation_id)
        .subquery()
    )
    rows = session.execute(
        select(HeadCount)
        .join(ranked, and_(count.id == ranked.c.id, ranked.c.place == 1))
        .where(count.district_id == actor.district_id)
        .order_by(count.month.desc())
        .limit(MONTHS_SHOWN)
    ).scalars()
    return [HeadCountOut.model_validate(row) for row in rows]


def actions_for(actor: Actor, row: Organisation) -> list[ActionOut]:
    """What this caller may do with this union now."""
    if row.status is OrgStatus.DISSOLVED:
        return []
    is_base = row.level is OrgLevel.BASE
    is_counted = is_base and row.org_form not in SUBDIVISIONS
    offered = (
        ("edit", "修改", actor.may(P.EDIT) or actor.may(P.EDIT_OWN)),
        ("add_child", "登记下级工会", actor.may(P.EDIT) and row.level in FEDERATIONS),
        ("add_branch", "登记分会或小组", actor.may(P.EDIT) and is_base),
        ("reveal_phone", "查看完整电话", actor.may(P.REVEAL)),
        ("declare_head_count", "报送人数", actor.may(P.EDIT_OWN) and is_counted),
    )
    return [ActionOut(code=code, label=label, needs_note=False) for code, label, may in offered if may]


def editable_fields(actor: Actor, row: Organisation) -> list[str]:
    """The fields of the card this caller may change."""
    if row.status is OrgStatus.DISSOLVED:
        return []
    if actor.may(P.EDIT):
        return list(OrganisationChangeIn.model_fields)
    return sorted(OWN_FIELDS) if actor.may(P.EDIT_OWN) else []


def _line(row: Any, parents: dict[UUID, str], count: HeadCount | None) -> OrganisationRow:
    return OrganisationRow(
        id=row.id,
        parent_id=row.parent_id,
        parent_name=parents.get(row.parent_id, ""),
        org_path=row.org_path,
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        level=row.level,
        org_form=row.org_form,
        report_class=row.report_class,
        economic_type=row.economic_type,
        industry=row.industry,
        division_code=row.division_code,
        founded_on=row.founded_on,
        status=row.status,
        chair_name=row.chair_name,
        employees=count.employees if count else None,
        declared_members=count.members if count else None,
        version=row.version,
    )


def _unions_below(session: Session, actor: Actor, path: str) -> int:
    counted = select(func.count()).where(
        within(Organisation, actor), subtree(path), is_grassroots(), is_open()
    )
    return int(session.execute(counted.select_from(ORG)).scalar_one())
