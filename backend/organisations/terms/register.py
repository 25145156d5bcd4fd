"""What is known about terms and committees: current rows, who sat on a day, where terms stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, ColumnElement, and_, case, exists, func, inspect, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.kernel.errors import NotFound
from backend.kernel.parameters import lookup
from backend.organisations.terms.codes import MUST_BE_FILLED, CommitteeBody, CommitteeRole, body_of
from backend.organisations.terms.models import CommitteeSeat, CommitteeTerm, SeatDeparture
from backend.organisations.terms.parameters import WARNING_DAYS
from backend.organisations.terms.rules import DepartureFacts, TermFacts

T: Any = CommitteeTerm
S: Any = CommitteeSeat
D: Any = SeatDeparture


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody in a committee, and how they left if they did."""

    seat: CommitteeSeat
    departure: SeatDeparture | None

    @property
    def left_on(self) -> date | None:
        """The first day they no longer sat."""
        return self.departure.left_on if self.departure else None

    def sits_on(self, on: date) -> bool:
        """Whether they sat on a day, as far as election and departure say."""
        return self.seat.elected_on <= on and (self.left_on is None or on < self.left_on)


@dataclass(frozen=True, slots=True)
class Committees:
    """All terms of one union, newest first, and everybody who ever sat in them."""

    terms: Sequence[CommitteeTerm]
    seats: Sequence[Seated]

    def running(self, on: date) -> CommitteeTerm | None:
        """The term that had begun last by a day; it goes on, also when overdue, until the next one begins."""
        return next((term for term in self.terms if term.start_on <= on), None)

    def of_term(self, term: CommitteeTerm | None) -> list[Seated]:
        """Everybody ever elected for a term."""
        return [s for s in self.seats if term is not None and s.seat.term_id == term.term_id]

    def sitting(self, on: date) -> list[Seated]:
        """Who sat in the committees on a day."""
        return [s for s in self.of_term(self.running(on)) if s.sits_on(on)]

    def in_body(self, on: date, body: CommitteeBody) -> list[Seated]:
        """Who sat in one committee on a day."""
        return [s for s in self.sitting(on) if body_of(s.seat.role) is body]

    def chair_on(self, on: date) -> Seated | None:
        """Who was chair on a day."""
        chairs = [s for s in self.sitting(on) if s.seat.role is CommitteeRole.CHAIR]
        return max(chairs, key=lambda s: s.seat.elected_on, default=None)

    def vacancies(self, on: date) -> dict[CommitteeRole, date]:
        """Since when a seat that must be filled has been empty; a vice-chair only if there had been one."""
        term = self.running(on)
        held = {s.seat.role for s in self.sitting(on)}
        found: dict[CommitteeRole, date] = {}
        for role in MUST_BE_FILLED:
            if term is None or role in held:
                continue
            gone = [s.left_on for s in self.of_term(term) if s.seat.role is role and s.left_on]
            if gone or role is not CommitteeRole.VICE_CHAIR:
                found[role] = max((day for day in gone if day <= on), default=term.start_on)
        return found

    def departures(self, on: date) -> list[DepartureFacts]:
        """How people left the running term by a day."""
        return [
            departure_facts(s.seat.role, s.departure)
            for s in self.of_term(self.running(on))
            if s.departure is not None and s.left_on is not None and s.left_on <= on
        ]

    def seat(self, seat_id: UUID) -> Seated:
        """One person's seat.

        Raises NotFound.
        """
        found = next((s for s in self.seats if s.seat.seat_id == seat_id), None)
        if found is None:
            raise NotFound()
        return found

    def term(self, term_id: UUID) -> CommitteeTerm:
        """One term.

        Raises NotFound.
        """
        found = next((t for t in self.terms if t.term_id == term_id), None)
        if found is None:
            raise NotFound()
        return found


def committees_of(session: Session, actor: Actor, organisation_id: UUID) -> Committees:
    """Everything that counts about the committees of one union in the caller's reach."""
    terms = _rows(session, actor, CommitteeTerm, organisation_id, T.term_id, T.start_on.desc())
    seats = _rows(session, actor, CommitteeSeat, organisation_id, S.seat_id, S.id)
    gone = _rows(session, actor, SeatDeparture, organisation_id, D.seat_id, D.id)
    left = {row.seat_id: row for row in gone}
    return Committees(terms, [Seated(seat, left.get(seat.seat_id)) for seat in seats])


def counts(model: Any, key: str, known_at: datetime | None = None) -> ColumnElement[bool]:
    """The newest row of its key, as far as was recorded at a moment; ``model`` is a table or an alias of one."""
    newer: Any = aliased(inspect(model).mapper.class_)
    later = [
        newer.district_id == model.district_id,
        getattr(newer, key) == getattr(model, key),
        newer.id > model.id,
    ]
    if known_at is None:
        return ~exists().where(*later)
    return and_(model.recorded_at <= known_at, ~exists().where(*later, newer.recorded_at <= known_at))


def last_day(on: date) -> Any:
    """The last day a term may be served, as a column."""
    return case((and_(T.extended_on <= on, T.extended_to.is_not(None)), T.extended_to), else_=T.end_on)


def running_terms(scope: Sequence[ColumnElement[bool]], on: date, known_at: datetime | None = None) -> CTE:
    """The running term of each union on a day, for figures: ``n`` is 1 for the row that counts, ``last_on`` its end.

    Computed once for a statement: PostgreSQL without statistics would compute it anew for every union.
    """
    return (
        select(
            T.id,
            T.organisation_id,
            last_day(on).label("last_on"),
            func.row_number()
            .over(partition_by=T.organisation_id, order_by=(T.start_on.desc(), T.id.desc()))
            .label("n"),
        )
        .where(*scope, T.start_on <= on, counts(CommitteeTerm, "term_id", known_at))
        .cte("running_term")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )


def facts_of(term: CommitteeTerm) -> TermFacts:
    """A term as the rules take it."""
    return TermFacts(term.years, term.start_on, term.end_on, term.extended_to, term.extended_on)


def departure_facts(role: CommitteeRole, row: Any) -> DepartureFacts:
    """A departure (row or form) as the rules take it."""
    return DepartureFacts(
        role,
        row.reason,
        row.left_on,
        row.voters_total,
        row.votes_for,
        row.committee_consent_on,
        row.higher_consent_no,
    )


def warning_days(session: Session, district_id: str, on: date) -> list[int]:
    """Days before the end at which a term is warned about, the longest first."""
    return [int(days) for days in lookup(session, WARNING_DAYS.key, district_id, on).value]


def _rows(session: Session, actor: Actor, model: Any, organisation_id: UUID, key: Any, order: Any) -> Any:
    return (
        session.execute(
            select(model)
            .where(within(model, actor), model.organisation_id == organisation_id, counts(model, key.key))
            .order_by(order)
        )
        .scalars()
        .all()
    )
