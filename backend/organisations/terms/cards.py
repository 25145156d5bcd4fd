"""All terms of one union with their committees, and what the caller may do about them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.history import ActionOut
from backend.kernel.parameters import lookup
from backend.organisations.codes import OrgLevel, OrgStatus
from backend.organisations.models import Organisation
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation
from backend.organisations.terms.codes import OPEN_REELECTIONS, ExtensionState, body_of
from backend.organisations.terms.models import CommitteeTerm, Reelection, TermExtension
from backend.organisations.terms.parameters import TERM_YEARS, VACANCY_DAYS
from backend.organisations.terms.register import (
    Committees,
    Seated,
    committees_of,
    facts_of,
    warning_days,
)
from backend.organisations.terms.rules import standing_of
from backend.organisations.terms.schemas import (
    ChairOnOut,
    OpenCaseOut,
    SeatOut,
    TermOut,
    UnionTermsOut,
    VacancyOut,
)

R: Any = Reelection
X: Any = TermExtension
_PLAIN = set(TermOut.model_fields) & set(CommitteeTerm.model_fields)


def union_terms(session: Session, actor: Actor, organisation_id: UUID) -> UnionTermsOut:
    """Everything about the committees of one union.

    Raises NotFound.
    """
    union = get_organisation(session, actor, organisation_id)
    today = clock.today()
    known = committees_of(session, actor, union.id)
    days = warning_days(session, union.district_id, today)
    years = lookup(session, TERM_YEARS.key, union.district_id, today).value
    cases = _open_cases(session, actor, union.id)
    return UnionTermsOut(
        organisation_id=union.id,
        organisation_name=union.name,
        on=today,
        years_allowed=years["base" if union.level is OrgLevel.BASE else "local"],
        terms=[_term(known, term, today, days) for term in known.terms],
        vacancies=_vacancies(session, union, known, today),
        open_cases=cases,
        actions=_actions(actor, union, known, cases),
    )


def chair_on(session: Session, actor: Actor, organisation_id: UUID, on: date) -> ChairOnOut:
    """Who was chair of a union on a day.

    Raises NotFound.
    """
    union = get_organisation(session, actor, organisation_id)
    known = committees_of(session, actor, union.id)
    chair, term = known.chair_on(on), known.running(on)
    return ChairOnOut(
        on=on,
        name=chair.seat.name if chair else "",
        term_no=term.term_no if term else None,
        elected_on=chair.seat.elected_on if chair else None,
        left_on=chair.left_on if chair else None,
    )


def _term(known: Committees, term: CommitteeTerm, today: date, days: list[int]) -> TermOut:
    facts = facts_of(term)
    is_running = term is known.running(today)
    return TermOut(
        **{field: getattr(term, field) for field in _PLAIN},
        standing=standing_of(facts, today, days) if is_running else None,
        days_left=(facts.last_day(today) - today).days if is_running else None,
        seats=sorted((_seat(s) for s in known.of_term(term)), key=_rank),
    )


def _seat(seated: Seated) -> SeatOut:
    seat, departure = seated.seat, seated.departure
    has_left = departure is not None and departure.left_on is not None
    return SeatOut(
        **{
            field: getattr(seat, field)
            for field in ("seat_id", "role", "name", "member_id", "relation", "is_deputy_secretary")
        },
        body=body_of(seat.role),
        elected_on=seat.elected_on,
        approved_on=seat.approved_on,
        approval_no=seat.approval_no,
        left_on=seated.left_on,
        leave_reason=departure.reason if departure and has_left else None,
        leave_note=departure.note if departure and has_left else "",
    )


def _rank(seat: SeatOut) -> tuple[bool, int, date]:
    return (seat.left_on is not None, list(type(seat.role)).index(seat.role), seat.elected_on)


def _vacancies(session: Session, union: Organisation, known: Committees, today: date) -> list[VacancyOut]:
    limit = int(lookup(session, VACANCY_DAYS.key, union.district_id, today).value)
    return [
        VacancyOut(role=role, since=since, days=(today - since).days, is_late=(today - since).days > limit)
        for role, since in known.vacancies(today).items()
    ]


def _open_cases(session: Session, actor: Actor, organisation_id: UUID) -> list[OpenCaseOut]:
    waiting = (
        ("reelection", Reelection, R, R.status.in_(OPEN_REELECTIONS)),
        ("term_extension", TermExtension, X, X.status == ExtensionState.REQUESTED),
    )
    return [
        OpenCaseOut(id=row.id, kind=kind, label=row.status.label, opened_on=row.requested_on)
        for kind, model, columns, is_open in waiting
        for row in session.execute(
            select(model).where(within(model, actor), columns.organisation_id == organisation_id, is_open)
        ).scalars()
    ]


def _actions(
    actor: Actor, union: Organisation, known: Committees, cases: list[OpenCaseOut]
) -> list[ActionOut]:
    if union.status in (OrgStatus.DISSOLVED, OrgStatus.PREPARING):
        return []
    kinds = {case.kind for case in cases}
    term = known.running(clock.today())
    records = actor.may(P.TERMS_RECORD) and (actor.org_path != union.org_path or union.parent_id is None)
    offered = (
        ("request_reelection", "换届请示", actor.may(P.TERMS_FILE) and "reelection" not in kinds),
        (
            "request_extension",
            "申请延期",
            actor.may(P.TERMS_FILE)
            and term is not None
            and not term.extended_to
            and "term_extension" not in kinds,
        ),
        ("record_term", "登记届次", records),
        ("elect", "登记补选", records and term is not None),
        ("correct", "更正", records and term is not None),
        ("depart", "登记离任", records and term is not None),
    )
    return [ActionOut(code=code, label=label, needs_note=False) for code, label, may in offered if may]
