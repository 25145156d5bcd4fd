"""Reads of six-have checks: the check, the work list, and how unions stand on a date."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.indicators import AsOf
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations.indicators import standing as standing_unions
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, get_organisation
from backend.organisations.six_have.codes import SixHaveOutcome, SixHaveScheme, SixHaveStanding, SixHaveState
from backend.organisations.six_have.models import SixHaveCheck, SixHaveItem, SixHaveResult
from backend.organisations.six_have.rules import VERIFIED
from backend.organisations.terms.register import T, running_terms

C: Any = SixHaveCheck
I: Any = SixHaveItem  # noqa: E741 - items of a check
R: Any = SixHaveResult


@dataclass(frozen=True, slots=True)
class CheckFilter:
    """What the caller wants to see of the work list."""

    scheme: SixHaveScheme | None = None
    status: SixHaveState | None = None
    organisation_id: UUID | None = None
    is_to_verify: bool | None = None
    is_unseen: bool | None = None


@dataclass(frozen=True, slots=True)
class StandingFilter:
    """Which unions, under which scheme, on which day."""

    scheme: SixHaveScheme
    on: date
    warning_days: int
    standing: SixHaveStanding | None = None
    is_due: bool | None = None
    is_passing: bool | None = None
    organisation_id: UUID | None = None
    q: str = ""


def get_check(session: Session, actor: Actor, check_id: UUID) -> SixHaveCheck:
    """One check in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(SixHaveCheck, (actor.district_id, check_id)), actor)


def get_item(session: Session, actor: Actor, item_id: UUID) -> SixHaveItem:
    """One item in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(SixHaveItem, (actor.district_id, item_id)), actor)


def items_of(session: Session, actor: Actor, check: SixHaveCheck) -> list[SixHaveItem]:
    """The items of every round, in order."""
    statement = select(SixHaveItem).where(within(SixHaveItem, actor), I.check_id == check.id)
    return list(session.execute(statement.order_by(I.round, I.position)).scalars())


def results_of(session: Session, actor: Actor, check: SixHaveCheck) -> list[SixHaveResult]:
    """The decisions of one check, oldest first."""
    statement = select(SixHaveResult).where(within(SixHaveResult, actor), R.check_id == check.id)
    return list(session.execute(statement.order_by(R.id)).scalars())


def open_check(
    session: Session, actor: Actor, organisation_id: UUID, scheme: SixHaveScheme
) -> SixHaveCheck | None:
    """The check a union has under way, if any."""
    found: SixHaveCheck | None = session.execute(
        select(SixHaveCheck).where(
            within(SixHaveCheck, actor), C.organisation_id == organisation_id, C.open_key == scheme.value
        )
    ).scalar_one_or_none()
    return found


def last_check(
    session: Session, actor: Actor, organisation_id: UUID, scheme: SixHaveScheme
) -> SixHaveCheck | None:
    """The newest check of a union under a scheme, open or closed."""
    found: SixHaveCheck | None = session.execute(
        select(SixHaveCheck)
        .where(within(SixHaveCheck, actor), C.organisation_id == organisation_id, C.scheme == scheme)
        .order_by(C.opened_on.desc(), C.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def list_checks(session: Session, actor: Actor, wanted: CheckFilter, page: Paging) -> Slice:
    """Checks in the caller's reach, the longest waiting first."""
    statement = checks_statement(session, actor, wanted)
    return paginate(session, statement, order=[C.opened_on, C.id], page=page)


def checks_statement(session: Session, actor: Actor, wanted: CheckFilter) -> Select[Any]:
    """The filtered work list without order."""
    statement: Select[Any] = (
        select(SixHaveCheck, ORG.name)
        .join(Organisation, and_(ORG.district_id == C.district_id, ORG.id == C.organisation_id))
        .where(within(SixHaveCheck, actor))
    )
    if wanted.scheme is not None:
        statement = statement.where(C.scheme == wanted.scheme)
    if wanted.status is not None:
        statement = statement.where(C.status == wanted.status)
    if wanted.is_to_verify is not None:
        waiting = C.status.in_(VERIFIED)
        statement = statement.where(waiting if wanted.is_to_verify else ~waiting)
    if wanted.is_unseen is not None:
        told = and_(C.helped_on.is_not(None), C.help_seen_on.is_(None))
        statement = statement.where(told if wanted.is_unseen else ~told)
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(C.org_path >= path, C.org_path < next_path(path))
    return statement


def unseen_checks(actor: Actor) -> Select[Any]:
    """Checks filled in from above that the union has not taken note of."""
    return select(C.id).where(within(SixHaveCheck, actor), C.helped_on.is_not(None), C.help_seen_on.is_(None))


def waiting_checks(actor: Actor) -> Select[Any]:
    """Checks that wait for whoever verifies."""
    return checks_in(actor, *VERIFIED)


def checks_in(actor: Actor, *states: SixHaveState) -> Select[Any]:
    """Checks in some states, for the inbox."""
    return select(C.id).where(within(SixHaveCheck, actor), C.status.in_(states))


