"""An election put before the rules, with the parameters of its day."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.decisions import Check
from backend.kernel.parameters import lookup
from backend.organisations.models import HeadCount, Organisation
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation, ElectingAssembly
from backend.organisations.terms.election_rules import ELECTION_KEYS, Elected, ElectionFacts, check_election
from backend.organisations.terms.models import Reelection
from backend.organisations.terms.size_rules import SIZE_KEYS, SizeFacts, check_sizes


def election_checks(session: Session, union: Organisation, case: Reelection, report: Any) -> list[Check]:
    """An election (row or form) judged with the parameters of its day; the sizes are advice."""
    day = report.elected_on
    facts = ElectionFacts(
        union.level,
        union.unit_category,
        case.years,
        day,
        report.entitled,
        report.present,
        report.candidates,
        tuple(_elected(item) for item in report.elected),
    )
    keys = (*ELECTION_KEYS, *SIZE_KEYS)
    parameters = {key: lookup(session, key, union.district_id, day) for key in keys}
    members = report.entitled if case.congress is ElectingAssembly.MEMBERS else _members(session, union)
    sizes = SizeFacts(members, case.congress, report.entitled, tuple(item.role for item in facts.elected))
    return [*check_election(facts, parameters), *check_sizes(sizes, parameters)]


def _members(session: Session, union: Organisation) -> int | None:
    """Members as declared last; None when nobody has declared any."""
    h: Any = HeadCount
    found: int | None = session.execute(
        select(h.members)
        .where(h.district_id == union.district_id, h.organisation_id == union.id)
        .order_by(h.month.desc(), h.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return found


def _elected(item: Any) -> Elected:
    values = item if isinstance(item, dict) else item.model_dump()
    return Elected(
        CommitteeRole(values["role"]), values["name"], values["votes"], DeclaredRelation(values["relation"])
    )
