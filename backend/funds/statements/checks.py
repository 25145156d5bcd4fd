"""The rules a row of a statement was judged by, each with its article and inputs (E-R1, E-R4, E-R5)."""

from datetime import date
from typing import Any

from sqlmodel import Session

from backend.funds.codes import FundItem
from backend.funds.parameters import FUND_RATE, UPPER_SHARE
from backend.funds.payers.rules import item_check
from backend.funds.periods import last_day
from backend.funds.statements.codes import StatementVerdict
from backend.funds.statements.judge import is_product
from backend.kernel.decisions import Check, ParameterUsed, verdict_of
from backend.kernel.money import format_yuan, share_of
from backend.kernel.parameters import Parameter, as_rate, lookup

_LAW = "《中华人民共和国工会法》第四十三条"
_TICKETS = "E-R5 同一税票号只入账一次"


def checks_of(session: Session, district_id: str, row: Any, payer: Any) -> list[Check]:
    """Every rule for one row of a file; none for a payment that only the platform has."""
    if row is None:
        return []
    on = last_day(row.period)
    found = [_known(row, payer), _ticket(row)]
    if row.item is not None and payer is not None:
        found.append(item_check(payer, row.item, on))
    if row.item is not FundItem.LATE_FEE and row.base_fen is not None:
        found += _amounts(session, district_id, row, on)
    return found


def _known(row: Any, payer: Any) -> Check:
    return Check(
        "payer", "信用代码在缴费户里", verdict_of(payer is not None), "湘工发〔2011〕17号",
        (("信用代码", row.payer_uscc or "—"), ("户名", row.payer_name)), None, "请先登记缴费户，或改正信用代码",
    )  # fmt: skip


def _ticket(row: Any) -> Check:
    return Check(
        "E-R5", "税票号没有重复", verdict_of(row.verdict is not StatementVerdict.DUPLICATE_TICKET), _TICKETS,
        (("税票号", row.ticket_no or "—"),), None, "请与税务核对，确系重复的不再入账",
    )  # fmt: skip


def _amounts(session: Session, district_id: str, row: Any, on: date) -> list[Check]:
    rate = lookup(session, FUND_RATE.key, district_id, on)
    upper = lookup(session, UPPER_SHARE.key, district_id, on)
    return [_due(row, rate), _paid(row, rate, upper)]


def _due(row: Any, rate: Parameter) -> Check:
    value = as_rate(rate.value)
    reckoned = share_of(row.base_fen, value)
    due = None if row.due_fen is None else abs(row.due_fen)
    return Check(
        "E-R1", "应缴等于计费依据乘法定比例",
        verdict_of(None if due is None else is_product(due, abs(row.base_fen), value)), _LAW,
        (
            ("计费依据", _yuan(row.base_fen)), ("应为", _yuan(reckoned)),
            ("文件里", "—" if row.due_fen is None else _yuan(row.due_fen)),
        ),
        ParameterUsed.of(rate), "请与税务核对计费依据和应缴金额",
    )  # fmt: skip


def _paid(row: Any, rate: Parameter, upper: Parameter) -> Check:
    due = share_of(row.base_fen, as_rate(rate.value)) if row.due_fen is None else abs(row.due_fen)
    share = share_of(due, as_rate(upper.value))
    return Check(
        "paid", "实缴等于应缴", verdict_of(abs(row.paid_fen or 0) == due), "湘政办发〔2018〕43号",
        (("应缴", _yuan(due)), ("实缴", _yuan(row.paid_fen or 0)), ("其中上级留成", _yuan(share))),
        ParameterUsed.of(upper), "只缴上级留成的，请核对该户的入库范围",
    )  # fmt: skip


def _yuan(fen: int) -> str:
    return f"{format_yuan(fen)} 元"
