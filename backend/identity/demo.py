"""Demo accounts: one per role and a few more, with generated passwords kept in a file only its owner can read."""

import os
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from backend.identity.accounts.service import add_account, person_row
from backend.identity.grants.standing import put_in_force
from backend.identity.passwords import Hasher, generated_password
from backend.kernel.demo import DemoWorld, InventedPerson
from backend.kernel.roles import Office, Role
from backend.settings import load_settings

FILE_NAME = "demo-accounts.txt"
#: How many members a demo chair's union has: enough to be real, few enough to look through.
MEMBERS = range(25, 80)
#: What the demo's district clerk works in; finance and the leader are other persons.
DAILY_OFFICES = frozenset({Office.ORGANISATION, Office.RIGHTS, Office.PUBLICITY, Office.WELFARE})


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """How one person of the demo signs in."""

    role: str
    login_name: str
    password: str
    person_name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class _Seat:
    login_name: str
    role: Role
    place: Any
    person: InventedPerson
    offices: frozenset[Office] = frozenset()


def make(session: Session, world: DemoWorld) -> None:
    """Write the accounts, and their passwords beside the store; ``facts``: accounts (login name -> Account)."""
    settings = load_settings()
    hasher = Hasher(settings.profile, settings.hash_concurrency)
    made: dict[str, Any] = {}
    cards: list[DemoAccount] = []
    for seat in _seats(world):
        password = generated_password()
        person = person_row(world.district_id, seat.person.name, seat.person.mobile)
        session.add(person)
        session.flush()
        account = add_account(
            session,
            person,
            seat.role,
            seat.place.id,
            seat.place.org_path,
            seat.login_name,
            hasher.hash(password),
        )
        account.must_change_password = False
        put_in_force(session, account, seat.offices)
        made[seat.login_name] = account
        cards.append(
            DemoAccount(seat.role.value, seat.login_name, password, seat.person.name, seat.place.name)
        )
    world.facts["accounts"] = made
    write_cards(settings.data_dir, cards)


def write_cards(data_dir: Path, cards: list[DemoAccount]) -> None:
    """Keep the demo's passwords in a file with mode 0600, one account a line."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / FILE_NAME
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.writelines("\t".join(asdict(card).values()) + "\n" for card in cards)


def read_cards(data_dir: Path) -> list[DemoAccount]:
    """The demo's accounts in the order they were made; none without a demo."""
    path = data_dir / FILE_NAME
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [DemoAccount(*line.split("\t")) for line in lines]


def _seats(world: DemoWorld) -> Iterator[_Seat]:
    rng = world.stream("identity")
    top = world.facts["district"]
    yield _Seat("district", Role.DISTRICT, top, world.person(rng, min_age=30), DAILY_OFFICES)
    yield from _local_seats(world, rng)
    yield _Seat("auditor", Role.AUDITOR, top, world.person(rng, min_age=30))
    yield _Seat("sysadmin", Role.SYSTEM_ADMIN, top, world.person(rng, min_age=30))
    later = world.stream("identity.offices")
    for login_name, office in (
        ("welfare", Office.WELFARE),
        ("finance", Office.FINANCE),
        ("leader", Office.LEADER),
    ):
        yield _Seat(login_name, Role.DISTRICT, top, world.person(later, min_age=30), frozenset({office}))
    for login_name, role in (("secadmin", Role.SECURITY_ADMIN), ("auditadmin", Role.AUDIT_ADMIN)):
        yield _Seat(login_name, role, top, world.person(later, min_age=30))


def _local_seats(world: DemoWorld, rng: random.Random) -> Iterator[_Seat]:
    if world.is_empty:
        return
    first = next(street for street in world.facts["streets"] if len(_candidates(world, street)) >= 2)
    second = next(
        street for street in world.facts["streets"] if street is not first and _candidates(world, street)
    )
    for number, street in enumerate((first, second), start=1):
        yield _Seat(f"street{number}", Role.STREET, street, world.person(rng, min_age=26))
    unions = [*_candidates(world, first)[:2], _candidates(world, second)[0]]
    for number, union in enumerate(unions, start=1):
        yield _Seat(f"chair{number}", Role.ENTERPRISE, union, union.chair)


def _candidates(world: DemoWorld, street: Any) -> list[Any]:
    """Unions of a street founded before the demo's year, those of a size one person can look through first."""
    found = [
        union
        for union in world.facts["unions"]
        if union.street_path == street.org_path and union.founded_on.year < world.today.year
    ]
    return sorted(found, key=lambda union: (union.member_target not in MEMBERS, union.org_path))
