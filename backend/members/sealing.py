"""Personal values of members in and out of their sealed columns, and the blind indexes to find persons by."""

from datetime import date
from typing import Any
from uuid import UUID

from backend.kernel.identifiers import canonical_id_number, canonical_mobile
from backend.kernel.masks import mask_id_number, mask_phone
from backend.kernel.privacy import blind_index, cipher
from backend.members.codes import IdType, RevealField
from backend.members.rules import RESIDENT_LIKE, Person

TABLE = "member"
TAIL_DIGITS = 4
SEALED_COLUMNS = {
    RevealField.ID_NO: "id_no_sealed",
    RevealField.MOBILE: "mobile_sealed",
    RevealField.BIRTH_DATE: "birth_date_sealed",
}


def person_index(id_type: IdType, id_no: str) -> str:
    """The look-up code of a person: equal exactly for the same identity paper, whatever its spelling."""
    group = "R" if id_type in RESIDENT_LIKE else id_type.value
    return blind_index("person", f"{group}|{id_no}")


def person_indexes(typed: str) -> list[str]:
    """Every look-up code a typed number may stand for, whichever kind of paper it is."""
    number = canonical_id_number(typed)
    groups = [IdType.RESIDENT, *(kind for kind in IdType if kind not in RESIDENT_LIKE)]
    return [person_index(kind, number) for kind in groups]


def mobile_index(mobile: str) -> str:
    """The look-up code of a whole phone number."""
    return blind_index("mobile", canonical_mobile(mobile))


def tail_index(tail: str) -> str:
    """The look-up code of the last four digits of a phone number."""
    return blind_index("mobile_tail", tail)


def sealed_person(district_id: str, member_id: UUID, person: Person) -> dict[str, Any]:
    """The columns that hold an identity, bound to one member row."""
    return {
        "id_type": person.id_type,
        "id_no_sealed": _seal(district_id, member_id, "id_no_sealed", person.id_no),
        "id_no_index": person_index(person.id_type, person.id_no),
        "birth_date_sealed": _seal(
            district_id, member_id, "birth_date_sealed", person.birth_date.isoformat()
        ),
        "birth_year": person.birth_date.year,
        "sex": person.sex,
    }


def sealed_mobile(district_id: str, member_id: UUID, mobile: str | None) -> dict[str, Any]:
    """The columns that hold a phone number, bound to one member row; empty without a number."""
    if not mobile:
        return {"mobile_sealed": None, "mobile_index": None, "mobile_tail_index": None}
    return {
        "mobile_sealed": _seal(district_id, member_id, "mobile_sealed", mobile),
        "mobile_index": mobile_index(mobile),
        "mobile_tail_index": tail_index(mobile[-TAIL_DIGITS:]),
    }


def open_value(row: Any, field: RevealField) -> str:
    """The full value of one sealed column of a member row; empty when there is none."""
    name = SEALED_COLUMNS[field]
    sealed = getattr(row, name)
    if sealed is None:
        return ""
    return cipher().open_(TABLE, name, row.id, sealed, district_id=row.district_id)


def open_person(row: Any) -> Person:
    """The identity of a member row in full, to seal it again for another row."""
    return Person(
        row.id_type,
        open_value(row, RevealField.ID_NO),
        row.sex,
        date.fromisoformat(open_value(row, RevealField.BIRTH_DATE)),
    )


def masked_id(row: Any) -> str:
    """The ID number as a clerk's screen shows it."""
    return mask_id_number(open_value(row, RevealField.ID_NO))


def masked_mobile(row: Any) -> str:
    """The phone number as a clerk's screen shows it."""
    return mask_phone(open_value(row, RevealField.MOBILE))


def _seal(district_id: str, member_id: UUID, column: str, text: str) -> bytes:
    return cipher().seal(TABLE, column, member_id, text, district_id=district_id)
