"""What a clerk fills in about the coverage drive: the request bodies."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictInt

from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, example
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.drive.codes import LeaveReason

MAX_LINES = 500
Text = Annotated[str, Field(max_length=120)]


class DriveLineIn(WireIn):
    """One line as pasted; everything is text, read by the server."""

    name: Text = ""
    employer_uscc: Text = ""
    employees: Text = ""
    target_on: Text = ""
    owner_name: Text = ""
    economic_type: Text = ""
    industry: Text = ""


class DriveListIn(WireIn):
    """Employers to enter in the register; what a line leaves out is taken from the head."""

    model_config = example(
        organisation_id=EXAMPLE_ID,
        source="市场监管局企业名录（2020年10月）",
        entered_on="2020-12-16",
        target_on="2021-06-30",
        owner_name="卜街一",
        lines=[{"name": "常德恒泰商贸有限公司", "employer_uscc": "91430702MA4L00011F", "employees": "36"}],
    )
    organisation_id: UUID
    source: Annotated[str, Field(min_length=2, max_length=120)]
    entered_on: WireDate
    target_on: WireDate
    owner_name: Annotated[str, Field(max_length=60, description="不填时为经办人")] = ""
    lines: Annotated[list[DriveLineIn], Field(min_length=1, max_length=MAX_LINES)]


class DriveChangeIn(WireIn):
    """What changes about an employer of the register; what is left out stays."""

    name: Annotated[str, Field(min_length=2, max_length=120)] | None = None
    target_on: WireDate | None = None
    owner_name: Annotated[str, Field(min_length=2, max_length=60)] | None = None
    employees: Annotated[StrictInt, Field(ge=0, le=9_999_999)] | None = None
    division_code: Annotated[str, Field(pattern=r"^\d{6}(\d{3}(\d{3})?)?$")] | None = None
    economic_type: EconomicType | None = None
    industry: Industry | None = None


class DriveNoteIn(WireIn):
    """One visit or call."""

    noted_on: WireDate
    text: Annotated[str, Field(min_length=1, max_length=1000)]


class DriveLeaveIn(WireIn):
    """Why and since when an employer no longer belongs to the register."""

    left_on: WireDate
    reason: LeaveReason
    note: Annotated[str, Field(max_length=500)] = ""
