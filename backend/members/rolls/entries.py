"""One row of a roll in clean values, and the judgement on it (pure)."""

from dataclasses import dataclass, field
from datetime import date

from backend.members.codes import (
    ChangeReason,
    Education,
    HukouType,
    IdType,
    MembershipEventKind,
    PoliticalStatus,
    RowVerdict,
    SexCode,
    TechnicalLevel,
    WorkStatus,
)
from backend.members.ethnicity import Ethnicity
from backend.members.rolls.cells import Found


@dataclass(slots=True)
class Entry:
    """One row of a roll in clean values."""

    row: int
    name: str = ""
    id_type: IdType = IdType.RESIDENT
    id_no: str = ""
    sex: SexCode | None = None
    birth_date: date | None = None
    ethnicity: Ethnicity | None = None
    education: Education | None = None
    political: PoliticalStatus | None = None
    technical_level: TechnicalLevel | None = None
    work_status: WorkStatus | None = None
    hukou_type: HukouType | None = None
    hukou_place: str | None = None
    native_place: str | None = None
    employer_name: str | None = None
    mobile: str | None = None
    is_migrant: bool | None = None
    kind: MembershipEventKind = MembershipEventKind.JOIN
    change_on: date | None = None
    reason: ChangeReason | None = None
    union_name: str | None = None


@dataclass(slots=True)
class Judged:
    """One row with everything found on it, the reasons to refuse it first."""

    entry: Entry
    found: list[Found] = field(default_factory=list)

    @property
    def verdict(self) -> RowVerdict:
        """Refused, cleaned, or fine as it is."""
        if not self.found:
            return RowVerdict.ACCEPT
        levels = {item.level for item in self.found}
        if "reject" in levels:
            return RowVerdict.REJECT
        return RowVerdict.NORMALISE if "normalise" in levels else RowVerdict.ACCEPT

    @property
    def first(self) -> Found | None:
        """What a list shows when there is room for one thing."""
        rank = {"reject": 0, "normalise": 1, "warn": 2}
        return min(self.found, key=lambda item: rank[item.level], default=None)
