"""Demo of kept records: a few persons registered twice under two numbers, and corrections that wait for consent."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.daily import SYSTEM_ID, system_actor
from backend.kernel.db import new_id
from backend.kernel.demo import DemoWorld
from backend.kernel.identifiers import resident_check_digit
from backend.kernel.roles import Role
from backend.kernel.tables import Sheet
from backend.members import rules, sealing
from backend.members.change_requests import service as change_requests
from backend.members.change_requests.schemas import ChangeRequestIn
from backend.members.codes import IdType, MemberState, RevealField
from backend.members.demo_rows import MemberRows
from backend.members.duplicates import finding
from backend.members.list_imports import service as list_imports
from backend.members.list_imports.codes import ListKind
from backend.members.list_imports.matching import compare
from backend.members.list_imports.reading import read_entries
from backend.members.list_imports.work import keep_comparison
from backend.members.models import Member
from backend.members.permissions import P
from backend.members.service import named

_TWINS = 4
_CORRECTIONS = 3
#: Characters of invented names that are often written in another way.
_OTHERWISE = str.maketrans("强张陈刘杨赵黄吴丽华国", "強張陳劉楊趙黃吳麗華國")


def write_twins(rows: MemberRows) -> list[UUID]:
    """Rewrite a few members as second records of others, before they are stored; the ids of both sides.

    The head-counts stay: sex, union and ledger of the rewritten record are its own.
    """
    rng = rows.world.stream("duplicates")
    chairs = {sealing.person_index(IdType.RESIDENT, u.chair.id_no) for u in rows.world.facts["unions"]}
    active = [
        row
        for row in rows.members
        if row["status"] is MemberState.ACTIVE and row["id_no_index"] not in chairs
    ]
    claims = {claim["member_id"]: claim for claim in rows.claims}
    found: list[UUID] = []
    for number, one in enumerate(rng.sample(active, min(len(active), _TWINS * 6))):
        if len(found) >= 2 * _TWINS:
            break
        fitting = [row for row in active if _fits(one, row, found)]
        if not fitting:
            continue
        other = rng.choice(fitting)
        _rewrite(one, other, number)
        claims[other["id"]]["person_index"] = other["id_no_index"]
        found += [one["id"], other["id"]]
    return found


def make_records(session: Session, world: DemoWorld, twins: list[UUID]) -> None:
    """Let the search find the twins, and let chairs ask for corrections."""
    top = f"{world.district_id}."
    system = system_actor(world.district_id, SYSTEM_ID, top, frozenset(P))
    members = [session.get(Member, (world.district_id, key)) for key in twins]
    finding.compare(session, system, [member for member in members if member is not None])
    _retirements(session, world, system, twins)
    rng = world.stream("corrections")
    kept = set(twins)
    for union in rng.sample(world.facts["unions"], _CORRECTIONS):
        ids = [key for key in world.facts["members"].get(union.id, []) if key not in kept]
        member = session.get(Member, (world.district_id, ids[0])) if ids else None
        if member is not None:
            form = ChangeRequestIn(
                member_id=member.id, name=f"{member.name}华", reason="登记时漏写一个字，与身份证不符"
            )
            change_requests.submit(session, _chair(world, union), form)


def _retirements(session: Session, world: DemoWorld, actor: Actor, twins: list[UUID]) -> None:
    """A list of retirements as it came, compared and waiting for somebody to confirm it."""
    rng = world.stream("retirements")
    known = [key for found in world.facts["members"].values() for key in found if key not in set(twins)]
    people = [session.get_one(Member, (world.district_id, key)) for key in rng.sample(known, 4)]
    lines = [[one.name, sealing.open_value(one, RevealField.ID_NO), "2020-12-10"] for one in people]
    lines[2][0] = f"{lines[2][0][0]}某"
    lines[3][2] = "2099-01-01"
    stranger = world.person(rng, min_age=59, max_age=60)
    sheet = [["姓名", "证件号码", "退休日期"], *lines, [stranger.name, stranger.id_no, "2020-12-09"]]
    content = "\n".join(",".join(line) for line in sheet).encode()
    item = list_imports.keep(
        session, actor, ListKind.RETIREMENT, "武陵区人力资源和社会保障局", "武人社函〔2020〕38号", "2020年12月退休名单.csv", content
    )  # fmt: skip
    _, entries = read_entries(
        Sheet("名单", ("名单",), [list(line) for line in sheet]), item.kind, world.today
    )
    keep_comparison(session, actor, item, compare(session, actor, item.kind, entries))


def _fits(one: dict[str, Any], other: dict[str, Any], taken: list[UUID]) -> bool:
    """Somebody of another union whose joining day also suits the other person's age."""
    apart = one["organisation_id"] != other["organisation_id"] and other["id"] not in taken
    years = other["birth_year"] - one["birth_year"]
    return apart and one["id"] not in taken and one["sex"] is other["sex"] and 0 <= years <= 8


def _rewrite(one: dict[str, Any], other: dict[str, Any], number: int) -> None:
    source = SimpleNamespace(**one)
    person = sealing.open_person(source)
    first17 = f"{person.id_no[:14]}{(int(person.id_no[14:17]) + 2 * (number + 1)) % 996:03d}"
    twin = rules.Person(
        person.id_type, first17 + resident_check_digit(first17), person.sex, person.birth_date
    )
    name = one["name"].translate(_OTHERWISE) if number % 2 else one["name"]
    other.update(named(name))
    other.update(sealing.sealed_person(other["district_id"], other["id"], twin))
    mobile = sealing.open_value(source, RevealField.MOBILE)
    other.update(sealing.sealed_mobile(other["district_id"], other["id"], mobile))


def _chair(world: DemoWorld, union: Any) -> Actor:
    return Actor(
        SYSTEM_ID, new_id(), union.chair.name, Role.ENTERPRISE, world.district_id, union.id, union.org_path,
        frozenset({P.READ, P.EDIT}),
    )  # fmt: skip
