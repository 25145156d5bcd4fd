"""The groups of the inbox that come from fund collection."""

from typing import Any

from backend.funds.permissions import P as FundsP
from backend.funds.statements import exception_queries as fund_exceptions
from backend.funds.statements import queries as fund_statements
from backend.funds.statements.codes import FundExceptionState, StatementState
from backend.submissions.inbox.groups import Group, Rows


def _fund_exceptions(**values: Any) -> Rows:
    wanted = fund_exceptions.ExceptionFilter(**values)
    return lambda _session, actor, _period: fund_exceptions.filtered(actor, wanted)


FUND_GROUPS: tuple[Group, ...] = (
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
)  # fmt: skip
