"""What crosses the wire about parameters."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, JsonValue, StringConstraints

from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.http import WireDate, WireIn, WireOut
from backend.kernel.paging import Page
from backend.kernel.parameters import ParameterStatus
from backend.kernel.parameters_keys import Level, ParameterKind

KeyText = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9_.]+$")]
JurisdictionText = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]


class ValueIn(WireIn):
    """One proposed value."""

    key: KeyText
    jurisdiction: JurisdictionText = Field(description="GB/T 2260 代码：全国 000000、省、市或本区县")
    valid_from: WireDate
    valid_to: WireDate | None = Field(default=None, description="失效日（当日起不再适用），不填为长期")
    value: JsonValue
    legal_source: str = Field(min_length=2, max_length=300, description="依据的文件与条款")
    replaces_id: UUID | None = Field(default=None, description="更正时，被替换的取值")


class ExampleIn(WireIn):
    """A worked example that must come out before the value counts."""

    key: KeyText
    inputs: dict[str, JsonValue] = Field(max_length=50)
    expected: JsonValue
    note: str = Field(default="", max_length=300)


class ProposalIn(WireIn):
    """Values proposed together."""

    title: str = Field(min_length=2, max_length=120)
    note: str = Field(default="", max_length=1000)
    values: list[ValueIn] = Field(min_length=1, max_length=50)
    examples: list[ExampleIn] = Field(default_factory=list, max_length=200)


class ParameterOut(WireOut):
    """One parameter with the value in force on the asked date, if any."""

    key: str
    label: str
    kind: ParameterKind
    unit: str
    description: str
    levels: list[Level]
    needs_examples: bool
    value: Any
    is_loaded: bool
    jurisdiction: str | None
    level: Level | None
    valid_from: date | None
    valid_to: date | None
    legal_source: str | None
    version: int | None
    has_proposal: bool


class ParameterValueOut(WireOut):
    """One value of the history of a key."""

    id: UUID
    set_id: UUID | None
    key: str
    jurisdiction: str
    level: Level
    version: int
    valid_from: date
    valid_to: date | None
    value: Any
    legal_source: str
    status: ParameterStatus
    replaces_id: UUID | None
    recorded_at: datetime


class ParameterExampleOut(WireOut):
    """A worked example as kept with a proposal."""

    key: str
    inputs: dict[str, Any]
    expected: Any
    note: str


class ParameterPage(Page[ParameterOut]):
    """Every parameter, by key; they are few, so there is one page."""


class ParameterDetailOut(ParameterOut):
    """A parameter with every value it ever had in the caller's jurisdictions, newest first."""

    rows: list[ParameterValueOut]


class ParameterSetRow(WireOut):
    """One proposal in a list."""

    id: UUID
    title: str
    status: str
    status_label: str
    proposer_name: str
    created_at: datetime


class ParameterSetPage(Page[ParameterSetRow]):
    """One page of proposals, newest first."""


class ParameterSetOut(WireOut):
    """A proposal with its values, examples and what the caller may do."""

    id: UUID
    title: str
    note: str
    status: str
    status_label: str
    proposer_name: str
    created_at: datetime
    version: int
    values: list[ParameterValueOut]
    examples: list[ParameterExampleOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
