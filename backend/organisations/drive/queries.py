"""Reads of the coverage drive; all of one person's reads start from within()."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, next_path, visible, within
from backend.kernel.history import ActionOut, allowed_actions, entries_of
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.text import compact_code
from backend.organisations.drive.codes import DriveStage
from backend.organisations.drive.coverage import D, on_register, overdue, stage
from backend.organisations.drive.models import DriveEntry, DriveNote
from backend.organisations.drive.rules import DERIVED, DRIVE_WORKFLOW, NOT_DUE
from backend.organisations.drive.schemas import (
    DriveEntryOut,
    DriveFoundingRef,
    DriveNoteOut,
    DriveOwnerRow,
    DrivePage,
    DriveRow,
    DriveSummary,
)
from backend.organisations.founding.models import FoundingCase, FoundingEmployer
from backend.organisations.permissions import P
from backend.organisations.queries import division_name, get_organisation, union_names

N: Any = DriveNote
F: Any = FoundingCase
FE: Any = FoundingEmployer
FOUND = "found"
_ROW = (
    "id", "name", "employer_uscc", "organisation_id", "employees", "target_on", "owner_name", "entered_on", "left_on",
    "version",
)  # fmt: skip
_CARD = ("economic_type", "industry", "division_code", "source", "left_reason")


@dataclass(frozen=True, slots=True)
class DriveFilter:
    """What the caller wants to see of the register."""

    q: str = ""
    organisation_id: UUID | None = None
    owner_name: str = ""
    stage: DriveStage | None = None
    is_overdue: bool = False


def get_entry(session: Session, actor: Actor, entry_id: UUID) -> DriveEntry:
    """One employer of the register in the caller's reach.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    return visible(session.get(DriveEntry, (actor.district_id, entry_id)), actor)


def stage_of(session: Session, entry: DriveEntry) -> DriveStage:
    """Where one employer stands now."""
    today = clock.today()
    statement = select(stage(today)).where(D.district_id == entry.district_id, D.id == entry.id)
    return DriveStage(session.execute(statement).scalar_one())


def list_entries(session: Session, actor: Actor, wanted: DriveFilter, page: Paging) -> DrivePage:
    """One page of the register, the nearest target date first; those who left only when asked for."""
    today = clock.today()
    statement: Any = select(DriveEntry, stage(today).label("stage")).where(within(DriveEntry, actor))
    statement = _narrowed(session, actor, statement, wanted)
    found = paginate(session, statement, order=[D.target_on, D.id], page=page)
    names = union_names(session, actor.district_id, {row[0].organisation_id for row in found.rows})
    return DrivePage(
        items=[DriveRow(**_line(row[0], DriveStage(row[1]), names)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def summary(session: Session, actor: Actor) -> DriveSummary:
    """The founding rate of the caller's reach now, employers by stage, and what is overdue by owner."""
    today = clock.today()
    here = within(DriveEntry, actor)
    counted = select(stage(today).label("stage"), D.id).where(here, on_register(today, None)).subquery()
    stages = {
        DriveStage(row[0]): int(row[1])
        for row in session.execute(select(counted.c.stage, func.count()).group_by(counted.c.stage))
    }
    whole, part = sum(stages.values()), stages.get(DriveStage.FOUNDED, 0)
    return DriveSummary(
        on_register=whole,
        unionised=part,
        rate=(part * 20_000 + whole) // (2 * whole) if whole else 0,
        stages={item: stages.get(item, 0) for item in DriveStage if item is not DriveStage.LEFT},
        overdue=_overdue_by_owner(session, actor),
    )


def entry_out(session: Session, actor: Actor, entry: DriveEntry) -> DriveEntryOut:
    """One employer with its foundings and log."""
    now = stage_of(session, entry)
    names = union_names(session, actor.district_id, {entry.organisation_id})
    return DriveEntryOut(
        **_line(entry, now, names),
        **{field: getattr(entry, field) for field in _CARD},
        division_name=division_name(session, entry.division_code),
        foundings=[
            DriveFoundingRef.model_validate(case) for case in _foundings(session, actor, entry.employer_uscc)
        ],
        notes=[DriveNoteOut.model_validate(note) for note in _notes(session, actor, entry)],
        history=entries_of(session, actor, DRIVE_WORKFLOW.name, entry.id),
        actions=actions_for(actor, entry, now),
    )


def actions_for(actor: Actor, entry: DriveEntry, now: DriveStage) -> list[ActionOut]:
    """What this caller may do with an employer now; a founding is begun from here."""
    found = allowed_actions(DRIVE_WORKFLOW, entry, actor, now)
    if actor.may(P.FOUND) and now not in DERIVED | {DriveStage.LEFT}:
        found.insert(0, ActionOut(code=FOUND, label="申请建会", needs_note=False))
    if actor.may(P.DRIVE) and entry.left_on is None:
        found.append(ActionOut(code="edit", label="修改", needs_note=False))
        found.append(ActionOut(code="note", label="记一笔", needs_note=False))
    return found


def _narrowed(session: Session, actor: Actor, statement: Any, wanted: DriveFilter) -> Any:
    today = clock.today()
    if wanted.q:
        name = D.name.like(f"%{like_escape(wanted.q)}%", escape="\\")
        statement = statement.where(or_(name, D.employer_uscc == compact_code(wanted.q)))
    if wanted.organisation_id is not None:
        place = get_organisation(session, actor, wanted.organisation_id)
        below = and_(D.org_path >= place.org_path, D.org_path < next_path(place.org_path))
        statement = statement.where(below)
    if wanted.owner_name:
        statement = statement.where(D.owner_name == wanted.owner_name)
    if wanted.is_overdue:
        statement = statement.where(overdue(today))
    if wanted.stage is None:
        return statement.where(D.left_on.is_(None))
    return statement.where(stage(today) == wanted.stage.value)


def _overdue_by_owner(session: Session, actor: Actor) -> list[DriveOwnerRow]:
    rows = session.execute(
        select(D.organisation_id, D.owner_name, func.count().label("n"), func.min(D.target_on).label("first"))
        .where(within(DriveEntry, actor), overdue(clock.today()))
        .group_by(D.organisation_id, D.owner_name)
        .order_by(func.count().desc(), D.owner_name)
    ).all()
    names = union_names(session, actor.district_id, {row.organisation_id for row in rows})
    return [
        DriveOwnerRow(
            organisation_id=row.organisation_id,
            organisation_name=names.get(row.organisation_id, ""),
            owner_name=row.owner_name,
            overdue=row.n,
            oldest_target_on=row.first,
        )
        for row in rows
    ]


def _notes(session: Session, actor: Actor, entry: DriveEntry) -> Sequence[DriveNote]:
    statement = select(DriveNote).where(within(DriveNote, actor), N.entry_id == entry.id)
    return session.execute(statement.order_by(N.noted_on.desc(), N.id.desc())).scalars().all()


def _foundings(session: Session, actor: Actor, code: str) -> Sequence[FoundingCase]:
    statement = (
        select(FoundingCase)
        .join(FE, and_(FE.district_id == F.district_id, FE.case_id == F.id))
        .where(within(FoundingCase, actor), FE.employer_uscc == code)
    )
    return session.execute(statement.order_by(F.id.desc())).scalars().all()


def _line(entry: DriveEntry, now: DriveStage, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        **{field: getattr(entry, field) for field in _ROW},
        "organisation_name": names.get(entry.organisation_id, ""),
        "stage": now,
        "is_overdue": now not in NOT_DUE and entry.target_on < clock.today(),
    }
