"""What crosses the wire about member evaluations."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictInt

from backend.kernel.history import ActionOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example
from backend.organisations.evaluations.codes import EvaluationVerdict

People = Annotated[StrictInt, Field(ge=0, le=1_000_000)]


class BallotsIn(WireIn):
    """One count of ballots."""

    satisfied: People = Field(title="满意")
    basically: People = Field(title="基本满意")
    dissatisfied: People = Field(title="不满意")
    abstained: People = Field(title="弃权")
    invalid: People = Field(default=0, title="废票")


class EvaluationCountsIn(BallotsIn):
    """What the minutes of one session say."""

    held_on: WireDate = Field(title="测评日期")
    expected: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = Field(title="应到人数")
    present: Annotated[StrictInt, Field(ge=1, le=1_000_000)] = Field(title="实到人数")
    chair: BallotsIn | None = Field(default=None, title="主席述职评议")
    note: str = Field(default="", max_length=500, title="说明")


class EvaluationIn(EvaluationCountsIn):
    """A session of one union."""

    organisation_id: UUID = Field(title="工会")
    model_config = example(
        organisation_id=EXAMPLE_ID,
        held_on="2020-11-20",
        expected=36,
        present=34,
        satisfied=25,
        basically=6,
        dissatisfied=1,
        abstained=1,
        invalid=1,
        note="",
    )


class EvaluationCorrectionIn(EvaluationCountsIn):
    """The same session counted right, with why it is corrected."""

    reason: str = Field(min_length=2, max_length=500, title="更正理由")


class BallotsOut(WireOut):
    """One count with its rate."""

    satisfied: int
    basically: int
    dissatisfied: int
    abstained: int
    invalid: int
    valid: int
    numerator: int
    denominator: int
    rate: int = Field(description="满意率，单位万分之一（9510 = 95.10%）")


class EvaluationRow(WireOut):
    """One line of the list."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    year: int
    held_on: date
    expected: int
    present: int
    numerator: int
    denominator: int
    rate: int
    verdict: EvaluationVerdict
    is_corrected: bool
    has_chair_review: bool


class EvaluationPage(Page[EvaluationRow]):
    """A page of sessions, newest first."""


class EvaluationMissingRow(WireOut):
    """A union without a session in a year."""

    organisation_id: UUID
    organisation_name: str
    street_name: str
    last_held_on: date | None


class EvaluationMissingPage(Page[EvaluationMissingRow]):
    """A page of unions whose evaluation of a year is missing."""


class EvaluationVersionOut(WireOut):
    """One row of a session: the first record or a correction."""

    id: UUID
    sequence: int
    held_on: date
    expected: int
    present: int
    home: BallotsOut
    chair: BallotsOut | None
    basically_counts: bool
    pass_percent: int
    verdict: EvaluationVerdict
    note: str
    reason: str
    recorded_by: str
    recorded_at: datetime


class EvaluationOut(WireOut):
    """One session with every version of it, newest first."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    year: int
    current: EvaluationVersionOut
    versions: list[EvaluationVersionOut]
    actions: list[ActionOut]


class SatisfactionOut(WireOut):
    """All ballots of a year's sessions together: the satisfaction rate with its parts and moment."""

    year: int
    as_of: date
    unions: int
    expected_unions: int
    numerator: int
    denominator: int
    rate: int
