"""The workflow of a home rating and its vetoes as explained checks (pure)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.kernel.decisions import Check, ParameterUsed, Verdict, verdict_of
from backend.kernel.workflow import Step, Workflow
from backend.organisations.homes.codes import LADDER, HomeAction, HomeLevel, HomeState
from backend.organisations.permissions import P

_S, _A = HomeState, HomeAction
OPEN = frozenset({_S.APPLIED, _S.EVALUATED, _S.RECOMMENDED, _S.ACCEPTED, _S.PUBLISHED})
NAMED = frozenset({_S.AWARDED, _S.REVIEWING})
#: Steps at which the vetoes are judged: with one not met they are refused.
VETOED = frozenset({_A.RECOMMEND, _A.ACCEPT, _A.AWARD})
ARTICLE = "职工之家建设管理办法（一票否决和逐级申报）"


@dataclass(frozen=True, slots=True)
class HomeContext:
    """What a step is judged with."""

    today: date


def _publicity_over(rating: Any, context: HomeContext | None) -> str | None:
    if context is None or rating.published_to is None or context.today > rating.published_to:
        return None
    return f"公示到 {rating.published_to.isoformat()}，公示期满的次日起才能命名"


_SEEN = (_A.APPLY, _A.EVALUATE)
WORKFLOW = Workflow(
    "home_rating",
    "职工之家",
    (
        Step(_S.APPLIED, _A.EVALUATE, _S.EVALUATED, P.HOMES_APPLY),
        Step(_S.EVALUATED, _A.RECOMMEND, _S.RECOMMENDED, P.HOMES_RECOMMEND, other_than=_SEEN),
        Step(_S.EVALUATED, _A.REFUSE, _S.REFUSED, P.HOMES_RECOMMEND, needs_note=True, other_than=_SEEN),
        Step(
            _S.RECOMMENDED,
            _A.ACCEPT,
            _S.ACCEPTED,
            P.HOMES_ACCEPT,
            other_than=(*_SEEN, _A.RECOMMEND),
        ),
        Step(_S.RECOMMENDED, _A.REFUSE, _S.REFUSED, P.HOMES_ACCEPT, needs_note=True, other_than=_SEEN),
        Step(_S.ACCEPTED, _A.PUBLISH, _S.PUBLISHED, P.HOMES_ACCEPT),
        Step(
            _S.PUBLISHED,
            _A.AWARD,
            _S.AWARDED,
            P.HOMES_AWARD,
            guard=_publicity_over,
            other_than=(*_SEEN, _A.RECOMMEND, _A.ACCEPT),
        ),
        Step(_S.PUBLISHED, _A.REFUSE, _S.REFUSED, P.HOMES_ACCEPT, needs_note=True),
        Step(_S.AWARDED, _A.REVIEW, _S.REVIEWING, P.HOMES_ACCEPT),
        Step(_S.REVIEWING, _A.RETAIN, _S.AWARDED, P.HOMES_AWARD, other_than=(_A.REVIEW,)),
        Step(
            _S.REVIEWING,
            _A.REVOKE,
            _S.REVOKED,
            P.HOMES_AWARD,
            needs_note=True,
            other_than=(_A.REVIEW,),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What is known about the union on the day; None where nothing is known."""

    today: date
    level: HomeLevel
    #: levels of the same unit in force
    held: frozenset[HomeLevel]
    term_last_on: date | None
    #: day of the newest member evaluation (held at the members' or delegates' congress)
    evaluated_on: date | None
    evaluated_since: date
    is_satisfied: bool | None
    evaluation: str
    has_arrears: bool | None


def lower_of(level: HomeLevel) -> HomeLevel | None:
    """The level just below, None below the lowest."""
    place = LADDER.index(level)
    return LADDER[place - 1] if place else None


def vetoes(facts: HomeFacts, needs_lower: bool, ladder: ParameterUsed) -> list[Check]:
    """Everything that stands against a rating, met, not met or unknown."""
    return [
        _lower(facts, needs_lower, ladder),
        _term(facts),
        _congress(facts),
        _satisfied(facts),
        _arrears(facts),
    ]


def _lower(facts: HomeFacts, needs_lower: bool, ladder: ParameterUsed) -> Check:
    below = lower_of(facts.level)
    is_met = not needs_lower or below is None or bool(facts.held & set(LADDER[LADDER.index(below) :]))
    held = "、".join(level.label for level in LADDER if level in facts.held) or "无"
    return Check(
        "lower_level",
        f"已有低一级的有效命名（{below.label}）" if below else "最低一级，不需要低一级命名",
        verdict_of(is_met),
        ARTICLE,
        (("申报等级", facts.level.label), ("有效命名", held)),
        ladder,
        f"请先申报“{below.label}”" if below else "",
    )


def _term(facts: HomeFacts) -> Check:
    known = None if facts.term_last_on is None else facts.term_last_on >= facts.today
    return Check(
        "term",
        "没有超期未换届",
        verdict_of(known),
        "《中华人民共和国工会法》第十六条",
        (("任期至", facts.term_last_on.isoformat() if facts.term_last_on else "没有登记届次"),),
        None,
        "超期的请先换届；没有登记届次的请补登",
    )


def _congress(facts: HomeFacts) -> Check:
    held = facts.evaluated_on is not None and facts.evaluated_on >= facts.evaluated_since
    return Check(
        "congress",
        "按期召开会员（代表）大会并评家",
        verdict_of(held),
        ARTICLE,
        (
            ("最近一次", facts.evaluated_on.isoformat() if facts.evaluated_on else "没有登记"),
            ("不早于", facts.evaluated_since.isoformat()),
        ),
        None,
        "请先召开会员（代表）大会开展会员评家，并登记票数",
    )


def _satisfied(facts: HomeFacts) -> Check:
    return Check(
        "satisfaction",
        "会员评家满意率达到要求",
        verdict_of(facts.is_satisfied),
        ARTICLE,
        (("会员评家", facts.evaluation or "没有登记"),),
        None,
        "满意率未达到要求的，改进后下一年度再申报",
    )


def _arrears(facts: HomeFacts) -> Check:
    known: Verdict = verdict_of(None if facts.has_arrears is None else not facts.has_arrears)
    return Check(
        "arrears",
        "没有拖欠工会经费",
        known,
        "《中华人民共和国工会法》第四十三条",
        (
            (
                "经费缴纳",
                "没有缴费户或没有申报，不能判定"
                if facts.has_arrears is None
                else ("欠缴" if facts.has_arrears else "已缴清"),
            ),
        ),
        None,
        "经费情况请财务部核实后在意见中写明",
    )
