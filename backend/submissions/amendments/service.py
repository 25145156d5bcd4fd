"""Extensions, corrections after the lock, the chair's acknowledgement, and locking a whole month."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock
from backend.kernel.authz import Actor, within
from backend.kernel.errors import Conflict, FieldError, Invalid, invalid
from backend.kernel.history import advance
from backend.submissions.amendments.schemas import CorrectionIn, ExtensionIn
from backend.submissions.codes import ReturnAction, ReturnStatus
from backend.submissions.models import MonthlyReturn, ReturnCorrection, ReturnExtension
from backend.submissions.monthly import cell_rules, queries, rules, store
from backend.submissions.monthly.service import claim, declare_funds, stamp
from backend.submissions.returns import form_of

R: Any = MonthlyReturn
LOCK_BATCH = 200
#: items whose correction is a new declaration of the funds
DECLARED_ITEMS = frozenset({"wages_fen", "employees"})


def acknowledge(session: Session, actor: Actor, row: MonthlyReturn, expected: int) -> None:
    """The chair has seen that the return was filled in on the union's behalf.

    Raises Conflict when there is nothing to acknowledge, StaleVersion.
    """
    if not queries.needs_acknowledgement(row, actor):
        raise Conflict("没有需要知悉的代报")
    claim(session, row, expected, on_behalf_seen_at=clock.now())
    audit.record(
        session, actor, "monthly_return.acknowledge", "monthly_return", row.id, org_path=row.org_path
    )


def extend(session: Session, actor: Actor, row: MonthlyReturn, form: ExtensionIn, expected: int) -> None:
    """Give one return more time.

    Raises Conflict (already reported), Invalid (not later), StaleVersion.
    """
    if not queries.may_extend(row, actor):
        raise Conflict(f"当前状态“{row.status.label}”不能延期")
    if form.due_on <= rules.due_on(row.fill_due_on, row.extended_to) or form.due_on < clock.today():
        raise invalid("due_on", "not_later", "延期的日期应晚于现在的截止日，且不早于今天", "请填写更晚的日期")
    claim(session, row, expected, extended_to=form.due_on)
    session.add(
        ReturnExtension(
            district_id=row.district_id, org_path=row.org_path, return_id=row.id, period=row.period,
            due_on=form.due_on, reason=form.reason, person_id=actor.person_id, person_name=actor.person_name,
            at=clock.now(),
        )
    )  # fmt: skip
    audit.record(
        session, actor, "monthly_return.extend", "monthly_return", row.id, org_path=row.org_path,
        details={"due_on": form.due_on.isoformat()},
    )  # fmt: skip


def correct(session: Session, actor: Actor, row: MonthlyReturn, form: CorrectionIn, expected: int) -> None:
    """Correct a locked value by a new row; the locked one stays.

    Raises Conflict (not locked), Invalid, StaleVersion.
    """
    if not queries.may_correct(row, actor):
        raise Conflict(f"当前状态“{row.status.label}”不能更正，锁定以后才用更正")
    known = form_of(row.form, row.form_version)
    item = known.item(form.item) if known else None
    if item is None:
        raise invalid("item", "unknown_item", "报表里没有这个指标", "请刷新页面")
    value = form.value if form.value != "" else None
    refused = cell_rules.refuse_type(item, value, "value")
    before = store.effective_values(session, actor, row).get(form.item)
    if refused is None and value == before:
        refused = FieldError("value", "same", "更正后的值与现值相同", "请填写正确的值")
    if refused:
        raise Invalid(refused.message, errors=[refused])
    claim(session, row, expected)
    before_number, before_text = store.two_columns(before)
    number, text = store.two_columns(value)
    session.add(
        ReturnCorrection(
            district_id=row.district_id, org_path=row.org_path, return_id=row.id, period=row.period, item=form.item,
            before_number=before_number, before_text=before_text, value_number=number, value_text=text,
            reason=form.reason, person_id=actor.person_id, person_name=actor.person_name, at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    audit.record(
        session, actor, "monthly_return.correct", "monthly_return", row.id, org_path=row.org_path,
        details={"item": form.item},
    )  # fmt: skip
    if form.item in DECLARED_ITEMS:
        declare_funds(session, actor, row)


def lock_period(session: Session, actor: Actor, period: str) -> tuple[int, int]:
    """Lock up to 200 accepted returns of a month; returns (locked now, accepted ones left)."""
    accepted = [within(MonthlyReturn, actor), R.period == period, R.status == ReturnStatus.ACCEPTED]
    others = [
        R.accepted_by.is_distinct_from(actor.person_id),
        R.submitted_by.is_distinct_from(actor.person_id),
    ]
    rows = session.execute(
        select(MonthlyReturn).where(*accepted, *others).order_by(R.org_path, R.id).limit(LOCK_BATCH)
    ).scalars()
    locked = 0
    for row in list(rows):
        advance(session, actor, rules.WORKFLOW, row, ReturnAction.LOCK, note="整月锁定", context=actor)
        stamp(row, actor, ReturnAction.LOCK)
        locked += 1
    session.flush()
    left = session.execute(select(R.id).where(*accepted)).all()
    return locked, len(left)
