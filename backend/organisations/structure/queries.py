"""Reads of structure changes and of a union's lineage."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import false, func, or_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, in_subtree, within
from backend.kernel.db import as_system
from backend.kernel.decisions import checks_out
from backend.kernel.errors import NotFound
from backend.kernel.history import actions_for, entries_of
from backend.kernel.paging import Paging, like_escape, paginate
from backend.organisations.codes import FEDERATIONS, OrgStatus
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, get_organisation, union_names
from backend.organisations.structure.codes import (
    IN_EFFECT,
    WAITING,
    StructureKind,
    StructureState,
)
from backend.organisations.structure.models import Lineage, StructureChange, StructureLine, StructureParty
from backend.organisations.structure.orders import order_of, parties_of, scene_of
from backend.organisations.structure.preview import Preview, preview
from backend.organisations.structure.rules import WORKFLOW
from backend.organisations.structure.schemas import (
    LineageOut,
    MovingOut,
    OpenMatterOut,
    RelativeOut,
    StructureChangeOut,
    StructureChangePage,
    StructureChangeRow,
    StructureLineOut,
    StructurePartyOut,
    StructurePreviewOut,
    StructureTargetPage,
    StructureTargetRow,
)
from backend.organisations.structure.service import desk_of
from backend.organisations.structure.undo import undo_preview
from backend.organisations.structure.waiting import waits_for_me

_CHANGE: Any = StructureChange
_PARTY: Any = StructureParty
_LINE: Any = StructureLine
_LINEAGE: Any = Lineage
_ROW = ("id", "kind", "status", "title", "effective_on", "opened_on", "opened_by")


@dataclass(frozen=True, slots=True)
class StructureFilter:
    """What the caller wants to see of the list."""

    kind: StructureKind | None = None
    status: StructureState | None = None
    is_waiting: bool = False


def _concerns(actor: Actor) -> Any:
    """Ids of the changes in which a union of the caller's reach takes part."""
    return select(_PARTY.change_id).where(within(StructureParty, actor))


def get_change(session: Session, actor: Actor, change_id: UUID) -> StructureChange:
    """One change that concerns the caller's unions.

    Raises NotFound, the same for a foreign id as for a random one.
    """
    concerned = session.execute(_concerns(actor).where(_PARTY.change_id == change_id).limit(1)).first()
    if concerned is None:
        raise NotFound()
    with as_system(session):
        return session.get_one(StructureChange, (actor.district_id, change_id))


