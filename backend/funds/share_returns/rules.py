"""The workflow of a batch, when money to a union is held (E-R12), and the batch's entry (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from backend.funds.bank_accounts.rules import holder_check
from backend.funds.ledger.rules import Side, credit, debit
from backend.funds.permissions import P
from backend.funds.share_returns.codes import ShareReturnAction, ShareReturnLineState, ShareReturnState
from backend.kernel.decisions import Check, Decision, decide, verdict_of
from backend.kernel.workflow import Step, Workflow
from backend.organisations.codes import OrgStatus

_S, _A = ShareReturnState, ShareReturnAction
ARTICLE = "工会经费返还规定（E-R12：无独立账户或法人证书过期的暂缓）"
STANDING = frozenset({OrgStatus.ACTIVE, OrgStatus.TERM_DUE})
#: Batches whose amounts are still to be paid.
UNPAID = frozenset({_S.DRAFT, _S.SUBMITTED, _S.APPROVED})
_MAKERS = (_A.COMPILE, _A.SUBMIT)


def _has_ready(batch: Any, _: Any) -> str | None:
    return None if batch.ready_count else "这一批没有可付的工会，请先补齐账户和证书，或取消本批"


RETURN_WORKFLOW = Workflow(
    "fund_share_return",
    "经费返还",
    (
        Step(_S.DRAFT, _A.SUBMIT, _S.SUBMITTED, P.BOOK, guard=_has_ready),
        Step(_S.DRAFT, _A.CANCEL, _S.CANCELLED, P.BOOK, needs_note=True),
        Step(_S.SUBMITTED, _A.APPROVE, _S.APPROVED, P.APPROVE, other_than=_MAKERS),
        Step(_S.SUBMITTED, _A.SEND_BACK, _S.DRAFT, P.APPROVE, needs_note=True, other_than=_MAKERS),
        Step(_S.APPROVED, _A.PAY, _S.PAID, P.BOOK, other_than=(*_MAKERS, _A.APPROVE)),
        Step(_S.APPROVED, _A.CANCEL, _S.CANCELLED, P.APPROVE, needs_note=True),
    ),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The part of one payment that may be returned to a union."""

    collection_id: UUID
    payer_id: UUID
    union_id: UUID
    account_code: str
    bank_code: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """What is known of a union on the day money would go to it."""

    on: date
    name: str
    status: OrgStatus
    certificate_no: str | None
    certificate_to: date | None
    is_cancelled: bool
    holder: str | None


def judge_hold(facts: HoldFacts) -> Decision:
    """E-R12: whether money may flow to a union, with every check."""
    return decide((_stands(facts), _certificate(facts), holder_check(facts.holder, facts.name)))


def by_union(candidates: Iterable[Candidate]) -> dict[UUID, list[Candidate]]:
    """The candidates of each union that has something to get; who comes to nothing or less waits for the next batch."""
    grouped: dict[UUID, list[Candidate]] = {}
    for candidate in candidates:
        grouped.setdefault(candidate.union_id, []).append(candidate)
    return {union: found for union, found in grouped.items() if sum(c.amount_fen for c in found) > 0}


def sides_of(lines: Sequence[tuple[str, Sequence[Any]]]) -> list[Side]:
    """The entry of a batch: each union's accounts against the bank accounts the money came to."""
    debits: list[Side] = []
    banks: dict[str, int] = {}
    for name, items in lines:
        accounts: dict[str, int] = {}
        for item in items:
            accounts[item.account_code] = accounts.get(item.account_code, 0) + item.amount_fen
            banks[item.bank_code] = banks.get(item.bank_code, 0) + item.amount_fen
        debits += [debit(account, fen, note=name) for account, fen in sorted(accounts.items()) if fen]
    return [*debits, *(credit(bank, fen) for bank, fen in sorted(banks.items()) if fen)]


def line_state(decision: Decision) -> ShareReturnLineState:
    """Ready when every check is met."""
    return ShareReturnLineState.HELD if decision.failed else ShareReturnLineState.READY


def _stands(facts: HoldFacts) -> Check:
    return Check(
        "union_stands",
        "工会正常存续",
        verdict_of(facts.status in STANDING),
        ARTICLE,
        (("状态", facts.status.label),),
        fix="已撤销、合并的工会按财产处理意见办理",
    )


def _certificate(facts: HoldFacts) -> Check:
    in_force = (
        facts.certificate_to is not None and not facts.is_cancelled and facts.certificate_to >= facts.on
    )
    return Check(
        "certificate",
        "工会法人资格证书在有效期内",
        verdict_of(in_force),
        "《基层工会法人登记管理办法》",
        (
            ("证书", facts.certificate_no or "没有登记"),
            ("有效期至", facts.certificate_to.isoformat() if facts.certificate_to else "—"),
            ("核对日", facts.on.isoformat()),
        ),
        fix="请先办理法人登记或换证",
    )
