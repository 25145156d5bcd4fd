"""A small district on which acts are taken through the services, each noted in the recount when it was accepted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import set_reach, unit_of_work
from backend.kernel.errors import Conflict, Invalid
from backend.kernel.indicators import TreeOf, compute
from backend.kernel.roles import Office, Role
from backend.members import ledger
from backend.members.cases import opening
from backend.members.cases import service as cases
from backend.members.codes import ChangeReason, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member
from backend.members.schemas import MemberIn
from backend.members.service import register
from backend.modules import MODULES
from backend.organisations.models import Organisation
from backend.organisations.structure import service
from backend.organisations.structure.codes import StructureAction as A
from backend.organisations.structure.codes import StructureKind as K
from backend.organisations.structure.models import StructureChange
from backend.organisations.structure.schemas import StructureChangeIn
from backend.reports import queries as reports
from backend.reports import registry
from tests.journeys.structure_recount import DAY_OF_DAYS, LAST, Entry, Recount
from tests.members.people import resident_id
from tests.support.builders import Union, add_union

DISTRICT = "430702"
FIGURES = ("members.total", "members.retained", "organisations.grassroots")
ALL_RIGHTS = frozenset(right for module in MODULES for right in module.permission_labels)


def person_at(union: Union, role: Role = Role.DISTRICT) -> Actor:
    """Somebody of office at a union, with every right; each call another natural person."""
    return Actor(
        account_id=uuid4(), person_id=uuid4(), person_name="经办人", role=role, district_id=DISTRICT,
        org_id=union.id, org_path=union.org_path, permissions=ALL_RIGHTS, offices=frozenset(Office),
    )  # fmt: skip


@dataclass
class Done:
    """One structure change in effect and how to take it back in the recount."""

    change_id: UUID
    on: date
    reversal: list[tuple[str, object, object]]


@dataclass
class Town:
    """The store, its people of office, and what the recount knows."""

    engine: Engine
    recount: Any = None
    streets: list[Union] = field(default_factory=list)
    top: Union | None = None
    unions: list[UUID] = field(default_factory=list)
    people: list[UUID] = field(default_factory=list)
    changes: list[Done] = field(default_factory=list)
    #: the moment after each act
    moments: list[datetime] = field(default_factory=list)
    accepted: int = 0

    @property
    def act(self) -> int:
        """The number of the act that is being taken."""
        return len(self.moments)

    @contextmanager
    def taking(self) -> Iterator[Session]:
        """One act in one transaction; a refusal leaves nothing."""
        assert self.top is not None
        with unit_of_work(self.engine) as session:
            set_reach(session, DISTRICT, self.top.org_path)
            yield session

    def note(self, journal: str, on: date, key: object, value: object) -> None:
        """One line of the recount."""
        getattr(self.recount, journal).append(Entry(self.act, on, key, value))

    def close(self) -> None:
        """The act is over; what comes next is known only later."""
        self.moments.append(clock.now())


def build(town: Town, streets: int, unions: int) -> None:
    """Streets with unions below them, as direct rows."""
    founded = date(2019, 5, 1)
    with unit_of_work(town.engine) as session:
        town.top = add_union(session, f"{DISTRICT}.", "武陵区总工会", founded_on=founded)
        town.recount = Recount(town.top.id)
        town.note("parents", founded, town.top.id, None)
        for number in range(1, streets + 1):
            path = f"{DISTRICT}.{number:03d}."
            street = add_union(session, path, f"第{number}街道总工会", town.top, founded_on=founded)
            town.streets.append(street)
            town.note("parents", founded, street.id, town.top.id)
            for serial in range(1, unions + 1):
                name = f"{number}街{serial}厂工会委员会"
                made = add_union(session, f"{path}{serial:03d}.", name, street, founded_on=founded)
                town.unions.append(made.id)
                town.note("parents", founded, made.id, street.id)
                town.note("standing", founded, made.id, True)
    town.close()


def join(town: Town, union: UUID, serial: int, on: date) -> None:
    """A new person joins."""
    with town.taking() as session:
        form = MemberIn(
            organisation_id=union, name="祝小明", id_no=resident_id(serial=serial % 999 + 1, birth=date(1980, 1, 1 + serial // 999)),
            joined_on=on,
        )  # fmt: skip
        made = register(session, _clerk(town), form)
        number = made.member_no
    town.people.append(number)  # type: ignore[arg-type]
    town.note("members", on, number, (union, "active"))


def change_standing(town: Town, number: object, kind: Kind, on: date) -> None:
    """Retained, resumed or left."""
    with town.taking() as session:
        row = _row(session, number)
        union = row.organisation_id
        reason = ChangeReason.OWN_REQUEST
        ledger.append(session, _clerk(town), row, ledger.Change(kind, on, reason, "依据"))
    after = {Kind.RETAIN: (union, "retained"), Kind.RESUME: (union, "active"), Kind.WITHDRAW: None}[kind]
    town.note("members", on, number, after)


def transfer(town: Town, number: object, union: UUID) -> None:
    """To another union, accepted at once."""
    today = clock.today()
    with town.taking() as session:
        row, clerk = _row(session, number), _clerk(town)
        if row.status is not MemberState.ACTIVE:
            raise Conflict("nobody to transfer")
        ledger.append(
            session, clerk, row, ledger.Change(Kind.TRANSFER_OUT, today, ChangeReason.EMPLOYMENT, "调动")
        )
        case = opening.open_transfer(session, clerk, row, union)
        cases.settle(session, _clerk(town), case, "accept", "", case.version)
    town.note("members", today, number, (union, "active"))


def _row(session: Session, number: object) -> Member:
    rows = session.execute(
        select(Member).where(Member.member_no == number, Member.status != MemberState.ENDED)  # type: ignore[arg-type]
    ).scalars()
    found = next(iter(rows), None)
    if found is None:
        raise Conflict("nobody")
    return found


def _clerk(town: Town) -> Actor:
    assert town.top is not None
    return person_at(town.top)


def restructure(town: Town, kind: K, subjects: list[UUID], on: date, **values: Any) -> None:
    """Apply, agree, receive and approve by four persons; the recount follows what the kind means."""
    form = StructureChangeIn(
        kind=kind, effective_on=on, organisation_ids=subjects, document_no="1号", reason="改制", **values
    )
    with town.taking() as session:
        change = service.apply_for(session, _clerk(town), form)
        if kind is K.REPARENT:
            service.act(session, _clerk(town), change, A.CONSENT, "", change.version)
            service.act(session, _clerk(town), change, A.RECEIVE, "", change.version)
        service.act(session, _clerk(town), change, A.CONFIRM, "", change.version)
        created = [
            row for row in session.execute(select(Organisation.id)).scalars()  # type: ignore[call-overload]
            if kind is K.SPLIT and row not in {*town.unions, *(s.id for s in town.streets), town.top.id}  # type: ignore[union-attr]
        ]  # fmt: skip
        chosen = {
            m.member_no
            for m in session.execute(select(Member)).scalars()
            if m.id in set(values.get("member_ids", []))
        }
    town.changes.append(Done(change.id, on, _follow(town, kind, subjects, on, values, created, chosen)))


def _follow(
    town: Town,
    kind: K,
    subjects: list[UUID],
    on: date,
    values: dict[str, Any],
    created: list[UUID],
    chosen: set[str],
) -> list[tuple[str, object, object]]:
    """Note a change in the recount; what would be noted to take it back."""
    back: list[tuple[str, object, object]] = []
    persons = town.recount.persons(DAY_OF_DAYS, LAST)
    parents = {e.key: e.value for e in town.recount.parents}
    for union in subjects:
        if kind is K.REPARENT:
            town.note("parents", on, union, values["target_id"])
            back.append(("parents", union, parents[union]))
        if kind in (K.MERGE, K.DISSOLVE):
            town.note("standing", on, union, False)
            back.append(("standing", union, True))
        if kind is K.SPLIT:
            town.unions += created
            town.note("parents", on, created[0], parents[union])
            town.note("standing", on, created[0], True)
            back.append(("standing", created[0], False))
        for number, (home, state) in persons.items():
            to = values.get("target_id") if kind is K.MERGE else created[0] if number in chosen else None
            if home == union and to is not None:
                town.note("members", on, number, (to, state))
                back.append(("members", number, (home, state)))
    return back


def undo(town: Town, done: Done) -> None:
    """Take a change back."""
    with town.taking() as session:
        change = session.get_one(StructureChange, (DISTRICT, done.change_id))
        service.act(session, _clerk(town), change, A.ASK_UNDO, "有误", change.version)
        service.act(session, _clerk(town), change, A.CONFIRM_UNDO, "", change.version)
    for journal, key, value in done.reversal:
        town.note(journal, done.on, key, value)
    town.changes.remove(done)


def attempt(town: Town, act: Any, *args: Any, **values: Any) -> bool:
    """Whether an act was accepted; either way the next one is known only later."""
    try:
        act(town, *args, **values)
    except (Conflict, Invalid):
        return False
    else:
        town.accepted += 1
        return True
    finally:
        town.close()


def figures(town: Town, place: Union, on: date, act: int | None, *, then: bool) -> dict[str, int]:
    """The published figures of one place, asked by its own clerk under the store's own locks."""
    actor = replace(person_at(place), org_path=place.org_path)
    known_at = None if act is None else town.moments[act]
    tree = TreeOf.THEN if then else TreeOf.NOW
    with unit_of_work(town.engine, writes=False) as session:
        set_reach(session, DISTRICT, place.org_path)
        question = reports.asked(session, actor, on, known_at, None, tree)
        with reports.in_tree(session, question):
            return {
                code: compute(session, registry.get(code), actor, question.as_of).value for code in FIGURES
            }
