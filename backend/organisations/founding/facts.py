"""What the rules of founding judge: plain values about the candidates filed."""

from dataclasses import dataclass
from datetime import date

from backend.organisations.codes import UnitCategory
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody proposed, with what they declared about the employer's principal."""

    role: CommitteeRole
    name: str
    relation: DeclaredRelation


@dataclass(frozen=True, slots=True)
class Slate:
    """Candidates filed for approval; ``seats`` of the union's committee are to be filled."""

    category: UnitCategory | None
    seats: int
    candidates: tuple[Candidate, ...]
    party_org: str
    party_agreed_on: date | None
