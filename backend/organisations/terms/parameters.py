"""Dated parameters of terms, elections and committees."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.kernel.calendar import Bound, corresponding_day
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind
from backend.organisations.terms.size_parameters import PARAMETERS as SIZES

_LAW = date(2001, 10, 27)
_ELECTION = "《工会基层组织选举工作条例》（总工发〔2016〕27号）"


def _positive(value: Any) -> str | None:
    return None if 1 <= value <= 10_000 else "应为 1 到 10000 之间的整数"


def _days_descend(value: Any) -> str | None:
    sound = isinstance(value, list) and 1 <= len(value) <= 5 and all(isinstance(n, int) for n in value)
    if sound and value == sorted(set(value), reverse=True) and value[-1] >= 1 and value[0] <= 730:
        return None
    return "应为由大到小、互不相同的天数，如 [180, 90, 30]"


def _warning_dates(value: Any, inputs: Mapping[str, Any]) -> list[str]:
    end = date.fromisoformat(inputs["end_on"])
    return [date.fromordinal(end.toordinal() - days).isoformat() for days in value]


def _years(value: Any) -> str | None:
    groups = value if isinstance(value, dict) else {}
    sound = set(groups) == {"base", "local"} and all(
        isinstance(years, list) and years and all(isinstance(n, int) and 1 <= n <= 10 for n in years)
        for years in groups.values()
    )
    return None if sound else '应写成 {"base": [3, 5], "local": [5]}'


def _is_allowed(value: Any, inputs: Mapping[str, Any]) -> bool:
    return inputs["years"] in value[inputs["kind"]]


def _fraction(value: Any) -> str | None:
    parts = value.split("/")
    sound = len(parts) == 2 and all(part.isdecimal() and len(part) <= 3 for part in parts)
    return None if sound and 0 < int(parts[0]) <= int(parts[1]) else "应为不大于 1 的分数，如“2/3”"


def quorum_of(value: str, entitled: int) -> int:
    """How many must attend: the fraction of those entitled, rounded up."""
    above, below = (int(part) for part in value.split("/"))
    return -(-entitled * above // below)


def _half(value: Any) -> str | None:
    return (
        None
        if value in (Bound.ABOVE.value, Bound.AT_LEAST.value)
        else "应为 above（过半数）或 at_least（半数以上，含半数）"
    )


def majority_of(value: str, entitled: int) -> int:
    """How many votes elect: more than half of those entitled, or at least half."""
    return entitled // 2 + 1 if value == Bound.ABOVE.value else -(-entitled // 2)


MIN_MEMBERS = ParameterKey(
    "union.min_members_committee",
    "应建立基层工会委员会的会员人数",
    ParameterKind.INTEGER,
    "人（含）",
    "会员达到这一人数的，应当建立基层工会委员会",
    defaults=(Default(25, "《中华人民共和国工会法》第十一条", _LAW),),
    check=_positive,
)
WOMEN_MIN = ParameterKey(
    "union.women_committee_min",
    "应建立女职工委员会的女会员人数",
    ParameterKind.INTEGER,
    "人（含）",
    "女会员达到这一人数的，应当建立女职工委员会，不足的设女职工委员",
    defaults=(Default(10, "《工会女职工委员会工作条例》第十一条", _LAW),),
    check=_positive,
)
TERM_YEARS = ParameterKey(
    "union.term_years",
    "工会委员会任期年数",
    ParameterKind.TABLE,
    "年",
    "基层工会委员会每届任期三年或者五年，地方总工会和产业工会五年",
    defaults=(Default({"base": [3, 5], "local": [5]}, "《中华人民共和国工会法》第十六条", _LAW),),
    examples=(
        Example({"kind": "base", "years": 3}, True, "基层工会三年一届"),
        Example({"kind": "base", "years": 4}, False, "没有四年一届的"),
        Example({"kind": "local", "years": 3}, False, "地方工会只有五年一届"),
    ),
    compute=_is_allowed,
    check=_years,
)
WARNING_DAYS = ParameterKey(
    "union.term_warning_days",
    "换届预警天数",
    ParameterKind.TABLE,
    "日",
    "任期届满前这些天数起逐级预警；最早一级起工会状态转为“待换届”",
    defaults=(Default([180, 90, 30], "区总工会换届提醒办法（届满前 180、90、30 日）", _LAW),),
    examples=(
        Example(
            {"end_on": corresponding_day(date(2023, 3, 15), 60).isoformat()},
            ["2027-09-17", "2027-12-16", "2028-02-14"],
            "2023-03-15 当选，五年一届，2028-03-15 届满",
        ),
    ),
    compute=_warning_dates,
    check=_days_descend,
)
EXTENSION_MONTHS = ParameterKey(
    "union.extension_max_months",
    "延期换届最长期限",
    ParameterKind.INTEGER,
    "个月",
    "经上一级工会批准，可以延期换届一次，最长不超过这一期限",
    defaults=(Default(6, "《工会基层组织选举工作条例》", _LAW),),
    check=_positive,
)
VACANCY_DAYS = ParameterKey(
    "union.vacancy_days",
    "主席、副主席、经审会主任空缺期限",
    ParameterKind.INTEGER,
    "日",
    "职务空缺超过这一天数仍未补选的，列入提醒",
    defaults=(Default(90, "系统默认（参照《重庆市工会条例》三个月）", _LAW),),
    check=_positive,
)
REPLY_DAYS = ParameterKey(
    "union.election_reply_days",
    "选举结果批复期限",
    ParameterKind.INTEGER,
    "日",
    "上一级工会收到选举结果报告后的批复期限；最后一天是节假日的顺延",
    defaults=(Default(15, "《工会基层组织选举工作条例》", _LAW),),
    check=_positive,
)
QUORUM = ParameterKey(
    "union.election_quorum",
    "选举到会人数比例",
    ParameterKind.TEXT,
    "应到会人数的比例",
    "参加选举的人数达到应到会人数的这一比例，选举方可进行",
    defaults=(Default("2/3", _ELECTION, _LAW),),
    examples=(
        Example({"entitled": 181}, 121, "181 人的三分之二，进一为 121 人"),
        Example({"entitled": 180}, 120, "180 人的三分之二"),
    ),
    compute=lambda value, inputs: quorum_of(value, inputs["entitled"]),
    check=_fraction,
)
MAJORITY = ParameterKey(
    "union.election_majority",
    "当选票数",
    ParameterKind.TEXT,
    "above 过半数 / at_least 半数以上",
    "得赞成票超过应到会人数半数（不是到会人数）的当选",
    defaults=(Default(Bound.ABOVE.value, _ELECTION, _LAW),),
    examples=(
        Example({"entitled": 181}, 91, "181 人的过半数"),
        Example({"entitled": 180}, 91, "180 人的过半数，90 票不够"),
    ),
    compute=lambda value, inputs: majority_of(value, inputs["entitled"]),
    check=_half,
)
SURPLUS = ParameterKey(
    "union.candidate_surplus_pct",
    "委员候选人差额比例",
    ParameterKind.INTEGER,
    "%",
    "委员和经审会委员候选人应多于应选名额的比例",
    defaults=(Default(5, _ELECTION, _LAW),),
    check=_positive,
)
PARAMETERS = (
    MIN_MEMBERS,
    WOMEN_MIN,
    TERM_YEARS,
    WARNING_DAYS,
    EXTENSION_MONTHS,
    VACANCY_DAYS,
    REPLY_DAYS,
    QUORUM,
    MAJORITY,
    SURPLUS,
    *SIZES,
)
