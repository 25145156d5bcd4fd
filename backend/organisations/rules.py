"""Rules of founding and describing a union (pure): every check is listed, met or not, with its reason."""

from collections.abc import Iterator
from datetime import date

from backend.kernel.uscc import check_uscc
from backend.organisations.admissible import (
    CATEGORIES_OF_ECONOMY,
    CLASSES_OF_ECONOMY,
    FORM_ENDINGS,
    LEVEL_FORMS,
    LEVEL_TYPES,
)
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    Industry,
    OrgForm,
    OrgLevel,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)
from backend.organisations.facts import Check, UnionFacts

EARLIEST_FOUNDING = date(1921, 7, 1)
BASE_FIELDS = ("base_type", "report_class", "economic_type", "unit_category", "industry")


def check_union(union: UnionFacts, today: date) -> list[Check]:
    """Every rule about the union itself, in the order of the form."""
    return [
        *_form_checks(union),
        *_class_checks(union),
        *_employer_checks(union),
        *_approval_checks(union),
        *_preparing_checks(union),
        *_date_checks(union, today),
        *_code_checks(union),
    ]


def _form_checks(union: UnionFacts) -> Iterator[Check]:
    endings = FORM_ENDINGS[union.org_form]
    yield Check(
        "name",
        "name_ending",
        union.name.endswith(endings),
        f"组织形式是“{union.org_form.label}”，名称应以“{'”或“'.join(endings)}”结尾",
        "请按批复写全称，或改选组织形式",
    )
    yield Check(
        "org_form",
        "level_form",
        union.org_form in LEVEL_FORMS.get(union.level, frozenset()),
        f"层级“{union.level.label}”不能用组织形式“{union.org_form.label}”",
        _choices(LEVEL_FORMS.get(union.level, frozenset()), OrgForm),
    )
    yield Check(
        "org_type",
        "level_type",
        union.org_type in LEVEL_TYPES.get(union.level, frozenset()),
        f"层级“{union.level.label}”不能用组织类型“{union.org_type.label}”",
        _choices(LEVEL_TYPES.get(union.level, frozenset()), OrgType),
    )
    yield Check(
        "org_type",
        "branch_type",
        union.is_subdivision == (union.org_type is OrgType.BRANCH),
        "分会或小组的组织类型应选“分会/小组”，其他形式不能选它",
        "请让组织形式和组织类型一致",
    )


def _choices(allowed: frozenset[OrgForm] | frozenset[OrgType], kind: type[OrgForm] | type[OrgType]) -> str:
    return f"请改选：{'、'.join(code.label for code in kind if code in allowed) or '请先改选层级'}"


def _class_checks(union: UnionFacts) -> Iterator[Check]:
    for field in BASE_FIELDS:
        yield Check(
            field,
            "required",
            not union.is_grassroots or getattr(union, field) is not None,
            "基层工会必须填写这一项",
            "请从下拉表中选择",
            "工会组织信息登记表",
        )
    for field in ("base_type", "report_class"):
        yield Check(
            field,
            "not_for_federation",
            union.is_grassroots or getattr(union, field) is None,
            "只有基层工会填写这一项",
            "请清空",
        )
    if union.economic_type is None:
        return
    economy = union.economic_type
    classes = CLASSES_OF_ECONOMY[economy]
    yield Check(
        "report_class",
        "class_of_economy",
        union.report_class is None or union.report_class in classes,
        f"经济类型是“{economy.label}”，统计口径不能是“{union.report_class.label if union.report_class else ''}”",
        f"统计口径应为“{'”或“'.join(c.label for c in ReportClass if c in classes)}”，或改正经济类型",
        "统计口径与经济类型一致（A-R15）",
    )
    categories = CATEGORIES_OF_ECONOMY[economy]
    yield Check(
        "unit_category",
        "category_of_economy",
        union.unit_category is None or union.unit_category in categories,
        f"经济类型是“{economy.label}”，单位性质类别与它不一致",
        f"单位性质类别应为“{'”或“'.join(c.label for c in UnitCategory if c in categories)}”",
        "统计口径与经济类型一致（A-R15）",
    )
    yield Check(
        "industry",
        "industry_of_economy",
        economy is not EconomicType.ORGAN or union.industry in (None, Industry.S),
        "机关的所属行业只能是“公共管理、社会保障和社会组织”",
        "请改选行业S，或改正经济类型",
        "GB/T 4754-2017",
    )


