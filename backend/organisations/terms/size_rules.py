"""How large a congress of delegates and a committee should be for so many members (pure); advice, not binding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from backend.kernel.decisions import Check, ParameterUsed, verdict_of
from backend.kernel.parameters import Parameter
from backend.organisations.terms.codes import CommitteeBody, CommitteeRole, ElectingAssembly, body_of
from backend.organisations.terms.size_parameters import (
    COMMITTEE_SIZES,
    CONGRESS_MIN,
    DELEGATE_NUMBERS,
    band_of,
)

SIZE_KEYS = (CONGRESS_MIN.key, DELEGATE_NUMBERS.key, COMMITTEE_SIZES.key)
DELEGATES = "《基层工会会员代表大会条例》"
COMMITTEE = "《工会基层组织选举工作条例》"


@dataclass(frozen=True, slots=True)
class SizeFacts:
    """Members where known, the assembly that elected with how many entitled, and the offices elected."""

    members: int | None
    assembly: ElectingAssembly
    entitled: int
    roles: Sequence[CommitteeRole]


def check_sizes(facts: SizeFacts, parameters: Mapping[str, Parameter]) -> list[Check]:
    """The form of the congress, its number of delegates, the number of committee members."""
    found = [_committee(facts, parameters[COMMITTEE_SIZES.key])]
    if facts.assembly is ElectingAssembly.DELEGATES:
        found = [
            _congress(facts, parameters[CONGRESS_MIN.key]),
            _delegates(facts, parameters[DELEGATE_NUMBERS.key]),
            *found,
        ]
    return found


def _congress(facts: SizeFacts, parameter: Parameter) -> Check:
    is_met = None if facts.members is None else facts.members >= parameter.value
    return Check(
        "congress_form",
        f"会员 {parameter.value} 人以上的可以召开会员代表大会",
        verdict_of(is_met),
        DELEGATES,
        (("会员数", _people(facts.members)), ("会议形式", facts.assembly.label)),
        ParameterUsed.of(parameter),
        f"会员不足 {parameter.value} 人的应召开会员大会；没有申报人数的请先申报",
    )


def _delegates(facts: SizeFacts, parameter: Parameter) -> Check:
    return _within(
        "delegate_count", "会员代表人数与会员人数相称", DELEGATES, facts.members, facts.entitled, parameter,
        "请按会员人数核定代表名额；名额确有需要的由上一级工会酌定",
    )  # fmt: skip


def _committee(facts: SizeFacts, parameter: Parameter) -> Check:
    seats = sum(body_of(role) is CommitteeBody.COMMITTEE for role in facts.roles)
    return _within(
        "committee_size", "委员人数与会员人数相称", COMMITTEE, facts.members, seats, parameter,
        "请按会员人数核定委员名额；名额确有需要的由上一级工会酌定",
    )  # fmt: skip


def _within(
    code: str, label: str, article: str, members: int | None, count: int, parameter: Parameter, fix: str
) -> Check:
    band = None if members is None else band_of(parameter.value, members)
    is_met = None if band is None else band[0] <= count <= band[1]
    return Check(
        code,
        label,
        verdict_of(is_met),
        article,
        (
            ("会员数", _people(members)),
            ("应有", "没有对应的档次" if band is None else f"{band[0]} 至 {band[1]} 人"),
            ("实有", f"{count} 人"),
        ),
        ParameterUsed.of(parameter),
        fix,
    )


def _people(count: int | None) -> str:
    return "未申报" if count is None else f"{count} 人"
