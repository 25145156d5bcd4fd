"""The workflow of an account and whether it is its owner's own (pure)."""

import re

from backend.funds.bank_accounts.codes import BankAccountAction, BankAccountState
from backend.funds.permissions import P
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.text import compact_code
from backend.kernel.workflow import Step, Workflow

_S, _A = BankAccountState, BankAccountAction
ARTICLE = "《工会会计制度》和银行结算账户管理规定（户名一致）"
OPEN = frozenset({_S.PROPOSED, _S.IN_FORCE})
NUMBER = re.compile(r"[0-9]{8,30}")
BANK_NUMBER = re.compile(r"[0-9]{12}")

ACCOUNT_WORKFLOW = Workflow(
    "fund_bank_account",
    "收款账户",
    (
        Step(_S.PROPOSED, _A.CONFIRM, _S.IN_FORCE, P.BOOK, other_than=(_A.PROPOSE,)),
        Step(_S.PROPOSED, _A.REFUSE, _S.REFUSED, P.BOOK, needs_note=True),
        Step(_S.IN_FORCE, _A.END, _S.ENDED, P.BOOK, needs_note=True),
    ),
)


def plain_number(typed: str) -> str:
    """An account number as digits, whatever blanks and dashes were typed."""
    return compact_code(typed).replace("-", "")


def masked(tail: str) -> str:
    """What a list shows of an account number."""
    return f"**** **** {tail}"


def is_own(holder: str, owner: str) -> bool:
    """Whether the holder is the owner; brackets of either width are the same."""
    return _plain(holder) == _plain(owner)


def holder_check(holder: str | None, owner: str) -> Check:
    """E-R7 and E-R12: money goes only to an account in the owner's own name."""
    return Check(
        "own_account",
        "有复核有效、户名一致的收款账户",
        verdict_of(holder is not None and is_own(holder, owner)),
        ARTICLE,
        (("户名", holder or "没有有效账户"), ("应为", owner)),
        fix="请登记本单位（本工会）自己的账户，由另一人复核后再办理",
    )


def _plain(name: str) -> str:
    return compact_code(name).replace("(", "（").replace(")", "）")
