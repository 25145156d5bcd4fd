"""What is recorded about terms and committees; every correction is a newer row."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.decisions import Verdict, refusals
from backend.kernel.errors import Conflict, FieldError, Forbidden, Invalid, invalid
from backend.kernel.parameters import lookup
from backend.organisations.models import Organisation
from backend.organisations.queries import get_organisation
from backend.organisations.terms import people, rules
from backend.organisations.terms.codes import (
    CommitteeBody,
    SeatLeaveReason,
    body_of,
    is_protected,
    is_single,
)
from backend.organisations.terms.following import follow
from backend.organisations.terms.forms import DepartureIn, SeatIn, TermCorrectionIn, TermIn
from backend.organisations.terms.models import CommitteeSeat, CommitteeTerm, SeatDeparture
from backend.organisations.terms.parameters import TERM_YEARS
from backend.organisations.terms.register import Committees, committees_of, departure_facts


def record_term(session: Session, actor: Actor, organisation_id: UUID, form: TermIn) -> CommitteeTerm:
    """Record a term approved on paper; who was elected follows as seats.

    Raises NotFound, Forbidden, Invalid.
    """
    union = _union_below(session, actor, organisation_id)
    known = committees_of(session, actor, union.id)
    _refuse_term(session, union, form, list(known.terms))
    term = add_term(session, actor, union, new_id(), form.model_dump())
    for seat in form.seats:
        _refuse_seat(union, seat, [])
        add_seat(session, actor, union, term, seat.model_dump())
    follow(session, actor, union)
    return term


def correct_term(
    session: Session, actor: Actor, organisation_id: UUID, term_id: UUID, form: TermCorrectionIn
) -> CommitteeTerm:
    """State a term anew; what stood before stays.

    Raises NotFound, Forbidden, Invalid.
    """
    union = _union_below(session, actor, organisation_id)
    known = committees_of(session, actor, union.id)
    before = known.term(term_id)
    _refuse_term(session, union, form, [term for term in known.terms if term.term_id != term_id])
    kept = {name: getattr(before, name) for name in ("extended_to", "extended_on", "extension_no")}
    term = add_term(session, actor, union, term_id, {**kept, **form.model_dump()})
    follow(session, actor, union)
    return term


def elect(session: Session, actor: Actor, organisation_id: UUID, form: SeatIn) -> CommitteeSeat:
    """Record a by-election into the running term.

    Raises NotFound, Forbidden, Conflict (no term), Invalid.
    """
    union = _union_below(session, actor, organisation_id)
    known = committees_of(session, actor, union.id)
    term = known.running(form.elected_on)
    if term is None:
        raise Conflict("这一天还没有登记届次，请先登记届次再登记委员")
    _refuse_seat(union, form, [s.seat for s in known.sitting(max(form.elected_on, clock.today()))])
    seat = add_seat(session, actor, union, term, form.model_dump())
    follow(session, actor, union)
    return seat


def correct_seat(
    session: Session, actor: Actor, organisation_id: UUID, seat_id: UUID, form: SeatIn
) -> CommitteeSeat:
    """State a seat anew (a misspelt name, a wrong date, a relation declared later).

    Raises NotFound, Forbidden, Invalid.
    """
    union = _union_below(session, actor, organisation_id)
    known = committees_of(session, actor, union.id)
    before = known.seat(seat_id).seat
    others = [s.seat for s in known.sitting(clock.today()) if s.seat.seat_id != seat_id]
    _refuse_seat(union, form, others)
    term = known.term(before.term_id)
    seat = add_seat(session, actor, union, term, {**form.model_dump(), "seat_id": seat_id})
    follow(session, actor, union)
    return seat


def depart(
    session: Session, actor: Actor, organisation_id: UUID, seat_id: UUID, form: DepartureIn
) -> SeatDeparture:
    """Record that somebody left; removal and transfer of a chair need their majorities and consents (A-R5, A-R6).

    Raises NotFound, Forbidden, Invalid.
    """
    union = _union_below(session, actor, organisation_id)
    known = committees_of(session, actor, union.id)
    seat = known.seat(seat_id).seat
    _refuse_departure(known, seat, form)
    row = SeatDeparture(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        seat_id=seat_id,
        **form.model_dump(),
        **_recorded(actor),
    )
    session.add(row)
    session.flush()
    _tell(session, actor, "committee.left", row, {"seat_id": str(seat_id), "reason": form.reason.value})
    follow(session, actor, union)
    return row


def add_term(
    session: Session, actor: Actor, union: Organisation, term_id: UUID, values: dict[str, Any]
) -> CommitteeTerm:
    """Write what is known of a term; also the counter for founding and re-election."""
    known = {name: values[name] for name in _TERM_FIELDS if name in values}
    row = CommitteeTerm(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        term_id=term_id,
        **{"extended_to": None, "extended_on": None, "extension_no": "", "reason": "", **known},
        end_on=rules.term_end(values["start_on"], values["years"]),
        **_recorded(actor),
    )
    session.add(row)
    session.flush()
    _tell(session, actor, "committee.term", row, {"term_no": row.term_no, "end_on": row.end_on.isoformat()})
    return row


def add_seat(
    session: Session, actor: Actor, union: Organisation, term: CommitteeTerm, values: dict[str, Any]
) -> CommitteeSeat:
    """Write who sits in a committee; also the counter for founding and re-election.

    Raises Invalid for a member of another union.
    """
    people.refuse_stranger(session, union, values.get("member_id"))
    known = {name: values[name] for name in _SEAT_FIELDS if name in values}
    row = CommitteeSeat(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        term_id=term.term_id,
        **{"seat_id": new_id(), "member_id": None, "is_deputy_secretary": False, **known},
        **_recorded(actor),
    )
    session.add(row)
    session.flush()
    _tell(session, actor, "committee.seat", row, {"role": row.role.value})
    return row


_TERM_FIELDS = (
    "term_no", "years", "start_on", "elected_on", "approved_on", "approval_no", "approving_org",
    "extended_to", "extended_on", "extension_no", "reason",
)  # fmt: skip
_SEAT_FIELDS = (
    "seat_id", "role", "name", "member_id", "relation", "is_deputy_secretary", "elected_on", "approved_on",
    "approval_no",
)  # fmt: skip


def _union_below(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    """A union whose papers the caller keeps: one below, or the district's own (nobody stands above it here)."""
    union = get_organisation(session, actor, organisation_id)
    if union.org_path == actor.org_path and union.parent_id is not None:
        raise Forbidden("本工会的届次和委员由上一级工会登记")
    session.refresh(union, with_for_update=True)
    return union