def list_changes(
    session: Session, actor: Actor, wanted: StructureFilter, page: Paging
) -> StructureChangePage:
    """Changes that concern the caller's unions, newest first."""
    statement = select(*(getattr(_CHANGE, name) for name in _ROW)).where(
        _CHANGE.district_id == actor.district_id, _CHANGE.id.in_(_concerns(actor))
    )
    if wanted.kind is not None:
        statement = statement.where(_CHANGE.kind == wanted.kind)
    if wanted.status is not None:
        statement = statement.where(_CHANGE.status == wanted.status)
    if wanted.is_waiting:
        statement = statement.where(waits_for_me(actor))
    with as_system(session):
        found = paginate(session, statement, order=[_CHANGE.id], page=page, descending=True)
    return StructureChangePage(
        items=[StructureChangeRow.model_validate(row) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def change_out(session: Session, actor: Actor, change: StructureChange) -> StructureChangeOut:
    """One change as the caller sees it."""
    top = _whole_district(actor)
    with as_system(session):
        desk = desk_of(session, actor, change)
        return StructureChangeOut(
            **{name: getattr(change, name) for name in _ROW},
            document_no=change.document_no,
            reason=change.reason,
            new_name=change.new_name,
            applied_at=change.applied_at,
            undone_at=change.undone_at,
            hindrance=change.hindrance,
            parties=_parties(session, actor, change),
            preview=_preview_now(session, change),
            lines=_lines(session, change),
            version=change.version,
            history=entries_of(session, top, WORKFLOW.name, change.id),
            actions=actions_for(session, WORKFLOW, change, actor, desk),
        )


def preview_out(found: Preview) -> StructurePreviewOut:
    """A preview for the wire."""
    return StructurePreviewOut(
        may=found.may,
        moves=[MovingOut.model_validate(item) for item in found.moves],
        matters=[OpenMatterOut.model_validate(item) for item in found.matters],
        checks=checks_out(found.checks),
    )


def lineage_of(session: Session, actor: Actor, organisation_id: UUID) -> LineageOut:
    """Predecessors, successors and changes of one union in reach.

    Raises NotFound.
    """
    union = get_organisation(session, actor, organisation_id)
    with as_system(session):
        taken_back = select(_LINEAGE.change_id).where(
            _LINEAGE.district_id == actor.district_id, _LINEAGE.is_withdrawal.is_(True)
        )
        links = session.execute(
            select(Lineage, _CHANGE.kind)
            .join(
                StructureChange,
                (_CHANGE.district_id == _LINEAGE.district_id) & (_CHANGE.id == _LINEAGE.change_id),
            )
            .where(
                _LINEAGE.district_id == actor.district_id,
                or_(_LINEAGE.predecessor_id == union.id, _LINEAGE.successor_id == union.id),
                _LINEAGE.is_withdrawal.is_(False),
                _LINEAGE.change_id.not_in(taken_back),
            )
            .order_by(_LINEAGE.id)
        ).all()
        changes = _changes_of(session, actor, union.id)
        others = _others(
            session,
            actor,
            {link.predecessor_id for link, _ in links} | {link.successor_id for link, _ in links},
        )
    return LineageOut(
        predecessors=[
            _relative(link, kind, others[link.predecessor_id], actor)
            for link, kind in links
            if link.successor_id == union.id
        ],
        successors=[
            _relative(link, kind, others[link.successor_id], actor)
            for link, kind in links
            if link.predecessor_id == union.id
        ],
        changes=changes,
    )


def list_targets(
    session: Session, actor: Actor, kind: StructureKind, q: str, page: Paging
) -> StructureTargetPage:
    """Unions that may receive: those in reach, and as a new parent also the federations beyond it (names are public)."""
    statement = select(ORG.id, ORG.name, ORG.level, ORG.status, ORG.parent_id, ORG.org_path).where(
        ORG.district_id == actor.district_id, ORG.status != OrgStatus.DISSOLVED
    )
    own = within(Organisation, actor)
    beyond = ORG.level.in_(FEDERATIONS) if kind is StructureKind.REPARENT else false()
    statement = statement.where(or_(own, beyond))
    if q:
        pattern = f"%{like_escape(q)}%"
        by_letters = ORG.initials.like(f"{like_escape(q.lower())}%", escape="\\")
        statement = statement.where(or_(ORG.name.like(pattern, escape="\\"), by_letters))
    with as_system(session):
        found = paginate(session, statement, order=[ORG.org_path], page=page)
    names = union_names(session, actor.district_id, {r.parent_id for r in found.rows if r.parent_id})
    return StructureTargetPage(
        items=[
            StructureTargetRow(
                id=row.id, name=row.name, level=row.level, status=row.status,
                parent_name=names.get(row.parent_id, ""),
            )
            for row in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )  # fmt: skip


def _whole_district(actor: Actor) -> Actor:
    """The caller as a reader of the change's trail, which stands at the district's place."""
    return replace(actor, org_path=f"{actor.district_id}.")


def _parties(session: Session, actor: Actor, change: StructureChange) -> list[StructurePartyOut]:
    return [
        StructurePartyOut(
            organisation_id=party.organisation_id,
            part=party.part,
            name=party.name,
            is_open=in_subtree(party.org_path, actor),
        )
        for party in parties_of(session, change)
    ]


def _preview_now(session: Session, change: StructureChange) -> StructurePreviewOut | None:
    if change.status in WAITING:
        return preview_out(preview(session, scene_of(session, order_of(session, change)), change.id))
    if change.status in IN_EFFECT:
        return preview_out(undo_preview(session, change))
    return None


def _lines(session: Session, change: StructureChange) -> list[StructureLineOut]:
    rows = session.execute(
        select(_LINE.kind, _LINE.is_undo, func.count())
        .where(_LINE.district_id == change.district_id, _LINE.change_id == change.id)
        .group_by(_LINE.kind, _LINE.is_undo)
        .order_by(_LINE.is_undo, _LINE.kind)
    )
    return [StructureLineOut(kind=row[0], is_undo=row[1], count=row[2]) for row in rows]


def _changes_of(session: Session, actor: Actor, organisation_id: UUID) -> list[StructureChangeRow]:
    rows = session.execute(
        select(*(getattr(_CHANGE, name) for name in _ROW))
        .join(StructureParty, (_PARTY.district_id == _CHANGE.district_id) & (_PARTY.change_id == _CHANGE.id))
        .where(_CHANGE.district_id == actor.district_id, _PARTY.organisation_id == organisation_id)
        .distinct()
        .order_by(_CHANGE.id.desc())
        .limit(50)
    )
    return [StructureChangeRow.model_validate(row) for row in rows]


def _others(session: Session, actor: Actor, ids: set[UUID]) -> dict[UUID, Any]:
    rows = session.execute(
        select(ORG.id, ORG.name, ORG.org_path).where(ORG.district_id == actor.district_id, ORG.id.in_(ids))
    )
    return {row.id: row for row in rows}


def _relative(link: Lineage, kind: StructureKind, other: Any, actor: Actor) -> RelativeOut:
    return RelativeOut(
        organisation_id=other.id,
        name=other.name,
        kind=kind,
        effective_on=link.effective_on,
        is_open=in_subtree(other.org_path, actor),
    )
