"""What is done about legal personality: apply, mend, accept, review, issue; the card gets the credit code."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, calendar_table, clock, history, outbox
from backend.kernel.authz import Actor
from backend.kernel.calendar import PeriodUnit, period_end
from backend.kernel.decisions import Check, Verdict
from backend.kernel.errors import Conflict, FieldError, Invalid, invalid
from backend.kernel.http import check_version
from backend.kernel.interests import Subject, refuse_interest
from backend.kernel.parameters import lookup
from backend.kernel.uscc import canonical_uscc
from backend.organisations.changes import change_line, note_change
from backend.organisations.codes import OrgChangeKind
from backend.organisations.legal import rules
from backend.organisations.legal.codes import OPEN_LEGAL, LegalAction, LegalKind, LegalMaterial, LegalState
from backend.organisations.legal.forms import LegalApplicationIn, LegalCorrectionIn, LegalIssueIn
from backend.organisations.legal.models import LegalCertificate, LegalRegistration
from backend.organisations.legal.parameters import CHANGE_DAYS, REVIEW_DAYS
from backend.organisations.legal.register import certificates_of
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, get_organisation, union_names
from backend.organisations.terms import people
from backend.organisations.terms.register import committees_of, facts_of

G: Any = LegalRegistration
_FIELDS = {"materials": "materials", "representative": "representative", "union_uscc": "union_uscc"}
#: Conditions that only the registrar's review settles; being late is told, not refused.
TOLD_ONLY = frozenset({"change_days"})


def apply(session: Session, actor: Actor, form: LegalApplicationIn) -> LegalRegistration:
    """Hand in an application; what the form leaves empty is taken from the card.

    Raises NotFound, Conflict (another one is open), Invalid with every condition that is not met.
    """
    union = get_organisation(session, actor, form.organisation_id)
    session.refresh(union, with_for_update=True)
    _refuse_second(session, union)
    row = LegalRegistration(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        kind=form.kind,
        status=LegalState.APPLIED,
        union_name=form.union_name or union.name,
        domicile=form.domicile or union.address,
        representative=form.representative or union.chair_name,
        union_uscc=canonical_uscc(form.union_uscc) or union.union_uscc,
        changed_on=form.changed_on,
        statement=form.statement,
        materials=_materials(form.materials),
        applied_on=clock.today(),
    )
    _refuse_unmet(application_checks(session, actor, union, row), but={"materials"})
    session.add(row)
    on_behalf = actor.org_path != union.org_path
    history.begin(session, actor, rules.LEGAL_WORKFLOW, row, LegalAction.APPLY, on_behalf=on_behalf)
    return row


def mend(
    session: Session, actor: Actor, case: LegalRegistration, form: LegalCorrectionIn, expected: int
) -> LegalRegistration:
    """Mend an application the registrar asked to correct; it is handed in again by the step of its own.

    Raises StaleVersion, Conflict, Invalid.
    """
    session.refresh(case, with_for_update=True)
    check_version(case, expected)
    if case.status is not LegalState.CORRECTING:
        raise Conflict("只有通知补正的申请可以修改")
    values = form.model_dump(exclude={"materials", "union_uscc"})
    for field, value in values.items():
        setattr(case, field, value)
    case.union_uscc = canonical_uscc(form.union_uscc) or None
    case.materials = _materials(form.materials)
    case.version += 1
    session.flush()
    return case


def move(
    session: Session, actor: Actor, case: LegalRegistration, action: str, note: str, expected: int
) -> LegalRegistration:
    """A step without a form; accepting and reviewing want every condition met.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    if action == LegalAction.ISSUE.value:
        raise invalid("action", "form", "准予登记要填写证书编号", "请从页面上的“准予登记”办理")
    if action in (LegalAction.ACCEPT.value, LegalAction.REVIEW.value):
        union = get_organisation(session, actor, case.organisation_id)
        _refuse_step(application_checks(session, actor, union, case))
    _advance(session, actor, case, action, note, expected)
    if action == LegalAction.ACCEPT.value:
        case.accepted_on = clock.today()
        case.decide_by = decide_by(session, case.district_id, clock.today())
    if action == LegalAction.REFUSE.value:
        case.decided_on = clock.today()
    session.flush()
    return case


def issue(
    session: Session, actor: Actor, case: LegalRegistration, form: LegalIssueIn, expected: int
) -> LegalRegistration:
    """Decide for the union: the certificate is written, the card gets its credit code.

    Raises Forbidden, Conflict, StaleVersion, Invalid.
    """
    union = get_organisation(session, actor, case.organisation_id)
    session.refresh(union, with_for_update=True)
    check_version(case, expected)
    code = _code(session, union, case, form)
    _refuse_known_number(session, case.district_id, form.certificate_no)
    valid_from, valid_to = _validity(session, actor, union, case)
    _advance(session, actor, case, LegalAction.ISSUE.value, form.note, expected)
    row = LegalCertificate(
        district_id=case.district_id,
        org_path=case.org_path,
        organisation_id=union.id,
        kind=case.kind,
        certificate_no=form.certificate_no,
        union_uscc=code,
        union_name=case.union_name,
        domicile=case.domicile,
        representative=case.representative,
        registrar=union_names(session, actor.district_id, [actor.org_id]).get(actor.org_id, ""),
        issued_on=clock.today(),
        valid_from=valid_from,
        valid_to=valid_to,
        is_cancelled=case.kind is LegalKind.DEREGISTER,
        registration_id=case.id,
        recorded_at=clock.now(),
        recorded_by=actor.person_name,
    )
    session.add(row)
    case.decided_on, case.certificate_id, case.union_uscc = clock.today(), row.id, code
    session.flush()
    details = {"kind": case.kind.value, "valid_to": valid_to.isoformat()}
    audit.record(
        session, actor, "legal.certificate", "organisation", union.id, org_path=row.org_path, details=details
    )
    outbox.emit(session, "legal.certificate", row, details)
    _write_code(session, actor, union, None if row.is_cancelled else code)
    return case


