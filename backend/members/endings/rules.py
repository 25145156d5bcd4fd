"""The workflow of endings and the checks of each kind (pure).

Sources: 《中国工会章程》 articles 6 (leaving, leaving by silence) and 7 (expulsion: discussed by the group, decided by the
base committee, reported to the next higher union).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.kernel.decisions import Check, Decision, ParameterUsed, decide, verdict_of
from backend.kernel.workflow import Step, Workflow
from backend.members.codes import ChangeReason
from backend.members.codes import MembershipEventKind as Kind
from backend.members.endings.codes import EndingAction, EndingKind, EndingState
from backend.members.parameters import has_lasted
from backend.members.permissions import P

_S, _A = EndingState, EndingAction
_LEAVING = "《中国工会章程》第六条"
_EXPELLING = "《中国工会章程》第七条"
WAITING = (EndingState.AWAITING,)
#: What a decided ending is in the ledger.
LEDGER: dict[EndingKind, tuple[Kind, ChangeReason]] = {
    EndingKind.REQUEST: (Kind.WITHDRAW, ChangeReason.OWN_REQUEST),
    EndingKind.SILENCE: (Kind.WITHDRAW, ChangeReason.OWN_REQUEST),
    EndingKind.EXPULSION: (Kind.EXPEL, ChangeReason.CRIME),
}


def _stands(_: Any, decision: Any) -> str | None:
    return None if decision is None or decision.reason == "" else f"还不能决定：{decision.reason}"


def _is_expulsion(row: Any, _: Any) -> str | None:
    return None if row.kind is EndingKind.EXPULSION else "只有除名须报上一级工会备案"


ENDING_WORKFLOW = Workflow(
    "membership_ending",
    "退会和除名",
    (
        Step(_S.AWAITING, _A.DECIDE, _S.DECIDED, P.APPROVE, guard=_stands, other_than=(_A.PROPOSE,)),
        Step(_S.AWAITING, _A.REFUSE, _S.REFUSED, P.APPROVE, needs_note=True, other_than=(_A.PROPOSE,)),
        Step(_S.AWAITING, _A.WITHDRAW, _S.WITHDRAWN, P.EDIT, needs_note=True),
        Step(_S.DECIDED, _A.FILE, _S.FILED, P.OVERSEE, guard=_is_expulsion, other_than=(_A.DECIDE,)),
    ),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What an ending is judged by; ``months`` and ``parameter``: member.auto_quit_months on the day of the decision."""

    kind: EndingKind
    files: int
    decided_on: date
    today: date
    requested_on: date | None = None
    talked_on: date | None = None
    dues_unpaid_since: date | None = None
    absent_since: date | None = None
    has_excuse: bool | None = None
    judgment_no: str = ""
    group_opinion_on: date | None = None
    group_opinion: str = ""
    months: int = 6
    parameter: ParameterUsed | None = None


def judge(facts: Facts) -> Decision:
    """Whether the committee may decide so, with every check of the kind."""
    of_kind = {
        EndingKind.REQUEST: _request,
        EndingKind.SILENCE: _silence,
        EndingKind.EXPULSION: _expulsion,
    }
    return decide((*of_kind[facts.kind](facts), _papers(facts), _day(facts)))


def _request(facts: Facts) -> Sequence[Check]:
    return (
        Check(
            "own_request",
            "本人已提出退会申请",
            verdict_of(None if facts.requested_on is None else facts.requested_on <= facts.decided_on),
            _LEAVING,
            _said(("申请日期", facts.requested_on)),
            fix="填写本人提出申请的日期，不能晚于决定日期",
        ),
        _talk(facts, "已与本人谈话", facts.requested_on),
    )


def _silence(facts: Facts) -> Sequence[Check]:
    return (
        _lasting(facts, "dues", "连续未交会费", facts.dues_unpaid_since),
        _lasting(facts, "life", "连续未参加工会组织生活", facts.absent_since),
        Check(
            "no_excuse",
            "没有正当理由",
            verdict_of(None if facts.has_excuse is None else not facts.has_excuse),
            _LEAVING,
            _said(("正当理由", {None: None, True: "有", False: "没有"}[facts.has_excuse])),
            fix="了解原因后填写；因病、产假、停产等有正当理由的不作自动退会",
        ),
        _talk(facts, "已经教育仍不改正", facts.dues_unpaid_since),
    )


def _expulsion(facts: Facts) -> Sequence[Check]:
    return (
        Check(
            "sentenced",
            "严重违法犯罪并受到刑事处罚",
            verdict_of(True if facts.judgment_no.strip() else None),
            _EXPELLING,
            _said(("判决文书", "已填写" if facts.judgment_no.strip() else None)),
            fix="填写生效刑事判决的文书号；没有刑事处罚的不能除名",
        ),
        Check(
            "group_opinion",
            "工会小组讨论并提出意见",
            verdict_of(_discussed(facts)),
            _EXPELLING,
            _said(("讨论日期", facts.group_opinion_on)),
            fix="先由工会小组讨论，填写日期和意见，不晚于委员会决定",
        ),
    )


def _discussed(facts: Facts) -> bool | None:
    if facts.group_opinion_on is None or not facts.group_opinion.strip():
        return None
    return facts.group_opinion_on <= facts.decided_on


def _lasting(facts: Facts, code: str, label: str, since: date | None) -> Check:
    return Check(
        code,
        f"{label}满 {facts.months} 个月",
        verdict_of(None if since is None else has_lasted(since, facts.decided_on, facts.months)),
        _LEAVING,
        _said(("起始日", since), ("决定日期", facts.decided_on)),
        parameter=facts.parameter,
        fix=f"核对起始日；不满 {facts.months} 个月的不作自动退会",
    )


def _talk(facts: Facts, label: str, after: date | None) -> Check:
    talked = facts.talked_on
    kept = None if talked is None else (after is None or after <= talked) and talked <= facts.decided_on
    return Check(
        "talked",
        label,
        verdict_of(kept),
        _LEAVING,
        _said(("谈话日期", talked)),
        fix="谈话以后再决定，填写谈话日期",
    )


def _papers(facts: Facts) -> Check:
    return Check(
        "papers",
        "有证明材料",
        verdict_of(facts.files > 0),
        "《工会会员会籍管理办法》",
        (("附件", f"{facts.files} 份"),),
        fix="上传申请书、谈话记录、判决书或小组意见的扫描件",
    )


def _day(facts: Facts) -> Check:
    return Check(
        "decided_by_today",
        "决定日期不晚于今天",
        verdict_of(facts.decided_on <= facts.today),
        "《工会会员会籍管理办法》",
        _said(("决定日期", facts.decided_on)),
        fix="填写委员会实际作出决定的日期",
    )


def _said(*inputs: tuple[str, date | str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((label, "未填写" if value is None else str(value)) for label, value in inputs)