def next_waiting(session: Session, actor: Actor, check: SixHaveCheck) -> UUID | None:
    """The next check of the same scheme that waits for the verifier."""
    found: UUID | None = session.execute(
        waiting_checks(actor)
        .where(C.scheme == check.scheme, C.id != check.id)
        .order_by(C.opened_on, C.id)
        .limit(1)
    ).scalar_one_or_none()
    return found


def latest_results(
    actor: Actor, scheme: SixHaveScheme, on: date, known_at: datetime | None = None
) -> Subquery:
    """The newest decision of each union of the district by a date, as far as was recorded at the moment.

    ``valid_to`` is derived: the day by which a re-check was due, or the last day of the running term if that is earlier.
    """
    order = (R.decided_on.desc(), R.id.desc())
    statement = select(
        R.organisation_id,
        R.outcome,
        R.decided_on,
        R.valid_to,
        R.check_id,
        func.row_number().over(partition_by=R.organisation_id, order_by=order).label("place"),
    ).where(R.district_id == actor.district_id, R.scheme == scheme, R.decided_on <= on)
    if known_at is not None:
        statement = statement.where(R.recorded_at <= known_at)
    ranked = statement.subquery()
    term = running_terms([T.district_id == actor.district_id], on, known_at)
    return (
        select(
            ranked.c.organisation_id,
            ranked.c.outcome,
            ranked.c.decided_on,
            ranked.c.check_id,
            ranked.c.valid_to.label("recheck_on"),
            term.c.last_on.label("term_last_on"),
            case((term.c.last_on < ranked.c.valid_to, term.c.last_on), else_=ranked.c.valid_to).label(
                "valid_to"
            ),
        )
        .outerjoin(term, and_(term.c.organisation_id == ranked.c.organisation_id, term.c.n == 1))
        .where(ranked.c.place == 1)
        .subquery()
    )


def is_passing(latest: Subquery, on: date) -> ColumnElement[bool]:
    """Passed and neither due for its re-check nor beyond its term."""
    in_force = or_(latest.c.valid_to.is_(None), latest.c.valid_to >= on)
    return and_(latest.c.outcome == SixHaveOutcome.PASSED, in_force)


def passing_unions(actor: Actor, as_of: AsOf, scheme: SixHaveScheme) -> Select[Any]:
    """Standing grassroots unions that pass a scheme on the date."""
    latest = latest_results(actor, scheme, as_of.on, as_of.known_at)
    passing = select(latest.c.organisation_id).where(is_passing(latest, as_of.on))
    return standing_unions(actor, as_of).where(ORG.id.in_(passing))


def standings_statement(session: Session, actor: Actor, wanted: StandingFilter) -> Select[Any]:
    """Standing grassroots unions with their newest decision and their open check."""
    place = wanted.organisation_id
    path = get_organisation(session, actor, place).org_path if place else None
    latest = latest_results(actor, wanted.scheme, wanted.on)
    statement = (
        standing_unions(actor, AsOf(on=wanted.on, start=wanted.on, org_path=path))
        .outerjoin(latest, latest.c.organisation_id == ORG.id)
        .outerjoin(
            SixHaveCheck,
            and_(
                C.district_id == ORG.district_id,
                C.organisation_id == ORG.id,
                C.open_key == wanted.scheme.value,
            ),
        )
        .add_columns(
            latest.c.outcome,
            latest.c.decided_on,
            latest.c.valid_to,
            latest.c.recheck_on,
            latest.c.term_last_on,
            latest.c.check_id,
            C.id.label("open_id"),
            C.status.label("open_status"),
        )
    )
    return statement.where(*_asked(latest, wanted))


def _asked(latest: Subquery, wanted: StandingFilter) -> list[ColumnElement[bool]]:
    on, passing = wanted.on, is_passing(latest, wanted.on)
    meaning: dict[SixHaveStanding, ColumnElement[bool]] = {
        SixHaveStanding.PASSING: passing,
        SixHaveStanding.LAPSED: and_(latest.c.outcome == SixHaveOutcome.PASSED, latest.c.valid_to < on),
        SixHaveStanding.TO_MEND: latest.c.outcome == SixHaveOutcome.TO_MEND,
        SixHaveStanding.CANCELLED: latest.c.outcome == SixHaveOutcome.CANCELLED,
        SixHaveStanding.NEVER: latest.c.outcome.is_(None),
    }
    found = [meaning[wanted.standing]] if wanted.standing is not None else []
    is_due = and_(passing, latest.c.valid_to <= on + timedelta(days=wanted.warning_days))
    fails = or_(latest.c.outcome.is_(None), ~passing)
    for asked, yes, no in (
        (wanted.is_due, is_due, or_(latest.c.outcome.is_(None), ~is_due)),
        (wanted.is_passing, passing, fails),
    ):
        if asked is not None:
            found.append(yes if asked else no)
    if wanted.q:
        found.append(ORG.name.contains(wanted.q, autoescape=True))
    return found
