"""A-R1..A-R9 (pure): is the union constituted as the law wants, with the article and what was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backend.kernel.decisions import Check, ParameterUsed, verdict_of
from backend.kernel.parameters import Parameter
from backend.organisations.codes import OrgLevel, OrgStatus, UnitCategory
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation
from backend.organisations.terms.parameters import MIN_MEMBERS, TERM_YEARS, VACANCY_DAYS, WOMEN_MIN
from backend.organisations.terms.rules import (
    LAW,
    DepartureFacts,
    TermFacts,
    check_length,
    check_relations,
    check_removals,
    check_transfers,
)

#: The keys the checks are judged with.
KEYS = (MIN_MEMBERS.key, WOMEN_MIN.key, TERM_YEARS.key, VACANCY_DAYS.key)
JOINT_UNITS = 2


@dataclass(frozen=True, slots=True)
class UnionStanding:
    """What the register knows about one union on a day; None where nobody has stated it."""

    on: date
    level: OrgLevel
    status: OrgStatus
    category: UnitCategory | None
    approval_no: str
    members: int | None
    women_members: int | None
    covered_units: int
    is_joint: bool
    has_own_accounts: bool | None
    term: TermFacts | None
    committee: tuple[tuple[CommitteeRole, DeclaredRelation], ...]
    audit_members: int
    women_members_elected: int
    departures: tuple[DepartureFacts, ...]
    vacancies: Mapping[CommitteeRole, date]


def check_standing(union: UnionStanding, parameters: Mapping[str, Parameter]) -> list[Check]:
    """Every rule, in their order."""
    return [
        _committee(union, parameters[MIN_MEMBERS.key]),
        _approved(union),
        check_length(union.level, union.term, parameters[TERM_YEARS.key]),
        check_relations(union.category, [relation for _, relation in union.committee]),
        check_removals(union.departures),
        check_transfers(union.departures, union.term.end_on if union.term else None),
        _filled(union, parameters[VACANCY_DAYS.key]),
        _women(union, parameters[WOMEN_MIN.key]),
        _audit(union),
    ]


def _committee(union: UnionStanding, parameter: Parameter) -> Check:
    roles = [role for role, _ in union.committee]
    elected = sum(role is not CommitteeRole.ORGANISER for role in roles)
    has_organiser = CommitteeRole.ORGANISER in roles
    is_joint = union.is_joint and union.covered_units >= JOINT_UNITS
    is_met: bool | None = elected > 0
    if not is_met:
        if union.members is None:
            is_met = None
        elif union.members < parameter.value:
            is_met = has_organiser or is_joint
    return Check(
        "A-R1",
        f"会员 {parameter.value} 人以上应建立基层工会委员会",
        verdict_of(is_met),
        f"{LAW}第十一条",
        (
            ("会员数（申报）", _people(union.members)),
            ("现任委员", f"{elected} 人"),
            ("组织员", "有" if has_organiser else "没有"),
            ("联合工会覆盖单位", f"{union.covered_units} 家" if union.is_joint else "不是联合工会"),
        ),
        ParameterUsed.of(parameter),
        "请组织选举基层工会委员会；人数不足的可以联合建会，或选举组织员一人。已选举的请登记届次和委员",
    )


def _approved(union: UnionStanding) -> Check:
    is_preparing = union.status is OrgStatus.PREPARING
    return Check(
        "A-R2",
        "建会须经上一级工会批准",
        verdict_of(is_preparing or bool(union.approval_no.strip())),
        f"{LAW}第十二条",
        (("状态", union.status.label), ("建会批复文号", union.approval_no or "没有")),
        None,
        "请补登记建会批复文号；没有批复的应转为筹备并报上一级工会批准",
    )


def _filled(union: UnionStanding, parameter: Parameter) -> Check:
    days = {role: (union.on - since).days for role, since in union.vacancies.items()}
    is_met: bool | None = all(count <= parameter.value for count in days.values())
    return Check(
        "A-R7",
        f"主席、副主席、经审会主任空缺不超过 {parameter.value} 日",
        verdict_of(is_met if union.term else None),
        "《工会基层组织选举工作条例》",
        tuple(
            (f"{role.label}空缺", f"自 {union.vacancies[role]} 起 {count} 日") for role, count in days.items()
        )
        or (("空缺", "没有" if union.term else "未登记届次"),),
        ParameterUsed.of(parameter),
        "请及时补选，并登记补选结果",
    )


def _women(union: UnionStanding, parameter: Parameter) -> Check:
    is_met: bool | None = union.women_members_elected > 0
    if not is_met:
        is_met = None if union.women_members is None else union.women_members < parameter.value
    return Check(
        "A-R8",
        f"女会员 {parameter.value} 人以上应建立女职工委员会",
        verdict_of(is_met),
        "《工会女职工委员会工作条例》第十一条",
        (
            ("女会员数（申报）", _people(union.women_members)),
            ("女职工委员会（委员）", f"{union.women_members_elected} 人"),
        ),
        ParameterUsed.of(parameter),
        "请选举女职工委员会并登记；不足规定人数的可设女职工委员",
    )


def _audit(union: UnionStanding) -> Check:
    is_met: bool | None = union.audit_members > 0
    if not is_met and union.has_own_accounts is not True:
        is_met = True if union.has_own_accounts is False else None
    own = {True: "是", False: "否", None: "未登记"}[union.has_own_accounts]
    return Check(
        "A-R9",
        "独立管理经费的工会应选举经费审查委员会",
        verdict_of(is_met),
        f"{LAW}第四十五条",
        (("经审会", f"{union.audit_members} 人"), ("具有法人资格、独立管理经费", own)),
        None,
        "请选举经费审查委员会并登记经审会主任和委员",
    )


def _people(count: int | None) -> str:
    return "未申报" if count is None else f"{count} 人"
