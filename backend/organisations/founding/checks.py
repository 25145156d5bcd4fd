"""The explained checks of a founding (pure): application, candidates, election; each with its article and inputs."""

from collections.abc import Sequence
from datetime import date

from backend.kernel.decisions import Check, ParameterUsed, Verdict, verdict_of
from backend.kernel.parameters import Parameter
from backend.organisations.codes import BaseType
from backend.organisations.founding.facts import Slate
from backend.organisations.terms.codes import CommitteeBody, CommitteeRole, body_of
from backend.organisations.terms.election_rules import BINDING, ELECTION
from backend.organisations.terms.rules import LAW, check_relations

#: What stops a clerk; the surplus and the Party organisation's consent are weighed by the upper union.
STOPPING = BINDING | {"chair_candidate", "after_slate"}
#: Which field of the form a check is about.
FIELDS = {
    "A-R3": "years",
    "A-R4": "elected",
    "quorum": "present",
    "majority": "elected",
    "chair": "elected",
    "after_slate": "elected_on",
    "chair_candidate": "candidates",
}


def check_application(base_type: BaseType, codes: Sequence[str], approval_no: str) -> list[Check]:
    """What the application and its approval stand on: employers listed (A-R14), approval number (A-R2)."""
    count = len(set(codes))
    return [
        Check(
            "A-R14",
            "联合基层工会列明两个以上单位，独立基层工会正好一个单位",
            verdict_of(count >= 2 if base_type is BaseType.JOINT else count == 1),
            f"{LAW}第十一条",
            (("基层工会类型", base_type.label), ("列明单位", f"{count} 个")),
            fix="请逐个列明所覆盖的单位",
        ),
        Check(
            "A-R2",
            "上一级工会批准并有批复文号，才算正式建会",
            verdict_of(True if approval_no else None),
            f"{LAW}第十二条",
            (("批复文号", approval_no or "尚未批复"),),
            fix="批复以前工会处于筹备状态，可以发展会员，但不计入基层工会数",
        ),
    ]


def check_slate(slate: Slate, surplus: Parameter) -> list[Check]:
    """What the candidates filed for approval are measured by."""
    committee = [c for c in slate.candidates if body_of(c.role) is CommitteeBody.COMMITTEE]
    return [
        check_relations(slate.category, [c.relation for c in committee]),
        _surplus(slate, len({c.name for c in committee}), surplus),
        _chair_candidate(slate),
        _party(slate),
    ]


def check_after_slate(elected_on: date, allowed_on: date | None) -> Check:
    """The election was held after the upper union had agreed to it."""
    return Check(
        "after_slate",
        "候选人经上级工会同意以后才举行选举",
        verdict_of(None if allowed_on is None else elected_on >= allowed_on),
        ELECTION,
        (
            ("选举日期", elected_on.isoformat()),
            ("同意选举日期", allowed_on.isoformat() if allowed_on else "未记录"),
        ),
        fix="请核对选举日期；先选举后报批的须重新选举",
    )


def stopping(checks: Sequence[Check]) -> list[Check]:
    """The checks that are not met and may not be passed over."""
    return [c for c in checks if c.verdict is Verdict.NOT_MET and c.code in STOPPING]


def _surplus(slate: Slate, names: int, surplus: Parameter) -> Check:
    wanted = slate.seats + -(-slate.seats * surplus.value // 100)
    return Check(
        "surplus",
        f"委员候选人差额不少于 {surplus.value}%",
        verdict_of(names >= wanted),
        ELECTION,
        (("应选委员", f"{slate.seats} 人"), ("委员候选人", f"{names} 人"), ("至少", f"{wanted} 人")),
        ParameterUsed.of(surplus),
        "候选人少于差额要求的，请补充人选，或由上级工会在批复时认定",
    )


def _chair_candidate(slate: Slate) -> Check:
    return Check(
        "chair_candidate",
        "名单中有主席候选人",
        verdict_of(any(c.role is CommitteeRole.CHAIR for c in slate.candidates)),
        ELECTION,
        fix="请填写主席候选人",
    )


def _party(slate: Slate) -> Check:
    return Check(
        "party_agreed",
        "候选人建议名单经同级党组织同意",
        verdict_of(True if slate.party_org and slate.party_agreed_on else None),
        ELECTION,
        (("党组织", slate.party_org or "未填写"),),
        fix="没有同级党组织的，由上级工会在批复时审定",
    )
