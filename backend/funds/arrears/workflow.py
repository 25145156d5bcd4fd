"""The way of a dunning case: 提示, 催缴通知书, second demand, payment order; and what each step asks for (pure)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.funds.arrears.codes import ArrearsCaseAction, ArrearsCaseState, DunningKind
from backend.funds.arrears.rules import limitation_article
from backend.funds.permissions import P
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.money import format_yuan
from backend.kernel.workflow import Step, Workflow

_S, _A, _K = ArrearsCaseState, ArrearsCaseAction, DunningKind
ENDED = frozenset({_S.SETTLED, _S.CLOSED})
#: Steps that issue a paper, and which.
PAPERS: dict[ArrearsCaseAction, DunningKind] = {
    _A.REMIND: _K.REMINDER,
    _A.NOTIFY: _K.NOTICE,
    _A.PRESS: _K.SECOND,
    _A.LAWYER: _K.LAWYER,
    _A.APPROVE_ORDER: _K.ORDER,
}
#: Papers that interrupt the limitation once they are served: demands in writing, and the application to the court.
WRITTEN = (_K.NOTICE, _K.SECOND, _K.LAWYER, _K.ORDER)
#: Steps with a form of their own.
BY_FORM = frozenset({_A.REMIND, _A.NOTIFY, _A.PRESS, _A.LAWYER, _A.PROPOSE_ORDER, _A.ISSUED})
INTERPRETATION = "最高人民法院关于适用《中华人民共和国工会法》若干问题的解释"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What is known of one kind of paper of the case; None where none was issued."""

    issued_on: date
    pay_by: date | None
    served_on: date | None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a step is judged with."""

    today: date
    arrears_fen: int
    papers: dict[DunningKind, PaperFacts]
    order_article: str
    disputed_fen: int = 0
    court: str = ""
    expired_months: int = 0
    #: last day to pay or object after the court's order was served
    objection_by: date | None = None


def _owing(_: Any, facts: CaseFacts | None) -> str | None:
    return "已没有欠缴，请办理结清" if facts is not None and facts.arrears_fen == 0 else None


def _time_over(kind: DunningKind, facts: CaseFacts, needs_service: bool) -> str | None:
    paper = facts.papers.get(kind)
    if paper is None:
        return f"还没有发出{kind.label}"
    if needs_service and paper.served_on is None:
        return f"{kind.label}还没有送达证明，请先登记送达"
    if paper.pay_by is not None and facts.today <= paper.pay_by:
        return f"{kind.label}的缴纳期限到 {paper.pay_by.isoformat()}，期满的次日起才能办理"
    return None


def _may_notify(row: Any, facts: CaseFacts | None) -> str | None:
    return None if facts is None else _owing(row, facts) or _time_over(_K.REMINDER, facts, False)


def _may_press(row: Any, facts: CaseFacts | None) -> str | None:
    return None if facts is None else _owing(row, facts) or _time_over(_K.NOTICE, facts, True)


def _may_sue(row: Any, facts: CaseFacts | None) -> str | None:
    return None if facts is None else _owing(row, facts) or _time_over(_K.SECOND, facts, True)


def _may_approve(row: Any, facts: CaseFacts | None) -> str | None:
    if facts is None:
        return None
    if facts.arrears_fen and facts.disputed_fen >= facts.arrears_fen:
        return "剩余欠缴全部有争议，不能申请支付令，请退回"
    return _owing(row, facts)


def _filed(_: Any, facts: CaseFacts | None) -> str | None:
    if facts is None:
        return None
    paper = facts.papers.get(_K.ORDER)
    is_filed = paper is not None and paper.served_on is not None
    return None if is_filed else "还没有登记支付令申请书递交人民法院的证明"


def _objection_over(_: Any, facts: CaseFacts | None) -> str | None:
    if facts is None or facts.objection_by is None or facts.today > facts.objection_by:
        return None
    return f"支付令的清偿和异议期限到 {facts.objection_by.isoformat()}，期满的次日起才能申请强制执行"


def _in_objection(_: Any, facts: CaseFacts | None) -> str | None:
    if facts is None or facts.objection_by is None or facts.today <= facts.objection_by:
        return None
    return f"异议期限已于 {facts.objection_by.isoformat()} 届满，逾期异议不影响支付令"


def _paid_up(_: Any, facts: CaseFacts | None) -> str | None:
    if facts is None or facts.arrears_fen == 0:
        return None
    return f"还欠缴 {format_yuan(facts.arrears_fen)} 元，缴清入库后才能结清"


_LIVE = tuple(state for state in _S if state not in ENDED)
_SETTLING = tuple(Step(state, _A.SETTLE, _S.SETTLED, P.CHASE, guard=_paid_up) for state in _LIVE)
_CLOSING = tuple(
    Step(state, _A.CLOSE, _S.CLOSED, P.APPROVE, needs_note=True, other_than=(_A.OPEN,)) for state in _LIVE
)
WORKFLOW = Workflow(
    "arrears_case",
    "欠费催缴",
    (
        Step(_S.OPENED, _A.REMIND, _S.REMINDED, P.CHASE, guard=_owing),
        Step(_S.REMINDED, _A.NOTIFY, _S.NOTICED, P.CHASE, guard=_may_notify),
        Step(_S.NOTICED, _A.PRESS, _S.PRESSED, P.CHASE, guard=_may_press),
        Step(_S.PRESSED, _A.LAWYER, _S.PRESSED, P.CHASE, guard=_owing),
        Step(_S.PRESSED, _A.PROPOSE_ORDER, _S.ORDER_PROPOSED, P.CHASE, guard=_may_sue),
        Step(
            _S.ORDER_PROPOSED,
            _A.APPROVE_ORDER,
            _S.ORDER_APPROVED,
            P.APPROVE,
            guard=_may_approve,
            other_than=(_A.PROPOSE_ORDER,),
        ),
        Step(
            _S.ORDER_PROPOSED,
            _A.RETURN_ORDER,
            _S.PRESSED,
            P.APPROVE,
            needs_note=True,
            other_than=(_A.PROPOSE_ORDER,),
        ),
        Step(_S.ORDER_APPROVED, _A.ISSUED, _S.ORDER_ISSUED, P.CHASE, guard=_filed),
        Step(_S.ORDER_APPROVED, _A.DISMISSED, _S.PRESSED, P.CHASE, needs_note=True),
        Step(_S.ORDER_ISSUED, _A.OBJECTED, _S.OBJECTED, P.CHASE, needs_note=True, guard=_in_objection),
        Step(_S.ORDER_ISSUED, _A.ENFORCE, _S.ENFORCING, P.CHASE, guard=_objection_over),
        Step(_S.OBJECTED, _A.SUE, _S.IN_COURT, P.CHASE, needs_note=True),
        Step(_S.IN_COURT, _A.ENFORCE, _S.ENFORCING, P.CHASE, needs_note=True),
        *_SETTLING,
        *_CLOSING,
    ),
)


def order_checks(facts: CaseFacts) -> list[Check]:
    """What an application for a payment order stands on, met, not met or unknown."""
    return [
        Check(
            "owing",
            "欠缴经费的事实清楚",
            verdict_of(facts.arrears_fen > 0),
            facts.order_article,
            (("欠缴", format_yuan(facts.arrears_fen)),),
            fix="已缴清的请办理结清",
        ),
        _demanded(_K.NOTICE, facts),
        _demanded(_K.SECOND, facts),
        Check(
            "undisputed",
            "只就没有争议的部分申请支付令",
            verdict_of(facts.disputed_fen < facts.arrears_fen),
            INTERPRETATION,
            (
                ("有争议", format_yuan(facts.disputed_fen)),
                ("申请数额", format_yuan(max(facts.arrears_fen - facts.disputed_fen, 0))),
            ),
            fix="全部有争议的，应当提起诉讼",
        ),
        Check(
            "in_time",
            "没有超过诉讼时效",
            verdict_of(facts.expired_months == 0),
            limitation_article(facts.today),
            (("时效已届满的月份", f"{facts.expired_months} 个"),),
            fix="对方可能提出时效抗辩，请在提请意见中说明",
        ),
        Check(
            "court",
            "写明被申请人住所地的人民法院",
            verdict_of(bool(facts.court) or None),
            INTERPRETATION,
            (("管辖法院", facts.court or "未填写"),),
            fix="提请时填写被申请人住所地基层人民法院",
        ),
    ]


def _demanded(kind: DunningKind, facts: CaseFacts) -> Check:
    paper = facts.papers.get(kind)
    served = paper.served_on if paper else None
    return Check(
        f"served_{kind.value}",
        f"{kind.label}已送达且期限届满",
        verdict_of(_time_over(kind, facts, True) is None),
        facts.order_article,
        (
            ("发出", paper.issued_on.isoformat() if paper else "未发出"),
            ("送达", served.isoformat() if served else "没有送达证明"),
            ("缴纳期限", paper.pay_by.isoformat() if paper and paper.pay_by else "—"),
        ),
        fix="请先送达并登记送达证明，期满的次日起再提请",
    )