def _refuse_term(session: Session, union: Organisation, form: TermIn, others: list[CommitteeTerm]) -> None:
    years = lookup(session, TERM_YEARS.key, union.district_id, form.start_on)
    facts = rules.TermFacts(form.years, form.start_on, rules.term_end(form.start_on, form.years))
    errors = refusals([rules.check_length(union.level, facts, years)], "years")
    if any(term.term_no == form.term_no for term in others):
        errors.append(FieldError("term_no", "known", "这一届已经登记", "请打开这一届办理更正，或改填届次"))
    later_no = [t for t in others if (t.term_no > form.term_no) != (t.start_on > form.start_on)]
    if later_no:
        errors.append(FieldError("start_on", "order", "届次与任期开始日期的先后不一致", "请核对届次和日期"))
    errors += _future(form.elected_on, "elected_on")
    if form.approved_on and form.approved_on < form.elected_on:
        errors.append(FieldError("approved_on", "before", "批复日期早于选举日期", "请核对批复日期"))
    if errors:
        raise Invalid("届次填写有误", errors=errors)


def _refuse_seat(union: Organisation, form: SeatIn, sitting: list[CommitteeSeat]) -> None:
    errors = _future(form.elected_on, "elected_on")
    held = {seat.role for seat in sitting}
    if is_single(form.role) and not held.isdisjoint({form.role}):
        errors.append(
            FieldError("role", "held", f"已有一位{form.role.label}", "请先登记原任职人离任，再登记新当选的人")
        )
    if body_of(form.role) is CommitteeBody.COMMITTEE:
        errors += refusals([rules.check_relations(union.unit_category, [form.relation])], "relation")
    if errors:
        raise Invalid("委员填写有误", errors=errors)


def _refuse_departure(known: Committees, seat: CommitteeSeat, form: DepartureIn) -> None:
    is_undone = form.reason is SeatLeaveReason.WITHDRAWN
    if is_undone == (form.left_on is not None):
        text = "更正为未离任的不填离任日期" if is_undone else "没有填写离任日期"
        raise invalid("left_on", "left_on", text, "请核对离任原因和日期")
    if form.left_on is None:
        return
    errors = _future(form.left_on, "left_on")
    if form.left_on < seat.elected_on:
        errors.append(FieldError("left_on", "before", "离任日期早于当选日期", "请核对离任日期"))
    term = known.term(seat.term_id)
    facts = [departure_facts(seat.role, form)]
    checks = [rules.check_removals(facts), rules.check_transfers(facts, term.end_on)]
    if is_protected(seat.role):
        errors += [
            FieldError(_DEPARTURE_FIELDS[c.code], c.code, f"不符合：{c.label}", c.fix)
            for c in checks
            if c.verdict is not Verdict.MET
        ]
    if errors:
        raise Invalid("离任填写有误", errors=errors)


_DEPARTURE_FIELDS = {"A-R5": "votes_for", "A-R6": "higher_consent_no"}


def _future(day: date, field: str) -> list[FieldError]:
    if day <= clock.today():
        return []
    return [FieldError(field, "future", "日期在今天之后", "请填写已经发生的日期")]


def _recorded(actor: Actor) -> dict[str, Any]:
    return {"recorded_at": clock.now(), "recorded_by": actor.person_name}


def _tell(session: Session, actor: Actor, verb: str, row: Any, details: dict[str, Any]) -> None:
    audit.record(
        session, actor, verb, "organisation", row.organisation_id, org_path=row.org_path, details=details
    )
    outbox.emit(session, verb, row, details)
