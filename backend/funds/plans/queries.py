"""Reads of plans: the versions, their lines, the amounts in force, the places a plan is made for."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.funds.plans.codes import FundPlanState
from backend.funds.plans.models import FundPlan, FundPlanLine, FundPlanTarget
from backend.funds.plans.rules import PlannedAmount
from backend.kernel.authz import Actor, visible, within
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations.codes import OrgStatus
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG

F: Any = FundPlan
L: Any = FundPlanLine
T: Any = FundPlanTarget
#: Those a year's plan may be shared among: the district itself and the federations right below it.
_STANDING = (OrgStatus.ACTIVE, OrgStatus.TERM_DUE)


def get_plan(session: Session, actor: Actor, plan_id: UUID) -> FundPlan:
    """One version in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(FundPlan, (actor.district_id, plan_id)), actor)


def list_plans(
    session: Session, actor: Actor, year: int | None, status: FundPlanState | None, page: Paging
) -> Slice:
    """Versions in the caller's reach, the newest year and version first."""
    statement = select(FundPlan).where(within(FundPlan, actor))
    if year is not None:
        statement = statement.where(F.year == year)
    if status is not None:
        statement = statement.where(F.status == status)
    return paginate(session, statement, order=[F.year, F.number, F.id], page=page, descending=True)


def lines_of(session: Session, plan: FundPlan) -> list[PlannedAmount]:
    """The amounts of a version's newest revision."""
    rows = session.execute(
        select(L.channel, L.organisation_id, L.amount_fen)
        .where(L.district_id == plan.district_id, L.plan_id == plan.id, L.revision == plan.revision)
        .order_by(L.id)
    )
    return [PlannedAmount(*row) for row in rows]


def in_force(session: Session, district_id: str, year: int) -> FundPlan | None:
    """The approved version of a year with the highest number."""
    found: FundPlan | None = session.execute(
        select(FundPlan)
        .where(F.district_id == district_id, F.year == year, F.status == FundPlanState.APPROVED)
        .order_by(F.number.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def in_force_before(session: Session, plan: FundPlan) -> FundPlan | None:
    """The approved version of the same year that a version takes the place of."""
    found: FundPlan | None = session.execute(
        select(FundPlan).where(
            F.district_id == plan.district_id,
            F.year == plan.year,
            F.status == FundPlanState.APPROVED,
            F.id != plan.id,
        )
    ).scalar_one_or_none()
    return found


def targets_of(session: Session, plan: FundPlan) -> list[PlannedAmount]:
    """What the approval of a version put in force."""
    rows = session.execute(
        select(T.channel, T.organisation_id, T.amount_fen)
        .where(T.district_id == plan.district_id, T.plan_id == plan.id)
        .order_by(T.id)
    )
    return [PlannedAmount(*row) for row in rows]


def next_number(session: Session, district_id: str, year: int) -> int:
    """The number of a year's next version."""
    statement = select(func.max(F.number)).where(F.district_id == district_id, F.year == year)
    return (session.execute(statement).scalar_one() or 0) + 1


def places_of(session: Session, district_id: str) -> Sequence[Organisation]:
    """The district and the federations right below it, in the order of the tree."""
    root = f"{district_id}."
    children = select(ORG.id).where(ORG.district_id == district_id, ORG.org_path == root)
    return (
        session.execute(
            select(Organisation)
            .where(
                ORG.district_id == district_id,
                (ORG.org_path == root) | ORG.parent_id.in_(children),
                ORG.status.in_(_STANDING),
            )
            .order_by(ORG.org_path)
        )
        .scalars()
        .all()
    )


def places_by_id(session: Session, district_id: str, amounts: Iterable[PlannedAmount]) -> Sequence[Any]:
    """Id, path and name of the places that amounts speak of, also of those that are no more."""
    wanted = {one.organisation_id for one in amounts}
    statement = select(ORG.id, ORG.org_path, ORG.name).where(
        ORG.district_id == district_id, ORG.id.in_(wanted)
    )
    return session.execute(statement.order_by(ORG.org_path)).all()
