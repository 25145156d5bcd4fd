"""Registrations of persons who are a member elsewhere, or may not join again: silently a case for the district."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.members.cases.rules import CASE_WORKFLOW, OPEN
from backend.members.cases.service import end_at_sender, take_in
from backend.members.codes import CaseAction, CaseKind, CaseState, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.lookups import among_ids
from backend.members.models import Member, TransferCase
from backend.members.queries import M

C: Any = TransferCase
#: A person's place: the district and the member row that holds it.
Place = tuple[str, UUID]


def settle_losers(
    session: Session, actor: Actor, losers: Sequence[Any], held: dict[str, Place]
) -> tuple[int, int]:
    """(taken over from a union that had let them go, cases opened)."""
    holders = _holders(session, [held[row.id_no_index] for row in losers])
    promised = _promised(session, [key for key in holders])
    taken = opened = 0
    for row in losers:
        key = held[row.id_no_index]
        holder = holders.get(key)
        if key in promised and promised[key] == row.organisation_id:
            continue
        if holder is not None and _was_let_go(holder, row, promised):
            _take_over(session, actor, row, holder)
            taken += 1
        else:
            open_case(session, actor, row, key, holder, CaseKind.DUPLICATE)
            opened += 1
    return taken, opened


def open_case(
    session: Session, actor: Actor, row: Any, key: Place, holder: Member | None, kind: CaseKind
) -> None:
    """A case at the district's own place in the tree: neither union sees it, nor its trail."""
    case = TransferCase(
        district_id=row.district_id,
        org_path=f"{row.district_id}.",
        kind=kind,
        status=CaseState.AWAITING_DISTRICT,
        person_name=row.name,
        claimant_id=row.id,
        to_organisation_id=row.organisation_id,
        holder_district_id=key[0],
        holder_id=key[1],
        from_organisation_id=holder.organisation_id if holder and key[0] == row.district_id else None,
        opened_on=clock.today(),
        opened_by=actor.person_name,
        closed_on=None,
    )
    session.add(case)
    history.begin(session, actor, CASE_WORKFLOW, case, CaseAction.FOUND)


def _holders(session: Session, keys: list[Place]) -> dict[Place, Member]:
    rows = session.execute(
        select(Member).where(
            M.district_id.in_(_districts(keys)), among_ids(session, M.id, [key[1] for key in keys])
        )
    ).scalars()
    return {(row.district_id, row.id): row for row in rows}


def _promised(session: Session, keys: list[Place]) -> dict[Place, UUID]:
    """Holders whose transfer to a named union is still open, and that union."""
    rows = session.execute(
        select(C.holder_district_id, C.holder_id, C.to_organisation_id).where(
            C.district_id.in_(_districts(keys)),
            C.kind == CaseKind.TRANSFER,
            C.status.in_(OPEN),
            among_ids(session, C.holder_id, [key[1] for key in keys]),
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _districts(keys: list[Place]) -> set[str]:
    return {key[0] for key in keys}


def _was_let_go(holder: Member, row: Any, promised: dict[Place, UUID]) -> bool:
    """Transferred out without a named receiver: whoever registers the person next may have them."""
    free = holder.status is MemberState.IN_TRANSIT and (holder.district_id, holder.id) not in promised
    return free and holder.district_id == row.district_id


def _take_over(session: Session, actor: Actor, row: Any, holder: Member) -> None:
    claimant = session.get(Member, (row.district_id, row.id))
    assert claimant is not None  # read a moment ago in this transaction
    end_at_sender(session, actor, holder, claimant.organisation_id)
    claimant.joined_on, claimant.member_no = holder.joined_on, holder.member_no
    take_in(session, actor, claimant, Kind.TRANSFER_IN, holder.organisation_id)
