"""What the finance office does with returns: compile a batch, have it approved, record its payment."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session

from backend.funds.ledger import service as ledger
from backend.funds.ledger.codes import LedgerEntryKind
from backend.funds.share_returns import queries, rules
from backend.funds.share_returns.candidates import candidates_of, small_policy
from backend.funds.share_returns.codes import ShareReturnAction as Action
from backend.funds.share_returns.codes import ShareReturnKind, ShareReturnLineState, ShareReturnState
from backend.funds.share_returns.holds import hold_facts, union_rows
from backend.funds.share_returns.models import FundShareReturn, FundShareReturnItem, FundShareReturnLine
from backend.funds.share_returns.returned import live_key
from backend.funds.share_returns.schemas import ShareReturnIn, ShareReturnPaymentIn
from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id, scoped_row
from backend.kernel.errors import Conflict, Forbidden, invalid
from backend.kernel.history import ActionIn
from backend.organisations.models import Organisation
from backend.organisations.numbering import next_number

OBJECT = "fund_share_return"
_L = ShareReturnLineState
_BASIS = {
    ShareReturnKind.BASE_SHARE: "按入库分成表，基层工会留成部分",
    ShareReturnKind.RESERVE: "《湖南省工会经费（筹备金）收缴管理办法》，建会后返还代管筹备金",
}


def compile_batch(session: Session, actor: Actor, form: ShareReturnIn) -> FundShareReturn:
    """Make a batch of everything of a kind that was booked in these days and is not returned yet.

    Raises Forbidden (not the district's), Invalid (days), Conflict (nothing to return), ParameterMissing.
    """
    if actor.org_path != f"{actor.district_id}.":
        raise Forbidden("返还由区总工会财务办理")
    _check_days(form)
    basis = _basis(session, actor, form)
    number = next_number(session, actor.district_id, OBJECT)  # the next batch waits for this one
    grouped = rules.by_union(candidates_of(session, actor, form.kind, form.from_on, form.to_on))
    if not grouped:
        raise Conflict("这段时间没有可返还的经费：或者没有入库，或者已在其他批次里")
    today = clock.today()
    batch = FundShareReturn(
        id=new_id(),
        district_id=actor.district_id,
        org_path=actor.org_path,
        batch_no=f"返还{today.year}-{number:03d}",
        kind=form.kind,
        status=ShareReturnState.DRAFT,
        from_on=form.from_on,
        to_on=form.to_on,
        basis=basis,
        note=form.note,
        compiled_on=today,
        compiled_by=actor.person_name,
        recorded_at=clock.now(),
    )
    session.add(batch)
    history.begin(session, actor, rules.RETURN_WORKFLOW, batch, Action.COMPILE, note=form.note)
    _write_lines(session, batch, grouped)
    _judge_lines(session, batch)
    return batch


def act(
    session: Session, actor: Actor, batch: FundShareReturn, form: ActionIn, expected: int
) -> FundShareReturn:
    """Submit, send back, approve or cancel; holds are judged anew before a batch is submitted.

    Raises Invalid, Forbidden, Conflict (nothing ready, the maker approving), StaleVersion.
    """
    if form.action == Action.PAY.value:
        raise invalid("action", "needs_voucher", "付款要写付款单据号", "请按“登记付款”填写日期和单据号")
    if form.action == Action.SUBMIT.value and batch.status is ShareReturnState.DRAFT:
        _judge_lines(session, batch)
    history.advance(
        session, actor, rules.RETURN_WORKFLOW, batch, form.action, note=form.note, expected_version=expected
    )
    if batch.status is ShareReturnState.CANCELLED:
        _release(session, batch, [line.id for line in queries.lines_of(session, batch)])
    return batch


def pay(
    session: Session, actor: Actor, batch: FundShareReturn, form: ShareReturnPaymentIn, expected: int
) -> FundShareReturn:
    """Record that the bank has paid the ready lines: one entry; the lines on hold go to the next batch.

    Never more than was approved: a line on hold at approval stays unpaid, a ready one is judged once more.
    Raises Invalid (date), Forbidden, Conflict (maker or approver paying, nothing to pay, month closed), StaleVersion.
    """
    paid_on = form.paid_on or clock.today()
    if not batch.compiled_on <= paid_on <= clock.today():
        raise invalid(
            "paid_on", "out_of_range", "付款日期应在批次生成之后、今天以前", "请填写银行回单上的日期"
        )
    history.advance(
        session, actor, rules.RETURN_WORKFLOW, batch, Action.PAY.value, note=form.note,
        expected_version=expected,
    )  # fmt: skip
    ready = _still_ready(session, batch)
    if not ready:
        raise Conflict("核对后没有一家可付：账户或法人证书已失效，请补齐后再付，或取消本批")
    items = queries.items_of(session, batch)
    posting = ledger.Posting(
        LedgerEntryKind.RETURN, paid_on, OBJECT, batch.id,
        rules.sides_of([(line.union_name, items[line.id]) for line in ready]),
        f"{batch.kind.label} {batch.batch_no} {form.ticket_no}",
    )  # fmt: skip
    batch.entry_id = ledger.post(session, actor, posting).id
    paid = {line.id for line in ready}
    for line in ready:
        line.status = _L.PAID
        session.add(line)
    _release(session, batch, [line.id for line in queries.lines_of(session, batch) if line.id not in paid])
    batch.paid_fen = sum(line.amount_fen for line in ready)
    batch.paid_on, batch.ticket_no = paid_on, form.ticket_no
    session.add(batch)
    session.flush()
    return batch


def _check_days(form: ShareReturnIn) -> None:
    today = clock.today()
    if form.from_on > form.to_on or form.to_on > max(today, date(today.year, 12, 31)):
        raise invalid("to_on", "bad_span", "截止日期应不早于起始日期", "请核对起止日期")
    whole_year = (form.from_on.month, form.from_on.day, form.to_on.month, form.to_on.day) == (1, 1, 12, 31)
    if form.kind is ShareReturnKind.SMALL_PAYER and not (whole_year and form.from_on.year == form.to_on.year):
        raise invalid(
            "to_on", "whole_year", "小额缴费返还按整年办理", "请填写同一年的 1 月 1 日和 12 月 31 日"
        )


def _basis(session: Session, actor: Actor, form: ShareReturnIn) -> str:
    if form.kind is not ShareReturnKind.SMALL_PAYER:
        return _BASIS[form.kind]
    policy = small_policy(session, actor.district_id, form.from_on.year)
    if policy.value["threshold_fen"] is not None and form.to_on >= clock.today():
        raise Conflict(f"{form.from_on.year} 年还没有结束，全年上缴额未定，请下一年再办理")
    return policy.legal_source


def _write_lines(
    session: Session, batch: FundShareReturn, grouped: dict[UUID, list[rules.Candidate]]
) -> None:
    unions = union_rows(session, batch.district_id, grouped)
    lines: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    for union_id, found in sorted(grouped.items(), key=lambda pair: unions[pair[0]].org_path):
        line = _line(batch, unions[union_id], found)
        lines.append(line)
        items += [_item(batch, line, each) for each in found]
    bulk_insert(session, FundShareReturnLine, lines)
    bulk_insert(session, FundShareReturnItem, items)


def _line(batch: FundShareReturn, union: Organisation, found: list[rules.Candidate]) -> dict[str, Any]:
    return scoped_row(
        batch.district_id,
        union.org_path,
        batch_id=batch.id,
        union_id=union.id,
        union_name=union.name,
        amount_fen=sum(each.amount_fen for each in found),
        payments=len(found),
        status=_L.HELD,
        hold_reasons=[],
        account_id=None,
    )


def _item(batch: FundShareReturn, line: dict[str, Any], each: rules.Candidate) -> dict[str, Any]:
    return scoped_row(
        batch.district_id,
        line["org_path"],
        batch_id=batch.id,
        line_id=line["id"],
        collection_id=each.collection_id,
        payer_id=each.payer_id,
        kind=batch.kind,
        account_code=each.account_code,
        bank_code=each.bank_code,
        amount_fen=each.amount_fen,
        live_key=live_key(batch.kind, each.collection_id),
    )


def _judge_lines(session: Session, batch: FundShareReturn) -> None:
    """Which lines may be paid today, and the sums of both kinds."""
    lines = queries.lines_of(session, batch)
    facts = _facts(session, batch, lines)
    for line in lines:
        known, account = facts[line.union_id]
        decision = rules.judge_hold(known)
        line.status = rules.line_state(decision)
        line.hold_reasons = [check.label for check in decision.failed]
        line.account_id = account.id if account else None
        session.add(line)
    ready = [line.amount_fen for line in lines if line.status is _L.READY]
    held = [line.amount_fen for line in lines if line.status is _L.HELD]
    batch.ready_count, batch.ready_fen = len(ready), sum(ready)
    batch.held_count, batch.held_fen = len(held), sum(held)
    session.add(batch)
    session.flush()


def _still_ready(session: Session, batch: FundShareReturn) -> list[FundShareReturnLine]:
    """The approved lines that may still be paid, to the account they were approved for."""
    lines = [line for line in queries.lines_of(session, batch) if line.status is _L.READY]
    facts = _facts(session, batch, lines)
    return [line for line in lines if _may_pay(line, *facts[line.union_id])]


def _may_pay(line: FundShareReturnLine, known: rules.HoldFacts, account: Any) -> bool:
    is_same = account is not None and account.id == line.account_id
    return is_same and not rules.judge_hold(known).failed


def _facts(session: Session, batch: FundShareReturn, lines: Iterable[FundShareReturnLine]) -> dict[UUID, Any]:
    unions = union_rows(session, batch.district_id, [line.union_id for line in lines])
    return hold_facts(session, unions, batch.district_id, clock.today())


def _release(session: Session, batch: FundShareReturn, line_ids: list[UUID]) -> None:
    """Let the next batch take what is not paid."""
    if not line_ids:
        return
    lines: Any = FundShareReturnLine
    items: Any = FundShareReturnItem
    session.flush()
    for start in range(0, len(line_ids), 5_000):
        some = line_ids[start : start + 5_000]
        session.execute(
            update(FundShareReturnLine)
            .where(lines.district_id == batch.district_id, lines.id.in_(some))
            .values(status=_L.RELEASED)
        )
        session.execute(
            update(FundShareReturnItem)
            .where(items.district_id == batch.district_id, items.line_id.in_(some))
            .values(live_key=None)
        )
