"""The rows an import will write, packed into one sealed text until they are written; and unpacked again (pure)."""

import base64
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import Any
from uuid import UUID

from backend.members.codes import ChangeReason, IdType, MemberState, RowOutcome, SexCode
from backend.members.codes import MembershipEventKind as Kind
from backend.members.rolls.match import Matched
from backend.members.rolls.spellings import CODE_COLUMNS
from backend.members.rules import Person

#: Particulars as they lie in a packed row.
DETAILS = (
    "name",
    "ethnicity",
    "education",
    "political",
    "technical_level",
    "work_status",
    "hukou_type",
    "hukou_place",
    "native_place",
    "employer_name",
    "is_migrant",
    "mobile",
)
_all_details = attrgetter(*DETAILS)
_CODES = {
    "ethnicity": CODE_COLUMNS["民族"],
    "education": CODE_COLUMNS["学历"],
    "political": CODE_COLUMNS["政治面貌"],
    "technical_level": CODE_COLUMNS["技能等级"],
    "work_status": CODE_COLUMNS["就业情况"],
    "hukou_type": CODE_COLUMNS["户籍类型"],
}


class Mode(StrEnum):
    """A new person, one who left this union and comes back, or one whose entry changes."""

    NEW = "new"
    AGAIN = "again"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Planned:
    """One row to write."""

    mode: Mode
    union_id: UUID
    org_path: str
    member_id: UUID | None
    version: int
    index: str
    person: Person
    details: dict[str, Any]
    event: Kind | None
    change_on: date
    reason: ChangeReason | None


def pack(rows: Iterable[Matched]) -> str:
    """The rows that change something, as compressed text."""
    lines = [_line(row) for row in rows if row.outcome in (RowOutcome.CREATE, RowOutcome.UPDATE)]
    plain = json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(plain.encode(), 1)).decode()


def unpack(text: str) -> list[Planned]:
    """The rows of :func:`pack`, in the order of the roll."""
    return [_planned(line) for line in json.loads(zlib.decompress(base64.b64decode(text)))]


def _line(row: Matched) -> list[Any]:
    entry, union = row.judged.entry, row.union
    assert union is not None and entry.birth_date is not None and entry.change_on is not None
    assert entry.sex is not None  # a row without these was refused before
    mode = _mode(row)
    stated = row.changed if mode is Mode.CHANGE else _all_details(entry)
    return [
        mode.value,
        union.id.hex,
        union.org_path,
        None if mode is Mode.NEW else row.own.id.hex,
        0 if mode is Mode.NEW else row.own.version,
        row.index,
        [entry.id_type.value, entry.id_no, entry.sex.value, entry.birth_date.isoformat()],
        stated,
        row.event.value if row.event else None,
        entry.change_on.isoformat(),
        entry.reason.value if entry.reason else None,
    ]


def _mode(row: Matched) -> Mode:
    if row.outcome is RowOutcome.CREATE:
        return Mode.NEW
    return Mode.AGAIN if row.own.status is MemberState.ENDED else Mode.CHANGE


def _details(packed: dict[str, Any] | list[Any]) -> dict[str, Any]:
    """Particulars by name: those that change, or all that the roll states."""
    named = packed.items() if isinstance(packed, dict) else zip(DETAILS, packed, strict=True)
    return {
        name: _CODES[name](value) if name in _CODES else value for name, value in named if value is not None
    }


def _planned(line: list[Any]) -> Planned:
    mode, union_id, path, member_id, version, index, person, details, event, change_on, reason = line
    return Planned(
        Mode(mode),
        UUID(union_id),
        path,
        UUID(member_id) if member_id else None,
        version,
        index,
        Person(IdType(person[0]), person[1], SexCode(person[2]), date.fromisoformat(person[3])),
        _details(details),
        Kind(event) if event else None,
        date.fromisoformat(change_on),
        ChangeReason(reason) if reason else None,
    )
