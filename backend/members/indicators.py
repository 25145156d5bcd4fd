"""The figures this domain publishes."""

from backend.kernel.codes import Code
from backend.kernel.indicators import Cut, Indicator, IndicatorKind
from backend.members.codes import GroupEight, SexCode
from backend.members.figures import rows
from backend.organisations.codes import ReportClass
from backend.organisations.indicators import founded, standing

LINK = "/members/{id}"
_STOCK, _FLOW, _RATIO, _AVERAGE = (
    IndicatorKind.STOCK,
    IndicatorKind.FLOW,
    IndicatorKind.RATIO,
    IndicatorKind.AVERAGE,
)
_BY_CLASS, _BY_SEX, _BY_GROUP = "members.class", "members.sex", "members.group"


def _cut(code: str, name: str, definition: str, column: str, *values: object) -> Indicator:
    cut = Cut(rows.members, column, values)
    return Indicator(code, name, definition, "人", _STOCK, cut.rows, link=LINK, cut=cut)


def _cut_of(prefix: str, value: Code, column: str, words: str) -> Indicator:
    definition = f"会员数中{words}为“{value.label}”的人数。"
    return _cut(f"{prefix}.{value.value}", value.label, definition, column, value)


CLASSES = (
    *(_cut_of(_BY_CLASS, code, "report_class", "所属工会统计口径") for code in ReportClass),
    _cut(
        f"{_BY_CLASS}.none", "未归口径的工会", "会员数中直接属于街道、社区工会的人数，这些工会不归统计口径。", "report_class", None
    ),
)  # fmt: skip
SEXES = (
    _cut(f"{_BY_SEX}.male", "男会员", "会员数中性别为男的人数。", "sex", SexCode.MALE),
    _cut(f"{_BY_SEX}.female", "女会员", "会员数中性别为女的人数。", "sex", SexCode.FEMALE),
    _cut(f"{_BY_SEX}.unknown", "性别未说明", "会员数中证件没有说明性别的人数。", "sex", SexCode.UNKNOWN, SexCode.UNSTATED),
)  # fmt: skip
GROUPS = tuple(_cut_of(_BY_GROUP, code, "group_eight", "八大群体") for code in GroupEight)


def _codes(found: tuple[Indicator, ...]) -> tuple[str, ...]:
    return tuple(indicator.code for indicator in found)


TOTAL = Indicator(
    code="members.total",
    name="会员数",
    definition="统计时点日终会籍为“在会”的会员人数；保留会籍、转接中、待核对的不计。",
    unit="人",
    kind=_STOCK,
    rows=rows.members,
    link=LINK,
    parts=_codes(CLASSES),
)
JOINED = Indicator(
    code="members.joined",
    name="新入会人数",
    definition="期间内会籍变化类型为“入会”且已生效的人次；转入、恢复的不计。",
    unit="人",
    kind=_FLOW,
    rows=rows.joined,
    link=LINK,
)
RETAINED = Indicator(
    code="members.retained",
    name="保留会籍人数",
    definition="统计时点日终会籍为“保留”的人数；不在会员数之内。",
    unit="人",
    kind=_STOCK,
    rows=rows.retained,
    link=LINK,
)
BY_SEX = Indicator(
    "members.sex", "会员数（按性别）", "会员数按性别分，各部分之和等于会员数。", "人", _STOCK, rows.members, link=LINK,
    parts=_codes(SEXES),
)  # fmt: skip
MIGRANT = _cut("members.migrant", "农民工会员", "会员数中登记为农民工的人数。", "is_migrant", True)
BY_GROUP = _cut(
    "members.group",
    "八大群体会员",
    "会员数中属于八大群体（含网约车司机）的人数。",
    "group_eight",
    *GroupEight,
)
EIGHT_GROUPS = Indicator(
    BY_GROUP.code, BY_GROUP.name, BY_GROUP.definition, "人", _STOCK, BY_GROUP.rows, link=LINK, parts=_codes(GROUPS),
    cut=BY_GROUP.cut,
)  # fmt: skip
GROWTH = Indicator(
    "members.growth", "会员增长率",
    "（新入会＋转入－转出－退会－除名－死亡）÷期初会员数。保留和恢复会籍、重复登记的合并另行反映，不计入；已退回的转出、已撤销的误登互相抵消。",
    "%", _RATIO, rows.grown, rows.opening, link=LINK, measure="change",
)  # fmt: skip
KEPT = Indicator(
    "members.kept_rate", "会员留存率", "期初会员中期末仍在本范围内在会的人所占的比例；在本范围内转接的算留存。", "%", _RATIO,
    rows.stayed, rows.opening, link=LINK,
)  # fmt: skip
DENSITY = Indicator(
    "members.density", "入会率",
    "已申报职工数的工会的会员数÷这些工会的职工数。职工数取各工会统计时点当月或以前最近一次申报；一人在两个单位的，职工数里各算一次，会员只算一次。",
    "%", _RATIO, rows.of_declaring_unions, rows.declared, link=LINK, whole_measure="employees",
)  # fmt: skip
REAL_NAME = Indicator(
    "members.real_name_rate", "实名率",
    "登记簿里的会员数÷工会申报的会员数，只算已申报的工会。登记簿里“在会”的，证件号码都通过了校验，并且经过查重，一人一籍。",
    "%", _RATIO, rows.of_declaring_unions, rows.declared, link=LINK, whole_measure="members",
)  # fmt: skip
AVERAGE = Indicator(
    "members.average",
    "平均每个工会的会员",
    "会员数÷基层工会数。",
    "人",
    _AVERAGE,
    rows.members,
    standing,
    link=LINK,
)
NEW_AVERAGE = Indicator(
    "members.new_average", "平均每个新建工会的新会员",
    "期间新入会人数÷期间新建工会数。与平均每个工会的会员相比高出很多时，应是有大单位建会或八大群体集中入会，否则须核实。",
    "人", _AVERAGE, rows.joined, founded, link=LINK,
)  # fmt: skip

INDICATORS: tuple[Indicator, ...] = (
    TOTAL, *CLASSES, JOINED, RETAINED, BY_SEX, *SEXES, MIGRANT, EIGHT_GROUPS, *GROUPS,
    GROWTH, KEPT, DENSITY, REAL_NAME, AVERAGE, NEW_AVERAGE,
)  # fmt: skip