def application_checks(
    session: Session, actor: Actor, union: Organisation, case: LegalRegistration
) -> list[Check]:
    """An application judged against what the register knows now."""
    known = committees_of(session, actor, union.id)
    term, chair = known.running(case.applied_on), known.chair_on(case.applied_on)
    newest = next(iter(certificates_of(session, actor, union.id)), None)
    facts = rules.ApplicationFacts(
        kind=case.kind,
        applied_on=case.applied_on,
        materials=frozenset(LegalMaterial(paper) for paper in case.materials),
        union_uscc=case.union_uscc or "",
        representative=case.representative,
        changed_on=case.changed_on,
        founding_no=union.approval_no,
        term_approval_no=term.approval_no if term else None,
        term_last_on=facts_of(term).last_day(case.applied_on) if term else None,
        chair_name=chair.seat.name if chair else None,
        certificate_no=newest.certificate_no if newest else None,
        certificate_to=newest.valid_to if newest else None,
        is_cancelled=newest.is_cancelled if newest else False,
    )
    days = lookup(session, CHANGE_DAYS.key, union.district_id, case.applied_on)
    return rules.check_application(facts, {CHANGE_DAYS.key: days})


def decide_by(session: Session, district_id: str, accepted_on: date) -> date:
    """The last day for the registrar's decision."""
    days = int(lookup(session, REVIEW_DAYS.key, district_id, accepted_on).value)
    calendar = calendar_table.load_around(session, accepted_on)
    return period_end(accepted_on, days, PeriodUnit.WORKING_DAY, calendar).day


def _advance(
    session: Session, actor: Actor, case: LegalRegistration, action: str, note: str, expected: int
) -> None:
    history.advance(session, actor, rules.LEGAL_WORKFLOW, case, action, note=note, expected_version=expected)
    if action in rules.DECISIONS:
        refuse_interest(session, actor, _representative(session, actor, case))


def _representative(session: Session, actor: Actor, case: LegalRegistration) -> list[Subject]:
    """The representative applied for: the chair's row in the member register, else the name on the paper."""
    chair = committees_of(session, actor, case.organisation_id).chair_on(case.applied_on)
    is_chair = chair is not None and chair.seat.name == case.representative
    member_id = chair.seat.member_id if chair is not None and is_chair else None
    return people.subjects(session, case.district_id, [(case.representative, member_id)])


def _validity(
    session: Session, actor: Actor, union: Organisation, case: LegalRegistration
) -> tuple[date, date]:
    """A certificate lasts as long as the term; the line that ends one begins and ends on the day of the decision."""
    today = clock.today()
    if case.kind is LegalKind.DEREGISTER:
        return today, today
    term = committees_of(session, actor, union.id).running(today)
    if term is None or facts_of(term).last_day(today) < today:
        raise Conflict("本届任期已经届满，请先换届再发证")
    return today, facts_of(term).last_day(today)


def _code(session: Session, union: Organisation, case: LegalRegistration, form: LegalIssueIn) -> str:
    code = canonical_uscc(form.union_uscc) or case.union_uscc or union.union_uscc or ""
    if not rules.is_union_code(code):
        raise invalid(
            "union_uscc", "union_uscc", "信用代码不正确，基层工会应为 81 开头的 18 位代码", "请核对代码后再填"
        )
    taken = session.execute(
        select(ORG.id).where(ORG.district_id == union.district_id, ORG.union_uscc == code, ORG.id != union.id)
    ).first()
    if taken is not None:
        raise invalid("union_uscc", "taken", "这个信用代码已属于另一家工会", "请核对代码后再填")
    return code


def _refuse_known_number(session: Session, district_id: str, number: str) -> None:
    c: Any = LegalCertificate
    if session.execute(select(c.id).where(c.district_id == district_id, c.certificate_no == number)).first():
        raise invalid("certificate_no", "known", "这个证书编号已经用过", "请填写新的证书编号")


def _write_code(session: Session, actor: Actor, union: Organisation, code: str | None) -> None:
    if code is None or union.union_uscc == code:
        return
    line = change_line("union_uscc", union.union_uscc, code)
    union.union_uscc = code
    union.version += 1
    session.flush()
    note_change(session, actor, union, OrgChangeKind.EDITED, [line])


def _refuse_second(session: Session, union: Organisation) -> None:
    if session.execute(
        select(G.id).where(
            G.district_id == union.district_id, G.organisation_id == union.id, G.status.in_(OPEN_LEGAL)
        )
    ).first():
        raise Conflict("这家工会已有一件法人登记申请正在办理，请先办结或撤回")


def _refuse_unmet(checks: list[Check], but: set[str]) -> None:
    errors = [
        FieldError(_FIELDS.get(c.code, "kind"), c.code, f"不符合：{c.label}", c.fix)
        for c in _unmet(checks)
        if c.code not in but
    ]
    if errors:
        raise Invalid("申请不符合登记条件", errors=errors)


def _refuse_step(checks: list[Check]) -> None:
    unmet = _unmet(checks)
    if unmet:
        raise Conflict(f"申请还不符合条件：{'；'.join(c.label for c in unmet)}，请先通知补正")


def _unmet(checks: list[Check]) -> list[Check]:
    return [c for c in checks if c.verdict is not Verdict.MET and c.code not in TOLD_ONLY]


def _materials(given: list[LegalMaterial]) -> list[str]:
    return [paper.value for paper in LegalMaterial if paper in set(given)]
