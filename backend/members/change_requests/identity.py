"""A member's identity as one value: read from the register, sealed into a request, fingerprinted, written back."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from backend.kernel.masks import mask_id_number
from backend.kernel.privacy import blind_index, cipher
from backend.members import sealing
from backend.members.change_requests.models import ChangeRequest
from backend.members.codes import IdType, RevealField, SexCode
from backend.members.models import Member
from backend.members.rules import Person

TABLE = "member_change_request"
COLUMN_OF = {"old": "old_sealed", "new": "new_sealed"}


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity fields in their one spelling, as text."""

    name: str
    id_type: str
    id_no: str
    sex: str
    birth_date: str

    @property
    def person(self) -> Person:
        """The same for the register."""
        return Person(
            IdType(self.id_type), self.id_no, SexCode(self.sex), date.fromisoformat(self.birth_date)
        )

    def shown(self, field: str) -> str:
        """One field as a clerk's screen shows it: the number and the birth date masked."""
        value: str = getattr(self, field)
        if field == "id_no":
            return mask_id_number(value)
        if field == "birth_date":
            return f"{value[:4]}年"
        if field == "id_type":
            return IdType(value).label
        return SexCode(value).label if field == "sex" else value

    @property
    def print(self) -> str:
        """The fingerprint of all fields together."""
        return blind_index("identity", json.dumps(asdict(self), ensure_ascii=False, sort_keys=True))


def identity_of(member: Member) -> Identity:
    """What the register says now."""
    return Identity(
        member.name,
        member.id_type.value,
        sealing.open_value(member, RevealField.ID_NO),
        member.sex.value,
        sealing.open_value(member, RevealField.BIRTH_DATE),
    )


def of_person(name: str, person: Person) -> Identity:
    """A name and a person as read from a form."""
    return Identity(name, person.id_type.value, person.id_no, person.sex.value, person.birth_date.isoformat())


def changed_fields(old: Identity, new: Identity) -> list[str]:
    """The fields that differ, in their order."""
    return [one.name for one in fields(Identity) if getattr(old, one.name) != getattr(new, one.name)]


def fingerprint(old: Identity, new: Identity) -> str:
    """The fingerprint of what a request shows: both sides."""
    return blind_index("change", f"{old.print}|{new.print}")


def seal(request: Any, side: str, identity: Identity) -> bytes:
    """One side of a request, bound to its cell."""
    text = json.dumps(asdict(identity), ensure_ascii=False)
    return cipher().seal(TABLE, COLUMN_OF[side], request.id, text, district_id=request.district_id)


def opened(request: ChangeRequest, side: str) -> Identity:
    """One side of a request in full."""
    column = COLUMN_OF[side]
    sealed: bytes = getattr(request, column)
    text = cipher().open_(TABLE, column, request.id, sealed, district_id=request.district_id)
    return Identity(**json.loads(text))
