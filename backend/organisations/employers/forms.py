"""What a clerk fills in about employers' sizes: the request bodies."""

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from backend.kernel.wire import WireIn, example

MAX_LINES = 5000
Text = Annotated[str, Field(max_length=120)]


class SizeLineIn(WireIn):
    """One line as pasted; everything is text, read by the server."""

    employer_uscc: Text = ""
    name: Text = ""
    headcount: Text = ""
    above_scale: Text = ""


class SizeListIn(WireIn):
    """A year's list of employers with their sizes."""

    model_config = example(
        year=2020,
        source="武陵区统计局2020年规模以上企业名录",
        above_by_default=True,
        lines=[{"employer_uscc": "91430702MA4L00011F", "name": "常德恒泰商贸有限公司", "headcount": "126"}],
    )
    year: Annotated[StrictInt, Field(ge=2000, le=2100)]
    source: Annotated[str, Field(min_length=2, max_length=120)]
    above_by_default: Annotated[StrictBool, Field(description="没有写明的，是否都算规模以上")] = True
    lines: Annotated[list[SizeLineIn], Field(min_length=1, max_length=MAX_LINES)]
