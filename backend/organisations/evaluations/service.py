"""Recording a member evaluation, and correcting one by a further row."""

from typing import Any

from sqlmodel import Session

from backend.kernel import audit, clock, outbox
from backend.kernel.authz import Actor
from backend.kernel.errors import Conflict, Invalid, invalid
from backend.kernel.parameters import lookup
from backend.organisations.codes import SUBDIVISIONS, OrgLevel, OrgStatus
from backend.organisations.evaluations import rules
from backend.organisations.evaluations.models import MemberEvaluation
from backend.organisations.evaluations.parameters import BASICALLY_COUNTS, PASS_PERCENT
from backend.organisations.evaluations.queries import versions_of
from backend.organisations.evaluations.schemas import (
    BallotsIn,
    EvaluationCorrectionIn,
    EvaluationCountsIn,
    EvaluationIn,
)
from backend.organisations.models import Organisation
from backend.organisations.queries import get_organisation


def record_evaluation(session: Session, actor: Actor, form: EvaluationIn) -> MemberEvaluation:
    """Record the session of a union's year.

    Raises NotFound, Invalid (counts, a second session of the year) and Conflict (not a grassroots union).
    """
    union = get_organisation(session, actor, form.organisation_id)
    if union.level is not OrgLevel.BASE or union.org_form in SUBDIVISIONS:
        raise Conflict("会员评家由基层工会开展，请选择基层工会")
    if union.status is OrgStatus.DISSOLVED:
        raise Conflict("工会已撤销，不能登记会员评家")
    row = _row(session, actor, union, form, sequence=1, reason="")
    if versions_of(session, actor, row):
        raise invalid(
            "held_on",
            "year_taken",
            f"{row.year} 年已经登记过会员评家",
            "每年登记一次；数字有误的，请打开那一次办理更正",
        )
    return _save(session, actor, row, "evaluation.record")


def correct_evaluation(
    session: Session, actor: Actor, known: MemberEvaluation, form: EvaluationCorrectionIn
) -> MemberEvaluation:
    """Add the right counts of a session as a further row; the old row stays.

    Raises Invalid, and Conflict when the session was corrected meanwhile.
    """
    newest = versions_of(session, actor, known)[0]
    if newest.id != known.id:
        raise Conflict("这次会员评家已有更正，请打开最新的记录再办")
    union = get_organisation(session, actor, known.organisation_id)
    row = _row(session, actor, union, form, sequence=known.sequence + 1, reason=form.reason)
    if row.year != known.year:
        raise invalid("held_on", "other_year", "更正不能换到另一年度", f"测评日期应在 {known.year} 年内")
    return _save(session, actor, row, "evaluation.correct")


def ballots(form: BallotsIn) -> rules.Ballots:
    """The count of a form."""
    return rules.Ballots(form.satisfied, form.basically, form.dissatisfied, form.abstained, form.invalid)


def _row(
    session: Session,
    actor: Actor,
    union: Organisation,
    form: EvaluationCountsIn,
    *,
    sequence: int,
    reason: str,
) -> MemberEvaluation:
    home, chair = ballots(form), ballots(form.chair) if form.chair else None
    facts = rules.SessionFacts(form.held_on, form.expected, form.present, home, chair)
    errors = rules.check_session(facts, clock.today(), union.founded_on)
    if errors:
        raise Invalid("会员评家的数字不对", errors=errors)
    counts = bool(lookup(session, BASICALLY_COUNTS.key, actor.district_id, form.held_on).value)
    percent = int(lookup(session, PASS_PERCENT.key, actor.district_id, form.held_on).value)
    numerator, denominator = rules.satisfaction(home, counts)
    return MemberEvaluation(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        year=form.held_on.year,
        sequence=sequence,
        held_on=form.held_on,
        expected=form.expected,
        present=form.present,
        **_counts("", home),
        numerator=numerator,
        denominator=denominator,
        basically_counts=counts,
        pass_percent=percent,
        is_reached=rules.reaches(numerator, denominator, percent),
        **_counts("chair_", chair),
        note=form.note,
        reason=reason,
        recorded_by=actor.person_name,
        account_id=actor.account_id,
    )


def _counts(prefix: str, count: rules.Ballots | None) -> dict[str, Any]:
    names = (*rules.CHOICES, "invalid")
    return {f"{prefix}{name}": getattr(count, name) if count else None for name in names}


def _save(session: Session, actor: Actor, row: MemberEvaluation, verb: str) -> MemberEvaluation:
    session.add(row)
    session.flush()
    details = {"year": row.year, "sequence": row.sequence, "rate": [row.numerator, row.denominator]}
    audit.record(session, actor, verb, "member_evaluation", row.id, org_path=row.org_path, details=details)
    outbox.emit(session, verb, row, {"year": row.year})
    return row
