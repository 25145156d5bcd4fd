"""Personal values of a batch's people in and out of their sealed columns."""

from typing import Any
from uuid import UUID

from backend.kernel.identifiers import canonical_id_number
from backend.kernel.masks import mask_id_number, mask_phone
from backend.kernel.privacy import blind_index, cipher
from backend.members import sealing
from backend.members.batches.rules import Judged
from backend.members.codes import IdType

TABLE = "enrolment_batch_row"


def sealed(district_id: str, row_id: UUID, found: Judged) -> dict[str, Any]:
    """The columns that hold an identity and a phone number, bound to one row."""
    number = found.id_no or canonical_id_number("")
    return {
        "id_no_sealed": _seal(district_id, row_id, "id_no_sealed", number),
        "id_no_index": sealing.person_index(IdType.RESIDENT, number),
        "mobile_sealed": _seal(district_id, row_id, "mobile_sealed", found.mobile) if found.mobile else None,
    }


def id_no_of(row: Any) -> str:
    """The ID number in full."""
    return cipher().open_(TABLE, "id_no_sealed", row.id, row.id_no_sealed, district_id=row.district_id)


def mobile_of(row: Any) -> str:
    """The phone number in full; empty without one."""
    if row.mobile_sealed is None:
        return ""
    return cipher().open_(TABLE, "mobile_sealed", row.id, row.mobile_sealed, district_id=row.district_id)


def masked_id(row: Any) -> str:
    """The ID number as a clerk's screen shows it."""
    return mask_id_number(id_no_of(row))


def masked_mobile(row: Any) -> str:
    """The phone number as a clerk's screen shows it."""
    return mask_phone(mobile_of(row))


def code_index(code: str) -> str:
    """The look-up code of a one-time code; the code itself is not kept."""
    return blind_index("batch_confirmation", code)


def _seal(district_id: str, row_id: UUID, column: str, text: str) -> bytes:
    return cipher().seal(TABLE, column, row_id, text, district_id=district_id)
