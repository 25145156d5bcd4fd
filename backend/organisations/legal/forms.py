"""What a clerk fills in about legal personality."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, example
from backend.organisations.legal.codes import LegalKind, LegalMaterial

CreditCode = Annotated[str, Field(max_length=24)]


class LegalApplicationIn(WireIn):
    """An application; what it does not state is taken from the union's card."""

    organisation_id: UUID
    kind: LegalKind
    union_name: Annotated[str, Field(max_length=100)] = ""
    domicile: Annotated[str, Field(max_length=200)] = ""
    representative: Annotated[str, Field(max_length=60)] = ""
    union_uscc: CreditCode = ""
    changed_on: WireDate | None = None
    statement: Annotated[str, Field(max_length=500)] = ""
    materials: Annotated[list[LegalMaterial], Field(max_length=20)] = []
    model_config = example(
        organisation_id=EXAMPLE_ID,
        kind="first",
        materials=["form", "approval", "chair_id", "handler_id"],
    )


class LegalCorrectionIn(WireIn):
    """An application mended after a notice."""

    union_name: Annotated[str, Field(min_length=2, max_length=100)]
    domicile: Annotated[str, Field(min_length=2, max_length=200)]
    representative: Annotated[str, Field(min_length=2, max_length=60)]
    union_uscc: CreditCode = ""
    changed_on: WireDate | None = None
    statement: Annotated[str, Field(max_length=500)] = ""
    materials: Annotated[list[LegalMaterial], Field(max_length=20)]
    model_config = example(
        union_name="常德恒泰商贸有限公司工会委员会",
        domicile="常德市武陵区启明街道",
        representative="甘试卷",
        materials=["form", "approval", "chair_id", "handler_id"],
    )


class LegalIssueIn(WireIn):
    """What the registrar states with its decision."""

    certificate_no: Annotated[str, Field(min_length=4, max_length=60)]
    union_uscc: CreditCode = ""
    note: Annotated[str, Field(max_length=500)] = ""
    model_config = example(certificate_no="湘工法证字第070200123号", union_uscc="81430702MC0123450P")
