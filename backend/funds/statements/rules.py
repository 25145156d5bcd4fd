"""Statements (pure): what a verdict means, the workflows of a file and of an open item."""

from collections.abc import Mapping
from typing import Any

from backend.funds.permissions import P
from backend.funds.statements.codes import (
    FundExceptionAction,
    FundExceptionState,
    ReconciliationClass,
    StatementAction,
    StatementState,
    StatementVerdict,
)
from backend.kernel.authz import Actor
from backend.kernel.codes import Code
from backend.kernel.jobs import JobStatus
from backend.kernel.workflow import Step, Workflow

#: Held by no role: lent to the background job for its own steps.
SYSTEM_STEP = "funds:import_job"

_V, _C = StatementVerdict, ReconciliationClass
BOOKABLE = frozenset({_V.OK, _V.NAME_DIFFERS, _V.REVERSAL})
AGREED = frozenset({_V.MATCHED, _V.KNOWN})
#: Verdict -> class of the reconciliation; what may be booked becomes agreed when it is.
CLASS_OF: Mapping[StatementVerdict, ReconciliationClass] = {
    _V.OK: _C.SOURCE_ONLY,
    _V.NAME_DIFFERS: _C.SOURCE_ONLY,
    _V.REVERSAL: _C.SOURCE_ONLY,
    _V.MATCHED: _C.AGREED,
    _V.KNOWN: _C.AGREED,
    _V.DUPLICATE_TICKET: _C.DUPLICATE,
    _V.UNKNOWN_PAYER: _C.PAYER,
    _V.REVERSAL_WITHOUT_ORIGINAL: _C.SOURCE_ONLY,
    _V.ITEM_CONTRADICTS: _C.PAYER,
    _V.RATE_DIFFERS: _C.AMOUNT,
    _V.DUE_DIFFERS: _C.AMOUNT,
    _V.UPPER_SHARE_ONLY: _C.AMOUNT,
    _V.PAID_DIFFERS: _C.AMOUNT,
    _V.AMOUNT_DIFFERS: _C.AMOUNT,
    _V.PAYER_DIFFERS: _C.PAYER,
    _V.LATE_FEE: _C.SOURCE_ONLY,
    _V.OTHER_PERIOD: _C.PERIOD,
    _V.PLATFORM_ONLY: _C.PLATFORM_ONLY,
}
EXCEPTIONS = frozenset(CLASS_OF) - BOOKABLE - AGREED

_A, _S = FundExceptionAction, FundExceptionState
_JUDGED = frozenset({_A.ACCEPT, _A.CORRECT, _A.REJECT})
_CLASH = frozenset({_A.LINK, _A.CORRECT, _A.REJECT})
#: How each kind of open item can be settled.
WAYS: Mapping[StatementVerdict, frozenset[FundExceptionAction]] = {
    _V.DUPLICATE_TICKET: frozenset({_A.LINK, _A.REJECT}),
    _V.UNKNOWN_PAYER: frozenset({_A.CORRECT, _A.LINK, _A.REJECT}),
    _V.REVERSAL_WITHOUT_ORIGINAL: frozenset({_A.LINK, _A.REJECT}),
    _V.ITEM_CONTRADICTS: _JUDGED,
    _V.RATE_DIFFERS: _JUDGED,
    _V.DUE_DIFFERS: _JUDGED,
    _V.UPPER_SHARE_ONLY: _JUDGED,
    _V.PAID_DIFFERS: _JUDGED,
    _V.LATE_FEE: _JUDGED,
    _V.OTHER_PERIOD: _JUDGED,
    _V.AMOUNT_DIFFERS: _CLASH,
    _V.PAYER_DIFFERS: _CLASH,
    _V.PLATFORM_ONLY: frozenset({_A.EXPLAIN, _A.REVERSE}),
}
SETTLING = (_A.ACCEPT, _A.CORRECT, _A.LINK, _A.EXPLAIN, _A.REVERSE)
#: Open items that are not decided yet.
PENDING = (_S.OPEN, _S.ASSIGNED, _S.PROPOSED, _S.REJECTING)


def ways_of(verdict: StatementVerdict, has_record: bool) -> frozenset[FundExceptionAction]:
    """How an open item can be settled; one that clashes with a record of the platform is linked or re-booked."""
    return _CLASH if verdict is _V.OTHER_PERIOD and has_record else WAYS[verdict]


