"""Dated parameters of 六有: what each scheme asks, minimum counts, which scheme a district reports under, periods."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from backend.kernel.calendar import PeriodUnit
from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind
from backend.organisations.six_have.codes import SixHaveNeed, SixHaveScheme

DISTRICT = "430702"
_START = date(2020, 1, 1)
_WULING = "武陵区总工会2020年基层工会规范化建设要求（六有）"
_NATIONAL = "《中华全国总工会关于加强基层工会建设的意见》六有工会要求"
_HOUSE = "系统默认（各地可按本级要求调整）"

EVIDENCE_MIN = ParameterKey(
    "six_have.evidence_min",
    "六有每项最少佐证",
    ParameterKind.INTEGER,
    "份",
    "每一项至少要有几份附件或佐证记录（批复、照片、备案、存档编号等）才能申报",
    defaults=(Default(1, _HOUSE, _START),),
    check=lambda value: None if 0 <= value <= 20 else "应在 0 到 20 之间",
)
SYSTEM_FILES_MIN = ParameterKey(
    "six_have.system_files_min",
    "六有制度文件最少份数",
    ParameterKind.INTEGER,
    "份",
    "“有制度”一项至少要有几份制度文件（附件或存档编号）",
    defaults=(Default(2, _HOUSE, _START),),
    check=lambda value: None if 1 <= value <= 20 else "应在 1 到 20 之间",
)
ACTIVITIES_MIN = ParameterKey(
    "six_have.activities_min",
    "六有活动最少次数",
    ParameterKind.INTEGER,
    "次",
    "申报日往前一段时间内（见“六有活动计算期”）至少要有几次活动记录",
    defaults=(Default(4, _HOUSE, _START),),
    check=lambda value: None if 1 <= value <= 50 else "应在 1 到 50 之间",
)
ACTIVITY_MONTHS = ParameterKey(
    "six_have.activity_months",
    "六有活动计算期",
    ParameterKind.INTEGER,
    "个月",
    "申报日往前多少个月内的活动才算数",
    defaults=(Default(12, _HOUSE, _START),),
    check=lambda value: None if 1 <= value <= 36 else "应在 1 到 36 个月之间",
)
MINIMUMS = {key.key: key for key in (EVIDENCE_MIN, SYSTEM_FILES_MIN, ACTIVITIES_MIN)}


def _need(kind: SixHaveNeed, minimum: ParameterKey | None = None) -> dict[str, Any]:
    return {"kind": kind.value, "minimum": minimum.key if minimum else None}


def _item(code: str, label: str, evidence: str, *needs: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "label": label, "evidence": evidence, "needs": list(needs)}


_SOME = _need(SixHaveNeed.EVIDENCE, EVIDENCE_MIN)
_WULING_ITEMS = [
    _item("team", "有班子", "选举结果批复：文号和批复日期，或批复扫描件", _SOME, _need(SixHaveNeed.TERM)),
    _item("place", "有场所", "活动场所照片和地址", _SOME, _need(SixHaveNeed.ADDRESS)),
    _item("plate", "有牌子", "工会牌子照片", _SOME),
    _item("seal", "有章子", "印模和刻章备案", _SOME, _need(SixHaveNeed.SEAL)),
    _item(
        "system",
        "有制度",
        "工作制度文件，可传文件或写存档编号",
        _need(SixHaveNeed.EVIDENCE, SYSTEM_FILES_MIN),
    ),
    _item("activity", "有活动", "近期活动：日期、名称，可附照片", _need(SixHaveNeed.RECENT, ACTIVITIES_MIN)),
]
_NATIONAL_ITEMS = [
    _item("chair", "依法选举的工会主席", "选举结果批复：文号和批复日期", _SOME, _need(SixHaveNeed.TERM)),
    _item("organs", "独立健全的组织机构", "委员会、经审会、女职工委员会名单或批复", _SOME),
    _item(
        "carrier",
        "服务职工的活动载体",
        "近期活动：日期、名称，可附照片",
        _need(SixHaveNeed.RECENT, ACTIVITIES_MIN),
    ),
    _item(
        "mechanism",
        "健全完善的制度机制",
        "工作制度文件，可传文件或写存档编号",
        _need(SixHaveNeed.EVIDENCE, SYSTEM_FILES_MIN),
    ),
    _item("funds", "自主管理的工会经费", "工会账户开户许可、经费收支账或预算", _SOME),
    _item(
        "satisfaction",
        "会员满意的工作绩效",
        "会员评家结果，系统自动带出",
        _need(SixHaveNeed.EVALUATION),
    ),
]


def scheme_refusal(value: Any) -> str | None:
    """Why a table is no scheme of six, or None."""
    if not isinstance(value, list) or len(value) != 6:
        return "方案应正好有六项"
    codes = [item.get("code") if isinstance(item, dict) else None for item in value]
    if len(set(codes)) != 6:
        return "六项的代码不能重复"
    return next((fault for item in value if (fault := _item_fault(item))), None)


def _item_fault(item: Any) -> str | None:
    if not isinstance(item, dict) or set(item) != {"code", "label", "evidence", "needs"}:
        return "每项应写明 code、label、evidence、needs"
    texts = [item["code"], item["label"], item["evidence"]]
    if not all(isinstance(text, str) and 0 < len(text) <= 100 for text in texts) or len(texts[0]) > 40:
        return "每项的代码、名称和佐证要求都要填写，不超过 100 字"
    if not isinstance(item["needs"], list) or any(_need_fault(need) for need in item["needs"]):
        return "佐证要求的种类或最少数不认识"
    return None


def _need_fault(need: Any) -> bool:
    if not isinstance(need, dict) or set(need) != {"kind", "minimum"}:
        return True
    counted = need["kind"] in (SixHaveNeed.EVIDENCE.value, SixHaveNeed.RECENT.value)
    known = need["minimum"] in MINIMUMS if counted else need["minimum"] is None
    return need["kind"] not in SixHaveNeed.labels() or not known


def _scheme(code: SixHaveScheme, items: Sequence[Mapping[str, Any]], source: str) -> ParameterKey:
    return ParameterKey(
        f"six_have.scheme.{code.value}",
        f"六有方案：{code.label}",
        ParameterKind.TABLE,
        "六项",
        "这一方案的六项：代码、名称、佐证要求、最少数用哪个参数。改动后只影响以后开始的自查。",
        defaults=(Default(list(items), source, _START),),
        check=scheme_refusal,
    )


SCHEMES: dict[SixHaveScheme, ParameterKey] = {
    SixHaveScheme.WULING_2020: _scheme(SixHaveScheme.WULING_2020, _WULING_ITEMS, _WULING),
    SixHaveScheme.ACFTU_NATIONAL: _scheme(SixHaveScheme.ACFTU_NATIONAL, _NATIONAL_ITEMS, _NATIONAL),
}
REPORTING_SCHEME = ParameterKey(
    "six_have.scheme",
    "六有达标率采用的方案",
    ParameterKind.TEXT,
    "方案代码",
    "本地对外报告六有达标率时用哪个方案；两个方案都可以核查，达标率总是写明方案",
    defaults=(
        Default(SixHaveScheme.ACFTU_NATIONAL.value, _NATIONAL, _START),
        Default(SixHaveScheme.WULING_2020.value, _WULING, _START, jurisdiction=DISTRICT),
    ),
    check=lambda value: None if value in SixHaveScheme.labels() else "没有这个方案",
)


def _percent_claim(value: Any, inputs: Mapping[str, Any]) -> bool:
    return int(inputs["passing"]) * 100 >= int(inputs["standing"]) * int(value)


CLAIM_PERCENT = ParameterKey(
    "six_have.claim_percent",
    "六有达标率目标",
    ParameterKind.INTEGER,
    "%（以上，含本数）",
    "达标的工会数乘以 100 不少于正常工会数乘以这一数目，才可以说“达标率 95% 以上”",
    defaults=(Default(95, _WULING, _START),),
    examples=(
        Example({"passing": 698, "standing": 734}, True, "698 / 734 = 95.10%"),
        Example({"passing": 697, "standing": 734}, False, "697 / 734 = 94.96%，不到 95%"),
    ),
    compute=_percent_claim,
    check=lambda value: None if 0 <= value <= 100 else "应在 0 到 100 之间",
)


def claim_holds(percent: int, passing: int, standing: int) -> bool:
    """Whether "百分之 percent 以上" may be said of these counts (以上 includes the number; no rounding first)."""
    return _percent_claim(percent, {"passing": passing, "standing": standing})


MEND_PERIOD = ParameterKey(
    "six_have.mend_period",
    "六有整改期限",
    ParameterKind.PERIOD,
    "",
    "限期整改从决定的次日起算，末日遇节假日顺延",
    defaults=(Default({"count": 30, "unit": PeriodUnit.DAY.value}, _HOUSE, _START),),
)
RECHECK_MONTHS = ParameterKey(
    "six_have.recheck_months",
    "六有复查周期",
    ParameterKind.INTEGER,
    "个月",
    "核定达标后满这么多个月应当复查；到期没有复查的，达标失效。任期先届满的，任期届满时失效",
    defaults=(Default(12, _HOUSE, _START),),
    check=lambda value: None if 1 <= value <= 60 else "应在 1 到 60 个月之间",
)
WARNING_DAYS = ParameterKey(
    "six_have.warning_days",
    "六有到期提醒",
    ParameterKind.INTEGER,
    "日",
    "达标失效前这么多天起列入“即将到期”",
    defaults=(Default(60, _HOUSE, _START),),
    check=lambda value: None if 0 <= value <= 366 else "应在 0 到 366 日之间",
)
PARAMETERS = (
    *SCHEMES.values(),
    REPORTING_SCHEME,
    EVIDENCE_MIN,
    SYSTEM_FILES_MIN,
    ACTIVITIES_MIN,
    ACTIVITY_MONTHS,
    MEND_PERIOD,
    RECHECK_MONTHS,
    WARNING_DAYS,
    CLAIM_PERCENT,
)
