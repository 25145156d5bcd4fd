"""What the parts of the demo of terms share: a union with its running term, and the bookkeeping of a row."""

import random
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kernel.demo import invented_id

SOURCE = "历史数据导入"
#: Invented people of office in the trails: a street clerk and a clerk of the organisation office.
STREET_CLERK, OFFICE_CLERK = "彭洁", "邓宏"


@dataclass(frozen=True, slots=True)
class DemoTerm:
    """A union with its running term, as the later parts of the demo need it."""

    union: Any
    term_id: UUID
    term_no: int
    years: int
    start_on: date
    end_on: date
    extended_to: date | None
    approved_on: date
    approval_no: str
    recorded_at: datetime
    members: int
    women: int

    @property
    def last_on(self) -> date:
        """The last day of the term, the extension counted."""
        return self.extended_to or self.end_on


def scoped(rng: random.Random, term: DemoTerm, moment: datetime) -> dict[str, Any]:
    """The bookkeeping of one row about a union of the demo."""
    return {
        "district_id": term.union.district_id,
        "id": invented_id(rng, moment),
        "org_path": term.union.org_path,
        "version": 1,
        "created_at": moment,
    }
