"""Rules of an election and of an extension (pure): attendance, votes, surplus, relations, months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backend.kernel.calendar import corresponding_day
from backend.kernel.decisions import Check, ParameterUsed, verdict_of
from backend.kernel.parameters import Parameter
from backend.organisations.codes import OrgLevel, UnitCategory
from backend.organisations.terms.codes import CommitteeBody, CommitteeRole, DeclaredRelation, body_of
from backend.organisations.terms.parameters import (
    EXTENSION_MONTHS,
    MAJORITY,
    QUORUM,
    SURPLUS,
    TERM_YEARS,
    majority_of,
    quorum_of,
)
from backend.organisations.terms.rules import TermFacts, check_length, check_relations, term_end

ELECTION = "《工会基层组织选举工作条例》"
#: The keys an election is judged with.
ELECTION_KEYS = (QUORUM.key, MAJORITY.key, SURPLUS.key, TERM_YEARS.key)
#: What an election must keep to be reported at all; the surplus is left to the higher union's judgement.
BINDING = frozenset({"A-R3", "A-R4", "quorum", "majority", "chair"})


@dataclass(frozen=True, slots=True)
class Elected:
    """One person elected, with the votes for them."""

    role: CommitteeRole
    name: str
    votes: int
    relation: DeclaredRelation


@dataclass(frozen=True, slots=True)
class ElectionFacts:
    """An election as reported: who could vote, who came, how many candidates, who won."""

    level: OrgLevel
    category: UnitCategory | None
    years: int
    elected_on: date
    entitled: int
    present: int
    candidates: int
    elected: tuple[Elected, ...]


def check_election(election: ElectionFacts, parameters: Mapping[str, Parameter]) -> list[Check]:
    """Every rule about an election, in the order people read it."""
    term = TermFacts(election.years, election.elected_on, term_end(election.elected_on, election.years))
    committee = [e.relation for e in election.elected if body_of(e.role) is CommitteeBody.COMMITTEE]
    return [
        _quorum(election, parameters[QUORUM.key]),
        _majority(election, parameters[MAJORITY.key]),
        _surplus(election, parameters[SURPLUS.key]),
        _chair(election),
        check_relations(election.category, committee),
        check_length(election.level, term, parameters[TERM_YEARS.key]),
    ]


def _quorum(election: ElectionFacts, parameter: Parameter) -> Check:
    needed = quorum_of(parameter.value, election.entitled)
    return Check(
        "quorum",
        f"到会人数达到应到会人数的 {parameter.value}",
        verdict_of(needed <= election.present <= election.entitled),
        ELECTION,
        (
            ("应到会", f"{election.entitled} 人"),
            ("实到会", f"{election.present} 人"),
            ("至少应到", f"{needed} 人"),
        ),
        ParameterUsed.of(parameter),
        "到会人数不足的选举无效，请重新组织召开大会；实到不能多于应到",
    )


def _majority(election: ElectionFacts, parameter: Parameter) -> Check:
    needed = majority_of(parameter.value, election.entitled)
    short = [e for e in election.elected if not needed <= e.votes <= election.present]
    return Check(
        "majority",
        "当选人得赞成票超过应到会人数半数",
        verdict_of(not short and bool(election.elected)),
        ELECTION,
        (
            ("当选至少需要", f"{needed} 票"),
            *((f"{e.role.label} {e.name}", f"{e.votes} 票") for e in election.elected),
        ),
        ParameterUsed.of(parameter),
        "半数以应到会人数计算；票数不足的不能当选，得票不能多于实到会人数，请核对计票单",
    )


def _surplus(election: ElectionFacts, parameter: Parameter) -> Check:
    seats = sum(body_of(e.role) is CommitteeBody.COMMITTEE for e in election.elected)
    return Check(
        "surplus",
        f"委员候选人差额不少于 {parameter.value}%",
        verdict_of((election.candidates - seats) * 100 >= seats * parameter.value),
        ELECTION,
        (("委员候选人", f"{election.candidates} 人"), ("选出委员", f"{seats} 人")),
        ParameterUsed.of(parameter),
        "候选人应多于应选名额；等额选举的请在批复前向上一级工会说明",
    )


def _chair(election: ElectionFacts) -> Check:
    roles = [e.role for e in election.elected]
    chairs, heads = roles.count(CommitteeRole.CHAIR), roles.count(CommitteeRole.AUDIT_HEAD)
    return Check(
        "chair",
        "选出主席一人、经审会主任一人",
        verdict_of(chairs == 1 and heads == 1),
        "《中华人民共和国工会法》第四十五条",
        (("主席", f"{chairs} 人"), ("经审会主任", f"{heads} 人")),
        None,
        "工会委员会和经费审查委员会同时选举，请填写当选的主席和经审会主任",
    )


def check_extension(
    term: TermFacts, months: int, is_extended: bool, parameters: Mapping[str, Parameter]
) -> list[Check]:
    """An extension: once in a term, no longer than the parameter allows."""
    limit = parameters[EXTENSION_MONTHS.key]
    return [
        Check(
            "extension_once",
            "本届没有延期过",
            verdict_of(not is_extended),
            ELECTION,
            (("原届满日期", f"{term.end_on}"), ("已延期至", f"{term.extended_to or '没有'}")),
            None,
            "一届只能延期一次，请尽快组织换届",
        ),
        Check(
            "extension_months",
            f"延期不超过 {limit.value} 个月",
            verdict_of(1 <= months <= limit.value),
            ELECTION,
            (("申请延期", f"{months} 个月"), ("延期至", f"{corresponding_day(term.end_on, months)}")),
            ParameterUsed.of(limit),
            f"请把延期缩短到 {limit.value} 个月以内",
        ),
    ]
