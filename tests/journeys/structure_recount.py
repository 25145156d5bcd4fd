"""A naive recount of members and unions: three journals and nothing else, to compare the figures with."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

LAST = 10**9
DAY_OF_DAYS = date(2199, 12, 31)


@dataclass(frozen=True)
class Entry:
    """From a date on something holds about a key; ``act`` numbers the acts in the order they were recorded."""

    act: int
    on: date
    key: object
    value: object


@dataclass
class Recount:
    """Who is a member where, which unions stand, under which parent, as the acts say one after the other."""

    top: UUID
    members: list[Entry] = field(default_factory=list)
    standing: list[Entry] = field(default_factory=list)
    parents: list[Entry] = field(default_factory=list)

    def persons(self, on: date, act: int) -> dict[object, tuple[UUID, str]]:
        """Person to (union, active or retained) at the end of a date, as known after an act."""
        found = _last(self.members, on, act)
        return {key: value for key, value in found.items() if value is not None}  # type: ignore[misc]

    def unions(self, on: date, act: int) -> set[UUID]:
        """The unions that stand."""
        return {key for key, alive in _last(self.standing, on, act).items() if alive}  # type: ignore[misc]

    def place(self, union: UUID, place: UUID, on: date, act: int) -> bool:
        """Whether a union stands at or below a place, climbing parent by parent."""
        parents = _last(self.parents, on, act)
        at: object = union
        while at is not None:
            if at == place:
                return True
            at = parents.get(at)
        return False

    def count(self, code: str, place: UUID, on: date, act: int, *, then: bool) -> int:
        """One figure of one place, under the tree of the date or of today."""
        tree = (on, act) if then else (DAY_OF_DAYS, LAST)
        if code == "organisations.grassroots":
            return sum(self.place(union, place, *tree) for union in self.unions(on, act))
        wanted = {"members.total": "active", "members.retained": "retained"}[code]
        return sum(
            state == wanted and self.place(union, place, *tree)
            for union, state in self.persons(on, act).values()
        )


def _last(entries: Iterable[Entry], on: date, act: int) -> dict[object, object]:
    found: dict[object, object] = {}
    for entry in entries:
        if entry.on <= on and entry.act <= act:
            found[entry.key] = entry.value
    return found
