"""What people do with a six-have check: open, fill, verify, and take its steps; every decision leaves a row."""

from typing import Any

from sqlalchemy import update
from sqlmodel import Session

from backend.kernel import calendar_table, clock, history
from backend.kernel.authz import Actor
from backend.kernel.calendar import PeriodUnit, period_end
from backend.kernel.decisions import Verdict
from backend.kernel.errors import Conflict, FieldError, Invalid, StaleVersion, invalid
from backend.kernel.history import ActionIn
from backend.kernel.parameters import lookup
from backend.organisations.codes import SUBDIVISIONS, OrgLevel, OrgStatus
from backend.organisations.models import Organisation
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation
from backend.organisations.six_have import helping, queries, rules
from backend.organisations.six_have.codes import (
    SixHaveAction,
    SixHaveOutcome,
    SixHaveScheme,
    SixHaveState,
    SixHaveVerdict,
)
from backend.organisations.six_have.evidence import evidence_of
from backend.organisations.six_have.models import SixHaveCheck, SixHaveItem, SixHaveResult
from backend.organisations.six_have.parameters import MEND_PERIOD, RECHECK_MONTHS, REPORTING_SCHEME, SCHEMES
from backend.organisations.six_have.schemas import (
    SixHaveCheckIn,
    SixHaveItemIn,
    SixHaveSelfCheckIn,
    SixHaveVerificationIn,
)

C: Any = SixHaveCheck
_A, _S = SixHaveAction, SixHaveState
CHECKABLE = frozenset({OrgStatus.ACTIVE, OrgStatus.TERM_DUE})
_HANDED_IN = frozenset({_A.APPLY, _A.REAPPLY})


def reporting_scheme(session: Session, district_id: str) -> SixHaveScheme:
    """The scheme the district reports its rate under today."""
    return SixHaveScheme(lookup(session, REPORTING_SCHEME.key, district_id, clock.today()).value)


def open_check(session: Session, actor: Actor, form: SixHaveCheckIn) -> SixHaveCheck:
    """Start a self-check; what the last check of the scheme stated is carried over to be gone through again.

    Raises NotFound, Conflict (not a union to check, or one is under way).
    """
    union = get_organisation(session, actor, form.organisation_id)
    if not is_checkable(union):
        raise Conflict("只有正常的基层工会做六有自查，请选择基层工会")
    scheme = form.scheme or reporting_scheme(session, actor.district_id)
    if queries.open_check(session, actor, union.id, scheme) is not None:
        raise Conflict(f"已有一份{scheme.label}的核查在办，请打开那一份继续")
    before = queries.last_check(session, actor, union.id, scheme)
    today = clock.today()
    parameter = lookup(session, SCHEMES[scheme].key, union.district_id, today)
    check = SixHaveCheck(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        scheme=scheme,
        scheme_version=parameter.version,
        status=_S.DRAFT,
        opened_on=today,
        open_key=scheme.value,
    )
    session.add(check)
    known = {item.code: item for item in queries.items_of(session, actor, before)} if before else {}
    for position, entry in enumerate(parameter.value, start=1):
        _add_item(session, check, position, (entry["code"], entry["label"]), known.get(entry["code"]))
    history.begin(session, actor, rules.WORKFLOW, check, _A.OPEN, on_behalf=helping.helps(actor, check))
    helping.note_help(session, actor, check)
    return check


def fill_items(
    session: Session, actor: Actor, check: SixHaveCheck, form: SixHaveSelfCheckIn, expected: int
) -> SixHaveCheck:
    """Keep what the union states about its items.

    Raises Conflict (handed in already), Invalid (no such item, a date to come), StaleVersion.
    """
    if check.status not in rules.FILLED:
        raise Conflict(f"当前状态“{check.status.label}”不能修改自查，请先撤回申报")
    items = _current(session, actor, check)
    for entry in form.items:
        item = _named(items, entry.code)
        _refuse_future(entry)
        item.is_met, item.statement = entry.is_met, entry.statement
        item.records = [record.model_dump(mode="json") for record in entry.records]
        session.add(item)
    helping.note_help(session, actor, check)
    return claim(session, check, expected)


def verify_items(
    session: Session, actor: Actor, check: SixHaveCheck, form: SixHaveVerificationIn, expected: int
) -> SixHaveCheck:
    """Keep what the street found about the items; a decision is a step of its own.

    Raises Conflict (not waiting for a verdict, or the caller's own application), Invalid, StaleVersion.
    """
    if check.status not in rules.VERIFIED:
        raise Conflict(f"当前状态“{check.status.label}”不在核查，不能填写结论")
    if is_maker(session, actor, check):
        raise Conflict("经手人不能自己核查，请由另一人办理")
    items = _current(session, actor, check)
    for entry in form.items:
        item = _named(items, entry.code)
        item.verdict, item.comment = entry.verdict, entry.comment
        session.add(item)
    return claim(session, check, expected)


