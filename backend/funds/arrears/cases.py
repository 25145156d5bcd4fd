"""Reads of dunning: cases, their papers and proofs of service, and what a step is judged with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select
from sqlmodel import Session

from backend.funds.arrears import queries
from backend.funds.arrears.codes import ArrearsCaseState, DunningKind, LimitationFlag, ServiceOutcome
from backend.funds.arrears.limits import Limits
from backend.funds.arrears.models import ArrearsCase, DunningNotice, DunningService
from backend.funds.arrears.rules import Owed, order_article
from backend.funds.arrears.workflow import CaseFacts, PaperFacts
from backend.funds.payers.models import FundPayer
from backend.kernel import clock
from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.paging import Paging, Slice, paginate
from backend.organisations.queries import get_organisation

CASE: Any = ArrearsCase
N: Any = DunningNotice
S: Any = DunningService
PAYER: Any = FundPayer


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What the caller wants to see of the list."""

    status: ArrearsCaseState | None = None
    organisation_id: UUID | None = None
    is_open: bool | None = None


def get_case(session: Session, actor: Actor, case_id: UUID) -> ArrearsCase:
    """One case in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(ArrearsCase, (actor.district_id, case_id)), actor)


def get_notice(session: Session, actor: Actor, notice_id: UUID) -> DunningNotice:
    """One paper in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(DunningNotice, (actor.district_id, notice_id)), actor)


def cases_statement(actor: Actor) -> Select[Any]:
    """Cases in reach with the names of their payers."""
    return (
        select(ArrearsCase, PAYER.name)
        .join(FundPayer, and_(PAYER.district_id == CASE.district_id, PAYER.id == CASE.payer_id))
        .where(within(ArrearsCase, actor))
    )


def list_cases(session: Session, actor: Actor, wanted: CaseFilter, page: Paging) -> Slice:
    """Cases in the caller's reach, newest first."""
    statement = cases_statement(actor)
    if wanted.status is not None:
        statement = statement.where(CASE.status == wanted.status)
    if wanted.is_open is not None:
        statement = statement.where(CASE.open_key.is_not(None) if wanted.is_open else CASE.open_key.is_(None))
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(CASE.org_path >= path, CASE.org_path < next_path(path))
    return paginate(session, statement, order=[CASE.opened_on, CASE.id], page=page, descending=True)


def cases_of(session: Session, actor: Actor, payer_id: UUID) -> list[Any]:
    """The cases of one payer, newest first."""
    statement = cases_statement(actor).where(CASE.payer_id == payer_id)
    return list(session.execute(statement.order_by(CASE.opened_on.desc(), CASE.id.desc())))


def open_counts(session: Session, actor: Actor) -> dict[ArrearsCaseState, int]:
    """How many open cases stand in each state."""
    rows = session.execute(
        select(CASE.status, func.count())
        .where(within(ArrearsCase, actor), CASE.open_key.is_not(None))
        .group_by(CASE.status)
    )
    return {status: int(count) for status, count in rows}


def notices_of(session: Session, case: ArrearsCase) -> list[DunningNotice]:
    """The papers of a case, oldest first."""
    statement = select(DunningNotice).where(N.district_id == case.district_id, N.arrears_case_id == case.id)
    return list(session.execute(statement.order_by(N.issued_on, N.id)).scalars())


def services_of(session: Session, district_id: str, notice_ids: Iterable[UUID]) -> list[DunningService]:
    """How papers were served, oldest first."""
    statement = select(DunningService).where(
        S.district_id == district_id, S.dunning_notice_id.in_(list(notice_ids))
    )
    return list(session.execute(statement.order_by(S.served_on, S.id)).scalars())


def served_on(services: Iterable[DunningService]) -> dict[UUID, date]:
    """The first day each paper was served."""
    found: dict[UUID, date] = {}
    for row in services:
        if row.outcome is ServiceOutcome.SERVED:
            found.setdefault(row.dunning_notice_id, row.served_on)
    return found


def months_of_case(session: Session, actor: Actor, case: ArrearsCase, on: date) -> list[Owed]:
    """What is overdue of a case on a day: every month from its first one on."""
    book = queries.due_book(session, actor, on)
    months = queries.months_of(session, actor, book, [case.payer_id]).get(case.payer_id, [])
    return [month for month in months if month.period >= case.from_period]


def facts_of(session: Session, actor: Actor, case: ArrearsCase) -> CaseFacts:
    """What the steps of a case are judged with today."""
    today = clock.today()
    months = months_of_case(session, actor, case, today)
    notices = notices_of(session, case)
    served = served_on(services_of(session, case.district_id, [row.id for row in notices]))
    papers: dict[DunningKind, PaperFacts] = {
        row.kind: PaperFacts(row.issued_on, row.pay_by, served.get(row.id)) for row in notices
    }
    return CaseFacts(
        today=today,
        arrears_fen=sum(month.arrears_fen for month in months),
        papers=papers,
        order_article=order_article(today),
        disputed_fen=case.disputed_fen,
        court=case.court,
        expired_months=_expired(session, case, months, today),
        objection_by=case.objection_by,
    )


def _expired(session: Session, case: ArrearsCase, months: list[Owed], today: date) -> int:
    limits = Limits.load(session, case.district_id, today)
    known = limits.served(session, [case.payer_id])
    flags = [limits.of(month.due_on, known.get((case.payer_id, month.period), ()))[1] for month in months]
    return flags.count(LimitationFlag.EXPIRED)
