"""The groups of the inbox that come from fund collection."""

from typing import Any

from sqlalchemy import select

from backend.funds.arrears.codes import ArrearsCaseState
from backend.funds.arrears.models import ArrearsCase
from backend.funds.bank_accounts.codes import BankAccountState
from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.ledger.codes import LedgerMonthState
from backend.funds.ledger.models import LedgerMonth
from backend.funds.obligations.undeclared import undeclared
from backend.funds.permissions import P as FundsP
from backend.funds.plans.codes import FundPlanState
from backend.funds.plans.models import FundPlan
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.models import FundRefund
from backend.funds.reliefs.codes import ReliefState
from backend.funds.reliefs.models import FundRelief
from backend.funds.share_returns.codes import ShareReturnState
from backend.funds.share_returns.models import FundShareReturn
from backend.funds.statements import exception_queries as fund_exceptions
from backend.funds.statements import queries as fund_statements
from backend.funds.statements.codes import FundExceptionState, StatementState
from backend.kernel.authz import within
from backend.kernel.codes import Code
from backend.submissions.inbox.groups import Group, Rows

#: Months that were not declared are the payers' and the streets' work, not the bookkeepers'.
_BOOKKEEPER = frozenset({FundsP.BOOK.value})


def _fund_exceptions(**values: Any) -> Rows:
    wanted = fund_exceptions.ExceptionFilter(**values)
    return lambda _session, actor, _period: fund_exceptions.filtered(actor, wanted)


def _in_state(model: Any, status: Code) -> Rows:
    return lambda _session, actor, _period: select(model.id).where(
        within(model, actor), model.status == status
    )


def _decided(code: str, label: str, path: str, model: Any, status: Code) -> Group:
    """What waits for whoever may approve."""
    query = f"?status={status.value}"
    return Group(
        code, label, FundsP.APPROVE, frozenset(), f"{path}{query}", f"{path}{query}", _in_state(model, status)
    )


FUND_GROUPS: tuple[Group, ...] = (
    Group(
        "funds_undeclared", "逾期未申报经费", FundsP.DECLARE, _BOOKKEEPER, "/funds/obligations/undeclared",
        "/funds/undeclared", lambda session, actor, _period: undeclared(session, actor),
    ),
    Group(
        "fund_statements_ready", "缴费明细待确认", FundsP.IMPORT, frozenset(), "/funds/statements?status=ready",
        "/funds/statements?status=ready",
        lambda _session, actor, _period: fund_statements.statements_in(actor, StatementState.READY),
    ),
    Group(
        "fund_exceptions_open", "对账异常待认领", FundsP.COLLECT, frozenset(), "/funds/exceptions?status=open",
        "/funds/exceptions?status=open", _fund_exceptions(status=FundExceptionState.OPEN),
    ),
    Group(
        "fund_exceptions_mine", "我经办的对账异常", FundsP.COLLECT, frozenset(), "/funds/exceptions?is_mine=true",
        "/funds/exceptions?is_mine=true", _fund_exceptions(is_mine=True),
    ),
    Group(
        "fund_exceptions_proposed", "对账异常待复核", FundsP.BOOK, frozenset(), "/funds/exceptions?status=proposed",
        "/funds/exceptions?status=proposed", _fund_exceptions(status=FundExceptionState.PROPOSED),
    ),
    Group(
        "fund_exceptions_rejecting", "不入账待批准", FundsP.APPROVE, frozenset(), "/funds/exceptions?status=rejecting",
        "/funds/exceptions?status=rejecting", _fund_exceptions(status=FundExceptionState.REJECTING),
    ),
    Group(
        "fund_refunds_to_pay", "退费待付款", FundsP.BOOK, frozenset(), "/funds/refunds?status=approved",
        "/funds/refunds?status=approved", _in_state(FundRefund, RefundState.APPROVED),
    ),
    Group(
        "fund_returns_to_pay", "返还待付款", FundsP.BOOK, frozenset(), "/funds/share-returns?status=approved",
        "/funds/share-returns?status=approved", _in_state(FundShareReturn, ShareReturnState.APPROVED),
    ),
    Group(
        "fund_accounts_proposed", "收款账户待复核", FundsP.BOOK, frozenset(), "/funds/bank-accounts?status=proposed",
        "/funds/bank-accounts?status=proposed", _in_state(FundBankAccount, BankAccountState.PROPOSED),
    ),
    _decided("fund_refunds_applied", "退费待审批", "/funds/refunds", FundRefund, RefundState.APPLIED),
    _decided("fund_returns_submitted", "返还批次待审批", "/funds/share-returns", FundShareReturn, ShareReturnState.SUBMITTED),
    _decided("fund_reliefs_applied", "经费减免待批准", "/funds/reliefs", FundRelief, ReliefState.APPLIED),
    _decided("fund_plans_submitted", "收缴计划待批准", "/funds/plans", FundPlan, FundPlanState.SUBMITTED),
    _decided(
        "fund_orders_proposed", "申请支付令待批准", "/funds/arrears-cases", ArrearsCase, ArrearsCaseState.ORDER_PROPOSED
    ),
    Group(
        "fund_months_reopening", "反结账待批准", FundsP.REOPEN, frozenset(), "/funds/months?status=reopening",
        "/funds/ledger/months?status=reopening", _in_state(LedgerMonth, LedgerMonthState.REOPENING),
    ),
)  # fmt: skip
