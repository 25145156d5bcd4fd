"""Reads of foundings; all of one person's reads start from within()."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select
from sqlmodel import Session

from backend.kernel import calendar_table
from backend.kernel.authz import Actor, visible, within
from backend.kernel.calendar import PeriodUnit, WorkCalendar, period_end
from backend.kernel.decisions import Check
from backend.kernel.history import trail_has
from backend.kernel.paging import Paging, Slice, like_escape, paginate
from backend.kernel.parameters import lookup
from backend.organisations.codes import OrgLevel
from backend.organisations.deciding import comes_back_to, waits_for
from backend.organisations.founding.checks import check_after_slate, check_slate
from backend.organisations.founding.codes import FoundingAction, FoundingState
from backend.organisations.founding.facts import Candidate, Slate
from backend.organisations.founding.models import (
    FoundingCase,
    FoundingElection,
    FoundingEmployer,
    FoundingSlate,
)
from backend.organisations.founding.rules import FILED, FOUNDING_WORKFLOW, WAITING_STATES
from backend.organisations.permissions import P
from backend.organisations.queries import union_names
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation
from backend.organisations.terms.election_rules import (
    ELECTION_KEYS,
    Elected,
    ElectionFacts,
    check_election,
)
from backend.organisations.terms.parameters import REPLY_DAYS, SURPLUS

F: Any = FoundingCase
FE: Any = FoundingEmployer
S: Any = FoundingSlate
EL: Any = FoundingElection


@dataclass(frozen=True, slots=True)
class FoundingFilter:
    """What the caller wants to see of the list."""

    q: str = ""
    status: FoundingState | None = None
    is_waiting: bool = False
    union_id: UUID | None = None
    is_to_reply: bool = False
    is_returned: bool = False


def get_case(session: Session, actor: Actor, case_id: UUID) -> FoundingCase:
    """One founding in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(FoundingCase, (actor.district_id, case_id)), actor)


def to_reply(actor: Actor) -> Select[Any]:
    """The foundings that wait for the caller's reply."""
    return select(F.id).where(within(FoundingCase, actor), _waits_for(actor))


def returned(actor: Actor) -> Select[Any]:
    """The foundings sent back that the caller may mend."""
    return select(F.id).where(within(FoundingCase, actor), _came_back(actor))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    if not actor.may(P.APPROVE_FOUNDING):
        return false()
    return and_(F.status.in_(WAITING_STATES), waits_for(actor, FOUNDING_WORKFLOW, F, FILED))


def _came_back(actor: Actor) -> ColumnElement[bool]:
    """A slate or an election is filed anew after it was sent back."""
    if not actor.may(P.FOUND):
        return false()
    slate = trail_has(FOUNDING_WORKFLOW, F, FoundingAction.RETURN_SLATE)
    election = trail_has(FOUNDING_WORKFLOW, F, FoundingAction.RETURN_ELECTION)
    found = or_(
        and_(F.status == FoundingState.PREPARING, slate),
        and_(F.status == FoundingState.SLATE_APPROVED, election),
    )
    return and_(found, comes_back_to(actor, FOUNDING_WORKFLOW, F, FILED))


def list_cases(session: Session, actor: Actor, wanted: FoundingFilter, page: Paging) -> Slice:
    """Foundings in the caller's reach, newest first."""
    statement = select(FoundingCase).where(within(FoundingCase, actor))
    if wanted.q:
        pattern = f"%{like_escape(wanted.q)}%"
        statement = statement.where(F.union_name.like(pattern, escape="\\"))
    if wanted.status is not None:
        statement = statement.where(F.status == wanted.status)
    if wanted.is_waiting:
        statement = statement.where(F.status.in_(WAITING_STATES))
    if wanted.union_id is not None:
        statement = statement.where(F.union_id == wanted.union_id)
    if wanted.is_to_reply:
        statement = statement.where(_waits_for(actor))
    if wanted.is_returned:
        statement = statement.where(_came_back(actor))
    return paginate(session, statement, order=[F.id], page=page, descending=True)