def _employer_checks(union: UnionFacts) -> Iterator[Check]:
    is_joint = union.is_grassroots and union.base_type is BaseType.JOINT
    yield Check(
        "base_type",
        "joint_form",
        not union.is_grassroots
        or is_joint == (union.org_form is OrgForm.JOINT_COMMITTEE) == (union.org_type is OrgType.JOINT_BASE),
        "联合基层工会的组织形式应为“联合工会委员会”、组织类型应为“联合基层工会”，独立基层工会则都不是",
        "请让三项一致",
    )
    names = {employer.name for employer in union.employers}
    yield Check(
        "employers",
        "joint_coverage",
        not is_joint or len(names) >= 2,
        "联合基层工会至少要列出两个不同的单位",
        "请逐个添加所覆盖的单位",
        "工会法第十一条；A-R14",
    )
    yield Check(
        "employers",
        "single_employer",
        is_joint or not union.is_grassroots or len(union.employers) == 1,
        "独立基层工会应当正好填写一个单位",
        "请填写建会单位；有几个单位的请登记为联合基层工会",
    )
    yield Check(
        "employers",
        "employer_twice",
        len(names) == len(union.employers) and not _repeated(union),
        "同一个单位填写了两次",
        "请删去重复的一行",
    )
    for index, employer in enumerate(union.employers):
        yield from _employer_code(f"employers.{index}.employer_uscc", employer.employer_uscc)


def _repeated(union: UnionFacts) -> bool:
    codes = [employer.employer_uscc for employer in union.employers if employer.employer_uscc]
    return len(codes) != len(set(codes))


def _employer_code(field: str, code: str) -> Iterator[Check]:
    if not code:
        return
    checked = check_uscc(code)
    error = checked.first_error
    yield Check(field, error.code if error else "uscc", error is None, *_words(error), "GB 32100-2015")
    yield Check(
        field,
        "employer_is_union",
        checked.value is None or not checked.value.is_union,
        "这是工会的代码（以8开头），不是单位的代码",
        "请填写单位营业执照或法人证书上的代码",
        "GB 32100-2015",
    )


def _words(error: object) -> tuple[str, str]:
    return getattr(error, "message", "统一社会信用代码正确"), getattr(error, "fix", "")


def _approval_checks(union: UnionFacts) -> Iterator[Check]:
    needs = union.status is not OrgStatus.PREPARING
    for field, label in (("approval_no", "建会批复文号"), ("approving_org", "批复工会")):
        yield Check(
            field,
            "approval_required",
            not needs or union.is_subdivision or bool(getattr(union, field)),
            f"状态为“{union.status.label}”的工会必须有{label}",
            "请填写上一级工会批复上的内容；还没有批复的，状态选“筹备”",
            "工会法第十二条（A-R2）",
        )
    yield Check(
        "founded_on",
        "founding_required",
        not needs or union.founded_on is not None,
        f"状态为“{union.status.label}”的工会必须有建会日期",
        "请填写上级工会批复的日期",
        "工会法第十二条（A-R2）",
    )


def _preparing_checks(union: UnionFacts) -> Iterator[Check]:
    for field, label in (("approval_no", "建会批复文号"), ("founded_on", "建会日期")):
        yield Check(
            field,
            "not_while_preparing",
            union.status is not OrgStatus.PREPARING or not getattr(union, field),
            f"筹备中的工会还没有{label}",
            "请在“建会”事项中由上级工会批准建会",
            "工会法第十二条（A-R2）",
        )


def _date_checks(union: UnionFacts, today: date) -> Iterator[Check]:
    for field, label in (("founded_on", "建会日期"), ("prep_group_on", "筹备组成立日期")):
        value: date | None = getattr(union, field)
        yield Check(
            field,
            "future_date",
            value is None or value <= today,
            f"{label}晚于今天",
            "请核对年份和月份",
        )
        yield Check(
            field,
            "too_early",
            value is None or value >= EARLIEST_FOUNDING,
            f"{label}早于{EARLIEST_FOUNDING.year}年",
            "请核对年份",
        )
    ordered = not union.founded_on or not union.prep_group_on or union.prep_group_on <= union.founded_on
    yield Check(
        "prep_group_on", "prep_after_founding", ordered, "筹备组成立日期晚于建会日期", "请核对两个日期"
    )


def _code_checks(union: UnionFacts) -> Iterator[Check]:
    yield Check(
        "division_code",
        "foreign_division",
        union.division_code.startswith(union.district_id),
        "单位所在政区不在本区",
        "请从本区的街道、乡镇、社区中选择",
        "GB/T 2260",
    )
    length = {OrgLevel.DISTRICT: 6, OrgLevel.STREET: 9, OrgLevel.COMMUNITY: 12}.get(union.level)
    yield Check(
        "division_code",
        "division_level",
        length is None or len(union.division_code) == length,
        f"层级“{union.level.label}”应对应同一级的行政区划",
        "街道、乡镇选到乡级，村、社区选到村级",
    )
    if not union.union_uscc:
        return
    checked = check_uscc(union.union_uscc)
    error = checked.first_error
    yield Check("union_uscc", error.code if error else "uscc", error is None, *_words(error), "GB 32100-2015")
    start = "81" if union.is_grassroots else "8"
    yield Check(
        "union_uscc",
        "uscc_not_union",
        checked.value is None or checked.value.code.startswith(start),
        f"工会的统一社会信用代码应以{start}开头",
        "这里填工会法人资格证书上的代码；单位自己的代码填在单位一栏",
        "GB 32100-2015",
    )
