"""What clerks do with payers: register, change with a reason, close, reopen."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.funds.codes import FundCoverage, PayerStatus, WageBase
from backend.funds.parameters import BASE_TYPE, COVERAGE
from backend.funds.payers import queries, rules
from backend.funds.payers.codes import PayerAction
from backend.funds.payers.models import FundPayer, FundPayerChange
from backend.funds.payers.placing import place
from backend.funds.payers.schemas import PayerActionIn, PayerChangeIn, PayerIn
from backend.kernel import audit, clock, history, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, Invalid, invalid
from backend.kernel.http import check_version
from backend.kernel.parameters import lookup
from backend.kernel.pinyin import phrase_initials, phrase_key
from backend.kernel.uscc import check_uscc
from backend.organisations.changes import in_words
from backend.organisations.covering import Place, place_of
from backend.organisations.queries import employers_of, get_organisation

OBJECT = rules.WORKFLOW.name


def register(session: Session, actor: Actor, form: PayerIn) -> FundPayer:
    """Register a payer under its union, or under the street while it has none.

    Raises NotFound (the union), Invalid (code, day), Conflict (the code is registered already).
    """
    union = _place(session, actor, form.organisation_id)
    code = _code_of(form.payer_uscc)
    if form.registered_on > clock.today():
        raise invalid("registered_on", "future", "登记日期不能晚于今天", "请填写实际登记的日期")
    if queries.payer_by_code(session, actor.district_id, code) is not None:
        raise Conflict("这个信用代码已经登记为缴费户；在列表里找不到的，请区总工会财务部协助")
    row = FundPayer(
        id=new_id(), district_id=actor.district_id, org_path=union.org_path, organisation_id=union.id,
        payer_uscc=code, **_union_values(union), **_named(form.name),
        **form.model_dump(exclude={"organisation_id", "payer_uscc", "name", "wage_base", "coverage"}),
        wage_base=form.wage_base or default_base(session, actor.district_id, form),
        coverage=form.coverage or default_coverage(session, actor.district_id, form),
        status=PayerStatus.ACTIVE, recorded_at=clock.now(),
    )  # fmt: skip
    row.employer_id = _employer_id(session, actor, row)
    session.add(row)
    history.begin(session, actor, rules.WORKFLOW, row, PayerAction.REGISTER)
    return row


def change(session: Session, actor: Actor, payer: FundPayer, form: PayerChangeIn, expected: int) -> FundPayer:
    """Change a payer from a day on, with the reason; every change stays in its history.

    Raises StaleVersion, Invalid (nothing changed, a day before the registration), NotFound (the union), Conflict.
    """
    check_version(payer, expected)
    if payer.status is PayerStatus.CLOSED:
        raise Conflict("已注销的缴费户不能变更，请先恢复")
    if form.effective_on < payer.registered_on:
        raise invalid("effective_on", "before_start", "生效日期早于登记日期", "请核对生效日期")
    wanted = form.model_dump(exclude={"effective_on", "reason", "organisation_id"}, exclude_none=True)
    before = {name: getattr(payer, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if before[name] != value}
    lines = [_line(name, before[name], value) for name, value in changed.items()]
    union = None
    if form.organisation_id is not None and form.organisation_id != payer.organisation_id:
        union = _place(session, actor, form.organisation_id)
        old = place_of(session, payer.district_id, payer.organisation_id)
        lines.append(_line("organisation_id", old.name, union.name))
    if not lines:
        raise invalid("reason", "nothing_changed", "没有需要变更的内容", "请修改后再保存")
    for name, value in changed.items():
        setattr(payer, name, value)
    if "name" in changed:
        for name, value in _named(changed["name"]).items():
            setattr(payer, name, value)
    if union is None:
        payer.version += 1
        session.flush()
    else:
        _set(payer, _union_values(union))
        place(session, payer, union.id, union.org_path)
    note_change(session, actor, payer, form.effective_on, lines, form.reason)
    return payer


def act(session: Session, actor: Actor, payer: FundPayer, form: PayerActionIn, expected: int) -> FundPayer:
    """Close or reopen a payer.

    Raises Invalid (the day), Forbidden, Conflict, StaleVersion.
    """
    on = form.on or clock.today()
    if on > clock.today() or on < payer.registered_on:
        raise invalid("on", "out_of_range", "日期应在登记日期和今天之间", "请填写实际注销或恢复的日期")
    history.advance(
        session, actor, rules.WORKFLOW, payer, form.action, note=form.note, expected_version=expected
    )
    is_closed = payer.status is PayerStatus.CLOSED
    before = payer.closed_on
    payer.closed_on = on if is_closed else None
    session.flush()
    note_change(session, actor, payer, on, [_line("closed_on", before, payer.closed_on)], form.note[:200])
    return payer


def note_change(
    session: Session,
    actor: Actor,
    payer: FundPayer,
    on: date,
    lines: list[dict[str, str]],
    reason: str,
    *,
    from_union_id: UUID | None = None,
    is_move: bool = False,
) -> None:
    """Write the history row, the audit entry and the event of one change."""
    session.add(
        FundPayerChange(
            district_id=payer.district_id, org_path=payer.org_path, payer_id=payer.id, effective_on=on,
            is_move=is_move, from_union_id=from_union_id, changes=lines, reason=reason, recorded_at=clock.now(), account_id=actor.account_id,
            person_name=actor.person_name,
        )
    )  # fmt: skip
    fields = [line["field"] for line in lines]
    audit.record(
        session, actor, "fund_payer.change", OBJECT, payer.id, org_path=payer.org_path,
        details={"fields": fields},
    )  # fmt: skip
    outbox.emit(session, "fund_payer.change", payer, {"fields": fields, "version": payer.version})
    session.flush()


def default_base(session: Session, district_id: str, form: PayerIn) -> WageBase:
    """The wage base the district's parameter names for a class of payer; total wages for every other."""
    bases = lookup(session, BASE_TYPE.key, district_id, form.registered_on).value
    found = bases.get(form.payer_class.value) if form.payer_class else None
    return WageBase(found) if found else WageBase.TOTAL_WAGES


