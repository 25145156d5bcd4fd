"""Dated parameters of founding: the reply clock, the quorum, the majority and the surplus of candidates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind

_ELECTION = "《工会基层组织选举工作条例》（总工发〔2016〕27号）"
_SINCE = date(2016, 10, 9)


def least(share: Any, whole: int) -> int:
    """The smallest count that satisfies a share of a whole: ``is_more`` asks for more than the share, else at least it."""
    top, bottom = share["numerator"] * whole, share["denominator"]
    return int(top // bottom + 1 if share["is_more"] else -(-top // bottom))


def _least(value: Any, inputs: Mapping[str, Any]) -> int:
    return least(value, inputs["entitled"])


def _share(value: Any) -> str | None:
    keys = {"numerator", "denominator", "is_more"}
    if not isinstance(value, dict) or set(value) != keys or not isinstance(value["is_more"], bool):
        return "应写明分子、分母，以及是否须超过这一比例"
    top, bottom = value["numerator"], value["denominator"]
    whole = all(isinstance(part, int) and not isinstance(part, bool) for part in (top, bottom))
    return None if whole and 0 < top <= bottom <= 1000 else "分子、分母应为正整数，且分子不大于分母"


def _percent(value: Any) -> str | None:
    return None if 0 <= value <= 100 else "应在 0 到 100 之间"


def _days(value: Any) -> str | None:
    return None if 1 <= value <= 365 else "应在 1 到 365 之间"


REPLY_DAYS = ParameterKey(
    "union.founding_reply_days",
    "建会批复期限",
    ParameterKind.INTEGER,
    "日",
    "上级工会收到筹备申请、候选人名单或选举结果报告后，在这个天数内批复；最后一日逢节假日顺延",
    defaults=(Default(15, f"{_ELECTION}；筹备申请参照执行", _SINCE),),
    check=_days,
)
QUORUM = ParameterKey(
    "union.election_quorum",
    "选举到会比例",
    ParameterKind.TABLE,
    "占应到会人数",
    "实到会人数达到应到会人数的这一比例，才能进行选举",
    defaults=(Default({"numerator": 2, "denominator": 3, "is_more": False}, _ELECTION, _SINCE),),
    examples=(
        Example({"entitled": 181}, 121, "181 × 2/3 = 120.67，须到 121 人"),
        Example({"entitled": 180}, 120, "180 × 2/3 = 120"),
    ),
    compute=_least,
    check=_share,
)
MAJORITY = ParameterKey(
    "union.election_majority",
    "选举当选票数",
    ParameterKind.TABLE,
    "占应到会人数",
    "被选举人得票超过应到会人数（不是实到会人数）的这一比例，始得当选",
    defaults=(Default({"numerator": 1, "denominator": 2, "is_more": True}, _ELECTION, _SINCE),),
    examples=(
        Example({"entitled": 181}, 91, "过半数：181 人须 91 票"),
        Example({"entitled": 180}, 91, "过半数：180 人须 91 票，90 票不够"),
    ),
    compute=_least,
    check=_share,
)
SURPLUS = ParameterKey(
    "union.candidate_surplus_pct",
    "委员候选人差额比例",
    ParameterKind.INTEGER,
    "%",
    "委员候选人应多于应选人数，差额不少于应选人数的这一比例",
    defaults=(Default(5, _ELECTION, _SINCE),),
    check=_percent,
)
PARAMETERS = (REPLY_DAYS, QUORUM, MAJORITY, SURPLUS)
