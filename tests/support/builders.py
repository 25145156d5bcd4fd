"""Rows of a test's world, one function per noun, each with sensible values for all it was not told."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.identity.accounts.service import add_account, person_row
from backend.identity.desk import Desk
from backend.identity.grants.standing import put_in_force
from backend.identity.models import Account
from backend.kernel.db import new_id
from backend.kernel.roles import Office, Role
from backend.organisations.codes import OrgForm, OrgLevel, OrgStatus, OrgType, ReportClass
from backend.organisations.models import Organisation, ParentEdge, SerialCounter
from backend.organisations.numbering import path_series

PASSWORD = "tokyo-rain-bicycle-7"
#: Before every business date that tests live on.
RIGHTS_SINCE = date(2015, 5, 1)


@dataclass(frozen=True)
class Union:
    """A union of the test's world."""

    id: UUID
    org_path: str
    name: str


def add_union(
    session: Session, org_path: str, name: str, parent: Union | None = None, **values: Any
) -> Union:
    """A union at a path; its level follows from the depth unless told otherwise."""
    depth = org_path.count(".")
    grassroots = depth >= 3
    level = {1: OrgLevel.DISTRICT, 2: OrgLevel.STREET}.get(depth, OrgLevel.BASE)
    row = Organisation(
        id=new_id(),
        district_id=org_path[:6],
        org_path=org_path,
        **{
            "parent_id": parent.id if parent else None,
            "code": org_path.replace(".", ""),
            "name": name,
            "short_name": name,
            "initials": "",
            "sort_key": name,
            "level": level,
            "org_form": OrgForm.COMMITTEE if grassroots else OrgForm.GENERAL,
            "org_type": OrgType.INDEPENDENT_BASE if grassroots else OrgType.LOCAL,
            "report_class": ReportClass.NON_PUBLIC if grassroots else None,
            "division_code": org_path[:6],
            "founded_on": date(2015, 5, 1),
            "approval_no": "",
            "approving_org": "",
            "status": OrgStatus.ACTIVE,
            "chair_name": "",
            "contact_name": "",
            "address": "",
            "note": "",
            **values,
        },
    )
    session.add(row)
    session.flush()
    if parent is not None:
        _place_under(session, row, parent)
    return Union(row.id, row.org_path, row.name)


def _place_under(session: Session, row: Organisation, parent: Union) -> None:
    """The dated edge to the parent, and the number of the path as given out."""
    session.add(
        ParentEdge(
            district_id=row.district_id,
            org_path=row.org_path,
            child_id=row.id,
            parent_id=parent.id,
            valid_from=row.founded_on or date(2015, 5, 1),
            valid_to=None,
            recorded_at=row.created_at,
        )
    )
    number = int(row.org_path.rstrip(".").rsplit(".", 1)[1])
    key = {"district_id": row.district_id, "series": path_series(parent.org_path)}
    counter = session.get(SerialCounter, key) or SerialCounter(**key, last=0)
    counter.last = max(counter.last, number)
    session.add(counter)
    session.flush()


def add_person_account(
    session: Session,
    desk: Desk,
    union: Union,
    role: Role,
    login_name: str,
    *,
    person_name: str,
    mobile: str,
    password: str = PASSWORD,
    must_change_password: bool = False,
    offices: frozenset[Office] = frozenset(),
) -> Account:
    """A person with one account at a union."""
    person = person_row(union.org_path[:6], person_name, mobile)
    session.add(person)
    session.flush()
    account = add_account(
        session, person, role, union.id, union.org_path, login_name, desk.hasher.hash(password)
    )
    account.must_change_password = must_change_password
    put_in_force(session, account, offices, since=RIGHTS_SINCE)
    return account