def employers_of_case(session: Session, case: FoundingCase) -> Sequence[FoundingEmployer]:
    """The employers a founding is for, in the order they were entered."""
    statement = select(FoundingEmployer).where(FE.district_id == case.district_id, FE.case_id == case.id)
    return session.execute(statement.order_by(FE.id)).scalars().all()


def newest_slate(session: Session, case: FoundingCase) -> FoundingSlate | None:
    """The candidates as filed last."""
    found: FoundingSlate | None = session.execute(
        select(FoundingSlate)
        .where(S.district_id == case.district_id, S.case_id == case.id)
        .order_by(S.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def elections_of(session: Session, case: FoundingCase) -> Sequence[FoundingElection]:
    """The elections reported, newest first."""
    statement = select(FoundingElection).where(EL.district_id == case.district_id, EL.case_id == case.id)
    return session.execute(statement.order_by(EL.id.desc())).scalars().all()


def newest_election(session: Session, case: FoundingCase) -> FoundingElection | None:
    """The election as reported last."""
    return next(iter(elections_of(session, case)), None)


def people_named(session: Session, case: FoundingCase) -> set[str]:
    """Everybody the case names: who prepares it, the candidates and the elected as filed last."""
    slate, election = newest_slate(session, case), newest_election(session, case)
    found = {case.preparer_name}
    found |= {candidate["name"] for candidate in (slate.candidates if slate else [])}
    return found | {elected["name"] for elected in (election.elected if election else [])}


def own_union_name(session: Session, actor: Actor) -> str:
    """The name of the caller's own union: the one that replies."""
    return union_names(session, actor.district_id, [actor.org_id]).get(actor.org_id, "")


def slate_checks(session: Session, case: FoundingCase, slate: FoundingSlate) -> list[Check]:
    """Candidates judged with the surplus of the day they were filed."""
    return check_slate(
        _slate_facts(case, slate), lookup(session, SURPLUS.key, case.district_id, slate.filed_on)
    )


def election_checks(session: Session, case: FoundingCase, election: FoundingElection) -> list[Check]:
    """An election judged with the parameters of the day it was held."""
    parameters = {key: lookup(session, key, case.district_id, election.elected_on) for key in ELECTION_KEYS}
    facts = ElectionFacts(
        OrgLevel.BASE,
        case.unit_category,
        election.years,
        election.elected_on,
        election.entitled,
        election.present,
        election.candidates,
        tuple(
            Elected(CommitteeRole(e["role"]), e["name"], e["votes"], DeclaredRelation(e["relation"]))
            for e in election.elected
        ),
    )
    return [
        check_after_slate(election.elected_on, case.election_allowed_on),
        *check_election(facts, parameters),
    ]


def due_days(session: Session, cases: Iterable[FoundingCase]) -> dict[UUID, date]:
    """By when the upper union should have replied, for the foundings that wait; the calendar is read once."""
    waiting = [case for case in cases if case.status in WAITING_STATES and case.waiting_since is not None]
    if not waiting:
        return {}
    starts = [case.waiting_since for case in waiting if case.waiting_since is not None]
    years = {year for start in starts for year in (start.year, start.year + 1)}
    calendar = calendar_table.load(session, years)
    return {case.id: _due(session, case, calendar) for case in waiting}


def _due(session: Session, case: FoundingCase, calendar: WorkCalendar) -> date:
    assert case.waiting_since is not None
    days = lookup(session, REPLY_DAYS.key, case.district_id, case.waiting_since).value
    return period_end(case.waiting_since, days, PeriodUnit.DAY, calendar).day


def _slate_facts(case: FoundingCase, row: FoundingSlate) -> Slate:
    found = tuple(
        Candidate(CommitteeRole(c["role"]), c["name"], DeclaredRelation(c["relation"]))
        for c in row.candidates
    )
    return Slate(case.unit_category, row.seats, found, row.party_org, row.party_agreed_on)