def act(session: Session, actor: Actor, check: SixHaveCheck, form: ActionIn, expected: int) -> SixHaveCheck:
    """Take one step; an application needs all six with their proof, a decision leaves its row.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    items = _current(session, actor, check)
    context = helping.context_of(session, actor, check, items)
    before = check.status
    step = history.advance(
        session,
        actor,
        rules.WORKFLOW,
        check,
        form.action,
        note=form.note,
        expected_version=expected,
        context=context,
        on_behalf=form.action in _HANDED_IN and helping.helps(actor, check),
    )
    action = _A(step.action)
    if action in _HANDED_IN:
        _refuse_incomplete(session, actor, check, items)
        helping.note_help(session, actor, check)
        check.applied_on = context.today
    elif action is _A.WITHDRAW:
        _take_back(session, check, items)
    else:
        _decide(session, actor, check, items, action, before)
    session.add(check)
    session.flush()
    return check


def is_checkable(union: Organisation) -> bool:
    """A grassroots union that stands; parts of one are checked with it."""
    is_base = union.level is OrgLevel.BASE and union.org_form not in SUBDIVISIONS
    return is_base and union.status in CHECKABLE


def is_maker(session: Session, actor: Actor, check: SixHaveCheck) -> bool:
    """Whether the caller (or whom they act for) opened, filled in for the union or handed in this check."""
    return bool(actor.persons & history.makers_of(session, rules.WORKFLOW, check, rules.MAKERS))


def claim(session: Session, check: SixHaveCheck, expected: int) -> SixHaveCheck:
    """Compare-and-set on the version and the state the caller saw."""
    session.flush()
    done = session.execute(
        update(SixHaveCheck)
        .where(
            C.district_id == check.district_id,
            C.id == check.id,
            C.version == expected,
            C.status == check.status,
        )
        .values(version=expected + 1)
        .execution_options(synchronize_session=False)
    )
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise StaleVersion()
    session.refresh(check)
    return check


def _add_item(
    session: Session,
    check: SixHaveCheck,
    position: int,
    named: tuple[str, str],
    known: SixHaveItem | None,
    *,
    is_mending: bool = False,
) -> None:
    """An item of a new round with what is known; in mending, what was found met stays met."""
    stays = is_mending and known is not None and known.verdict is SixHaveVerdict.MET
    session.add(
        SixHaveItem(
            district_id=check.district_id,
            org_path=check.org_path,
            check_id=check.id,
            round=check.round,
            position=position,
            code=named[0],
            label=named[1],
            is_met=True if stays else None,
            verdict=SixHaveVerdict.MET if stays else None,
            statement=known.statement if known else "",
            records=list(known.records) if known else [],
        )
    )


def _current(session: Session, actor: Actor, check: SixHaveCheck) -> list[SixHaveItem]:
    return [item for item in queries.items_of(session, actor, check) if item.round == check.round]


def _named(items: list[SixHaveItem], code: str) -> SixHaveItem:
    found = next((item for item in items if item.code == code), None)
    if found is None:
        raise invalid("items", "unknown_item", "没有这一项", "请刷新页面后按页面上的六项填写")
    return found


def _refuse_future(entry: SixHaveItemIn) -> None:
    if any(record.on is not None and record.on > clock.today() for record in entry.records):
        raise invalid(entry.code, "future", "佐证记录的日期不能晚于今天", "请核对日期")


def _refuse_incomplete(session: Session, actor: Actor, check: SixHaveCheck, items: list[SixHaveItem]) -> None:
    errors = rules.application_faults(items)
    rounds = queries.items_of(session, actor, check)
    proof = evidence_of(session, actor, check, rounds)
    for code, checks in proof.checks.items():
        errors += [
            FieldError(code, found.code.split(".")[-1], f"不符合：{found.label}", found.fix)
            for found in checks
            if found.verdict is Verdict.NOT_MET
        ]
    if errors:
        raise Invalid("六项还没有备齐，不能申报", errors=errors)


def _take_back(session: Session, check: SixHaveCheck, items: list[SixHaveItem]) -> None:
    check.applied_on = None
    for item in items:
        item.verdict, item.comment = None, ""
        session.add(item)


def _decide(
    session: Session,
    actor: Actor,
    check: SixHaveCheck,
    items: list[SixHaveItem],
    action: SixHaveAction,
    before: SixHaveState,
) -> None:
    errors = rules.verdict_faults(items) if before in rules.VERIFIED else []
    if errors:
        raise Invalid("未达到的项目要写明原因", errors=errors)
    outcome, today = rules.OUTCOMES[action], clock.today()
    months = int(lookup(session, RECHECK_MONTHS.key, check.district_id, today).value)
    session.add(
        SixHaveResult(
            district_id=check.district_id,
            org_path=check.org_path,
            organisation_id=check.organisation_id,
            check_id=check.id,
            scheme=check.scheme,
            outcome=outcome,
            decided_on=today,
            valid_to=rules.recheck_by(today, months) if outcome is SixHaveOutcome.PASSED else None,
            decided_by=actor.person_name,
        )
    )
    if outcome is SixHaveOutcome.TO_MEND:
        _next_round(session, check, items)
    else:
        check.closed_on, check.open_key = today, None


def _next_round(session: Session, check: SixHaveCheck, items: list[SixHaveItem]) -> None:
    """The union writes into a round of its own: what was handed in and found stays as it was."""
    period = lookup(session, MEND_PERIOD.key, check.district_id, clock.today()).value
    unit = PeriodUnit(period["unit"])
    calendar = calendar_table.load_around(session, clock.today())
    check.mend_due_on = period_end(clock.today(), period["count"], unit, calendar).day
    check.round += 1
    for item in items:
        _add_item(session, check, item.position, (item.code, item.label), item, is_mending=True)


def may_fill(actor: Actor, check: SixHaveCheck) -> bool:
    """Whether the caller may write into the self-check now."""
    return actor.may(P.SIX_HAVE_FILL) and check.status in rules.FILLED