def default_coverage(session: Session, district_id: str, form: PayerIn) -> FundCoverage:
    """The coverage the parameter names for a channel; the whole 2 % for every other."""
    found = lookup(session, COVERAGE.key, district_id, form.registered_on).value.get(form.channel.value)
    return FundCoverage(found) if found else FundCoverage.FULL


def _place(session: Session, actor: Actor, organisation_id: UUID) -> Place:
    return place_of(session, actor.district_id, get_organisation(session, actor, organisation_id).id)


def _union_values(union: Place) -> dict[str, Any]:
    """A payer's union; under a federation, or a union in preparation, it has none yet."""
    return {"union_id": union.id if union.since else None, "union_founded_on": union.since}


def _code_of(text: str) -> str:
    found = check_uscc(text)
    if found.value is None:
        error = found.errors[0]
        raise Invalid(
            error.message, errors=[invalid("payer_uscc", error.code, error.message, error.fix).errors[0]]
        )
    return found.value.code


def _employer_id(session: Session, actor: Actor, payer: FundPayer) -> Any:
    if payer.union_id is None:
        return None
    known = employers_of(session, actor, payer.union_id)
    return next((employer.id for employer in known if employer.employer_uscc == payer.payer_uscc), None)


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "sort_key": phrase_key(name)[:600], "initials": phrase_initials(name)[:120]}


def _set(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _line(name: str, before: Any, after: Any) -> dict[str, str]:
    table: Any = FundPayer.__dict__["__table__"]
    label = str(table.c[name].info["label"])
    return {"field": name, "label": label, "before": in_words(before), "after": in_words(after)}
