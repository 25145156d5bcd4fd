"""Memberships, transfers and rolls that must be settled before a union is changed (A-R17)."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlmodel import Session

from backend.kernel.authz import next_path
from backend.members.cases.rules import OPEN
from backend.members.codes import ImportState, MemberState
from backend.members.models import Member, RollImport, TransferCase
from backend.organisations import queries as organisations
from backend.organisations.structure.codes import StructureKind, StructurePart
from backend.organisations.structure.plugins import Occasion, OpenMatter

M: Any = Member
C: Any = TransferCase
R: Any = RollImport
_UNFINISHED = (ImportState.READING, ImportState.READY, ImportState.COMMITTING)


def open_matters(
    session: Session, district_id: str, organisation_id: UUID, occasion: Occasion
) -> list[OpenMatter]:
    """Memberships that must be settled first; a union that only changes its name or place keeps its own."""
    if occasion.kind is StructureKind.RENAME:
        return []
    path = organisations.org_path_of(session, district_id, organisation_id)
    found = [_imports(session, district_id, path)]
    is_subject = occasion.part is StructurePart.SUBJECT
    if occasion.kind is StructureKind.REPARENT or occasion.is_undo or not is_subject:
        return found
    states = _states(session, district_id, organisation_id)
    link = f"/members?organisation_id={organisation_id}&status="
    if occasion.kind is StructureKind.DISSOLVE:
        for state in (MemberState.ACTIVE, MemberState.RETAINED):
            found.append(
                OpenMatter(state.value, f"还有{state.label}的会员", states.get(state, 0), link + state.value)
            )
    for state in (MemberState.PENDING, MemberState.IN_TRANSIT):
        found.append(
            OpenMatter(state.value, f"还有{state.label}的会员", states.get(state, 0), link + state.value)
        )
    found.append(_cases(session, district_id, organisation_id))
    return found


def _states(session: Session, district_id: str, organisation_id: UUID) -> dict[MemberState, int]:
    rows = session.execute(
        select(M.status, func.count())
        .where(M.district_id == district_id, M.organisation_id == organisation_id)
        .group_by(M.status)
    )
    return {row[0]: row[1] for row in rows}


def _cases(session: Session, district_id: str, organisation_id: UUID) -> OpenMatter:
    counted = select(func.count()).where(
        C.district_id == district_id,
        C.status.in_(OPEN),
        or_(C.to_organisation_id == organisation_id, C.from_organisation_id == organisation_id),
    )
    return OpenMatter(
        "cases", "未办结的会籍转接", int(session.execute(counted).scalar_one()), "/members/cases"
    )


def _imports(session: Session, district_id: str, path: str) -> OpenMatter:
    counted = select(func.count()).where(
        R.district_id == district_id,
        R.org_path >= path,
        R.org_path < next_path(path),
        R.status.in_(_UNFINISHED),
    )
    return OpenMatter(
        "imports", "未办结的花名册导入", int(session.execute(counted).scalar_one()), "/members/imports"
    )