def is_owner(row: Any, actor: Actor) -> bool:
    """Whether an open item is the caller's, also under a delegation."""
    accounts = {actor.account_id} | ({actor.acting_for.account_id} if actor.acting_for else set())
    return row.owner_account_id in accounts


def _owned(row: Any, actor: Any) -> str | None:
    return None if is_owner(row, actor) else f"这项异常由{row.owner_name}经办，请先改派"


def _fits(action: FundExceptionAction, *, owned: bool) -> Any:
    def guard(row: Any, actor: Any) -> str | None:
        if action not in ways_of(row.verdict, row.collection_id is not None):
            return f"“{row.verdict.label}”的异常不能“{action.label}”"
        return _owned(row, actor) if owned else None

    return guard


def _settling() -> list[Step]:
    steps = []
    for source, owned, other in ((_S.ASSIGNED, True, ()), (_S.PROPOSED, False, (_A.PROPOSE,))):
        steps += [
            Step(source, action, _S.SETTLED, P.BOOK, _fits(action, owned=owned), action is not _A.LINK, other)
            for action in SETTLING
        ]
        steps.append(
            Step(source, _A.REJECT, _S.REJECTING, P.BOOK, _fits(_A.REJECT, owned=owned), True, other)
        )
    return steps


EXCEPTION_WORKFLOW = Workflow(
    "fund_exception",
    "对账异常",
    (
        Step(_S.OPEN, _A.ASSIGN, _S.ASSIGNED, P.COLLECT),
        Step(_S.ASSIGNED, _A.ASSIGN, _S.ASSIGNED, P.COLLECT),
        Step(_S.ASSIGNED, _A.PROPOSE, _S.PROPOSED, P.COLLECT, _owned, needs_note=True),
        Step(_S.PROPOSED, _A.RETURN, _S.ASSIGNED, P.BOOK, needs_note=True, other_than=(_A.PROPOSE,)),
        *_settling(),
        Step(_S.REJECTING, _A.APPROVE_REJECT, _S.REJECTED, P.APPROVE, other_than=(_A.REJECT, _A.PROPOSE)),
        Step(
            _S.REJECTING, _A.REFUSE_REJECT, _S.ASSIGNED, P.APPROVE, needs_note=True, other_than=(_A.REJECT,)
        ),
    ),
)


class StatementStep(Code):
    """Steps the background job takes."""

    READ = "read", "比对完成"
    WRITE = "write", "入账完成"
    FAIL = "fail", "未能完成"


def _has_stopped(_: Any, job_status: Any) -> str | None:
    if job_status in (JobStatus.FAILED, JobStatus.CANCELLED):
        return None
    return "后台正在办理，请稍候"


def _is_readable(row: Any, _: Any) -> str | None:
    if row.invalid_rows:
        return f"有 {row.invalid_rows} 行读不出来，请改正文件后重新上传"
    if row.control_fen is not None and row.control_fen != row.total_fen:
        return "文件自带的合计与各行之和不符，请核对文件是否完整"
    return None


_F, _G = StatementState, StatementAction
STATEMENT_WORKFLOW = Workflow(
    "fund_statement",
    "缴费明细导入",
    (
        Step(_F.READING, StatementStep.READ, _F.READY, SYSTEM_STEP),
        Step(_F.READING, StatementStep.FAIL, _F.FAILED, SYSTEM_STEP),
        Step(_F.READING, _G.DISCARD, _F.DISCARDED, P.IMPORT, guard=_has_stopped),
        Step(_F.READY, _G.COMMIT, _F.COMMITTING, P.IMPORT, guard=_is_readable),
        Step(_F.READY, _G.DISCARD, _F.DISCARDED, P.IMPORT),
        Step(_F.COMMITTING, StatementStep.WRITE, _F.COMMITTED, SYSTEM_STEP),
        Step(_F.COMMITTING, StatementStep.FAIL, _F.FAILED, SYSTEM_STEP),
        Step(_F.COMMITTING, _G.DISCARD, _F.DISCARDED, P.IMPORT, guard=_has_stopped),
        Step(_F.FAILED, _G.DISCARD, _F.DISCARDED, P.IMPORT),
    ),
)
