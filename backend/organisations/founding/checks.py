"""The explained checks of a founding (pure): each with its article, its inputs and the parameter it was judged by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backend.kernel.decisions import Check, ParameterUsed, Verdict, verdict_of
from backend.kernel.parameters import Parameter
from backend.organisations.codes import BaseType
from backend.organisations.founding.codes import FoundingPost
from backend.organisations.founding.facts import Election, Result, Slate
from backend.organisations.founding.parameters import least

ELECTION_RULES = "《工会基层组织选举工作条例》"
UNION_LAW = "《中华人民共和国工会法》"
TERMS = (3, 5)
#: Posts filled out of the committee's candidates.
COMMITTEE = frozenset({FoundingPost.CHAIR, FoundingPost.VICE_CHAIR, FoundingPost.MEMBER})
#: Findings the upper union weighs itself; they do not stop the clerk.
ADVISORY = frozenset({"surplus", "party_agreed"})


@dataclass(frozen=True, slots=True)
class ElectionParameters:
    """The dated values an election is judged by."""

    quorum: Parameter
    majority: Parameter
    surplus: Parameter


def check_application(base_type: BaseType, employers: list[str], approval_no: str) -> list[Check]:
    """What the application and its approval stand on: employers listed (A-R14), approval number (A-R2)."""
    is_joint = base_type is BaseType.JOINT
    count = len(set(employers))
    return [
        Check(
            "coverage",
            "联合基层工会列明两个以上单位，独立基层工会正好一个单位",
            verdict_of(count >= 2 if is_joint else count == 1),
            f"{UNION_LAW}第十一条",
            (("基层工会类型", base_type.label), ("列明单位数", str(count))),
            fix="请逐个列明所覆盖的单位",
        ),
        Check(
            "approval_no",
            "上一级工会批准并有批复文号，才算正式建会",
            verdict_of(True if approval_no else None),
            f"{UNION_LAW}第十二条",
            (("批复文号", approval_no or "尚未批复"),),
            fix="批复以前工会处于筹备状态，可以发展会员，但不计入基层工会数",
        ),
    ]


def check_slate(slate: Slate, surplus: Parameter) -> list[Check]:
    """What the candidates filed for approval are measured by."""
    return list(_slate(slate, surplus))


def check_election(
    election: Election, slate: Slate | None, slate_approved_on: date | None, parameters: ElectionParameters
) -> list[Check]:
    """What a reported election is measured by: quorum, votes, term, candidates approved before."""
    return [
        *_meeting(election, slate_approved_on, parameters.quorum),
        *_votes(election, slate, parameters.majority),
        Check(
            "term_years",
            "每届任期三年或者五年",
            verdict_of(election.term_years in TERMS),
            f"{UNION_LAW}第十六条",
            (("任期", f"{election.term_years} 年"),),
            fix="请按选举办法填写三年或五年",
        ),
    ]


def stopping(checks: list[Check]) -> list[Check]:
    """The checks that are not met and may not be passed over."""
    return [c for c in checks if c.verdict is Verdict.NOT_MET and c.code not in ADVISORY]


def _slate(slate: Slate, surplus: Parameter) -> Iterator[Check]:
    relatives = [c.name for c in slate.candidates if c.is_relative]
    yield Check(
        "relatives",
        "单位主要负责人的近亲属不得作为候选人",
        verdict_of(not relatives),
        f"{UNION_LAW}第十条",
        (("申明为近亲属的候选人", "、".join(relatives) or "无"),),
        fix="请更换候选人",
    )
    names = {c.name for c in slate.candidates if c.post in COMMITTEE}
    wanted = slate.seats + -(-slate.seats * surplus.value // 100)
    yield Check(
        "surplus",
        "委员候选人实行差额",
        verdict_of(len(names) >= wanted),
        ELECTION_RULES,
        (("应选委员", f"{slate.seats} 人"), ("委员候选人", f"{len(names)} 人"), ("至少", f"{wanted} 人")),
        ParameterUsed.of(surplus),
        "候选人少于差额要求的，请补充人选，或由上级工会在批复时认定",
    )
    yield Check(
        "chair_candidate",
        "名单中有主席候选人",
        verdict_of(any(c.post is FoundingPost.CHAIR for c in slate.candidates)),
        ELECTION_RULES,
        fix="请填写主席候选人",
    )
    yield Check(
        "party_agreed",
        "候选人建议名单经同级党组织同意",
        verdict_of(True if slate.party_org and slate.party_agreed_on else None),
        ELECTION_RULES,
        (("党组织", slate.party_org or "未填写"),),
        fix="没有同级党组织的，由上级工会在批复时审定",
    )


def _meeting(election: Election, slate_approved_on: date | None, quorum: Parameter) -> Iterator[Check]:
    needed = least(quorum.value, election.entitled)
    yield Check(
        "quorum",
        "实到会人数达到应到会人数的三分之二以上",
        verdict_of(election.entitled > 0 and election.present >= needed),
        ELECTION_RULES,
        (
            ("应到会", f"{election.entitled} 人"),
            ("实到会", f"{election.present} 人"),
            ("至少到会", f"{needed} 人"),
        ),
        ParameterUsed.of(quorum),
        "到会人数不足，选举无效，请重新召开大会",
    )
    yield Check(
        "present",
        "实到会人数不超过应到会人数",
        verdict_of(election.present <= election.entitled),
        ELECTION_RULES,
        fix="请核对应到会和实到会人数；保留会籍的会员不计入应到会",
    )
    yield Check(
        "after_slate",
        "候选人经上级工会同意以后才举行选举",
        verdict_of(None if slate_approved_on is None else election.held_on >= slate_approved_on),
        ELECTION_RULES,
        (
            ("选举日期", election.held_on.isoformat()),
            ("同意选举日期", slate_approved_on.isoformat() if slate_approved_on else "未记录"),
        ),
        fix="请核对选举日期；先选举后报批的须重新选举",
    )


def _votes(election: Election, slate: Slate | None, majority: Parameter) -> Iterator[Check]:
    needed = least(majority.value, election.entitled)
    elected = [r for r in election.results if r.is_elected]
    low = [r for r in elected if r.votes < needed]
    yield Check(
        "majority",
        "当选人得票超过应到会人数的半数",
        verdict_of(bool(elected) and not low),
        ELECTION_RULES,
        (
            ("应到会", f"{election.entitled} 人"),
            ("当选至少", f"{needed} 票"),
            ("票数不够的当选人", _named(low)),
        ),
        ParameterUsed.of(majority),
        "以应到会人数计算，得票不过半的不能当选，请补选或改正当选标记",
    )
    missed = [r for r in election.results if not r.is_elected and r.votes > election.present]
    excess = [r for r in elected if r.votes > election.present] + missed
    yield Check(
        "votes",
        "得票不超过实到会人数",
        verdict_of(not excess),
        ELECTION_RULES,
        (("票数过多", _named(excess)),),
        fix="请核对计票单",
    )
    chairs = sum(r.post is FoundingPost.CHAIR for r in elected)
    yield Check(
        "one_chair",
        "选出一名主席",
        verdict_of(chairs == 1),
        ELECTION_RULES,
        (("当选主席", f"{chairs} 人"),),
        fix="请标明当选的主席",
    )
    if slate is not None:
        yield _elected_seats(elected, slate)


def _elected_seats(elected: list[Result], slate: Slate) -> Check:
    seated = {r.name for r in elected if r.post in COMMITTEE}
    return Check(
        "seats",
        "当选委员不超过应选人数",
        verdict_of(len(seated) <= slate.seats),
        ELECTION_RULES,
        (("应选", f"{slate.seats} 人"), ("当选", f"{len(seated)} 人")),
        fix="请按得票多少确定当选人",
    )


def _named(results: list[Result]) -> str:
    return "、".join(f"{r.name}（{r.votes}票）" for r in results) or "无"
