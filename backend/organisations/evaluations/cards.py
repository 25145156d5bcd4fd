"""Member evaluations as the caller sees them."""

from typing import Any

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.history import ActionOut
from backend.kernel.indicators import AsOf
from backend.kernel.paging import Paging, Slice, count_capped, paginate
from backend.organisations.evaluations import queries, rules
from backend.organisations.evaluations.codes import EvaluationVerdict
from backend.organisations.evaluations.models import MemberEvaluation
from backend.organisations.evaluations.schemas import (
    BallotsOut,
    EvaluationMissingPage,
    EvaluationMissingRow,
    EvaluationOut,
    EvaluationPage,
    EvaluationRow,
    EvaluationVersionOut,
    SatisfactionOut,
)
from backend.organisations.indicators import standing
from backend.organisations.permissions import P
from backend.organisations.queries import ORG, get_organisation, names_by_path, street_of


def evaluation_out(session: Session, actor: Actor, row: MemberEvaluation) -> EvaluationOut:
    """The session a row belongs to, newest version first."""
    versions = [_version(item) for item in queries.versions_of(session, actor, row)]
    may_correct = actor.may(P.EVALUATIONS_RECORD)
    return EvaluationOut(
        id=versions[0].id,
        organisation_id=row.organisation_id,
        organisation_name=get_organisation(session, actor, row.organisation_id).name,
        year=row.year,
        current=versions[0],
        versions=versions,
        actions=[ActionOut(code="correct", label="更正", needs_note=True)] if may_correct else [],
    )


def page_of(found: Slice) -> EvaluationPage:
    """One page of the list."""
    return EvaluationPage(
        items=[_line(row, name) for row, name, *_ in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def missing_page(session: Session, actor: Actor, statement: Any, page: Paging) -> EvaluationMissingPage:
    """Unions without a session, in the order of the tree."""
    found = paginate(session, statement, order=[ORG.org_path], page=page)
    streets = {row.id: street_of(row.org_path) for row in found.rows}
    names = names_by_path(session, actor.district_id, streets.values())
    last = queries.last_held(session, actor, [row.id for row in found.rows])
    return EvaluationMissingPage(
        items=[
            EvaluationMissingRow(
                organisation_id=row.id,
                organisation_name=row.name,
                street_name=names.get(streets[row.id], ""),
                last_held_on=last.get(row.id),
            )
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def satisfaction_of(session: Session, actor: Actor, as_of: AsOf) -> SatisfactionOut:
    """All ballots of the period together."""
    unions, numerator, denominator = queries.ballots_of_year(session, actor, as_of)
    expected, _ = count_capped(session, standing(actor, as_of))
    return SatisfactionOut(
        year=as_of.on.year,
        as_of=min(as_of.on, clock.today()),
        unions=unions,
        expected_unions=expected,
        numerator=numerator,
        denominator=denominator,
        rate=rules.rate_of(numerator, denominator),
    )


def verdict_of(row: MemberEvaluation) -> EvaluationVerdict:
    """Whether the rate reaches what was asked on its day."""
    return EvaluationVerdict.REACHED if row.is_reached else EvaluationVerdict.BELOW


def _line(row: MemberEvaluation, name: str) -> EvaluationRow:
    return EvaluationRow(
        id=row.id,
        organisation_id=row.organisation_id,
        organisation_name=name,
        year=row.year,
        held_on=row.held_on,
        expected=row.expected,
        present=row.present,
        numerator=row.numerator,
        denominator=row.denominator,
        rate=rules.rate_of(row.numerator, row.denominator),
        verdict=verdict_of(row),
        is_corrected=row.sequence > 1,
        has_chair_review=row.chair_satisfied is not None,
    )


def _version(row: MemberEvaluation) -> EvaluationVersionOut:
    return EvaluationVersionOut(
        id=row.id,
        sequence=row.sequence,
        held_on=row.held_on,
        expected=row.expected,
        present=row.present,
        home=_ballots(row, "", row.basically_counts),
        chair=_ballots(row, "chair_", row.basically_counts) if row.chair_satisfied is not None else None,
        basically_counts=row.basically_counts,
        pass_percent=row.pass_percent,
        verdict=verdict_of(row),
        note=row.note,
        reason=row.reason,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


def _ballots(row: MemberEvaluation, prefix: str, basically_counts: bool) -> BallotsOut:
    counts = {name: getattr(row, f"{prefix}{name}") or 0 for name in (*rules.CHOICES, "invalid")}
    count = rules.Ballots(**counts)
    numerator, denominator = rules.satisfaction(count, basically_counts)
    return BallotsOut(
        **counts,
        valid=count.valid,
        numerator=numerator,
        denominator=denominator,
        rate=rules.rate_of(numerator, denominator),
    )
