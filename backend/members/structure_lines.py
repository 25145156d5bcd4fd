"""The ledger lines of members who go from one union to another with a structure change, written in one statement."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, scoped_row
from backend.members import rules
from backend.members.codes import ChangeReason, MemberSource, MemberState
from backend.members.codes import MembershipEventKind as Kind
from backend.members.lookups import among_ids
from backend.members.models import Member, MembershipEvent
from backend.organisations.structure.plugins import Handover

E: Any = MembershipEvent


class Lines:
    """Collects the lines of one handover; every one has its date, its moment and its document."""

    def __init__(self, session: Session, actor: Actor, handover: Handover) -> None:
        self._session = session
        self._actor = actor
        self._handover = handover
        self._last: dict[UUID, int] = {}
        self._rows: list[dict[str, Any]] = []

    def read_sequences(self, ids: Sequence[UUID]) -> None:
        """The last line number of each ledger that will be written to."""
        found = self._session.execute(
            select(E.member_id, func.max(E.sequence))
            .where(E.district_id == self._handover.district_id, among_ids(self._session, E.member_id, ids))
            .group_by(E.member_id)
        )
        self._last = {row[0]: row[1] for row in found}

    def leave(self, member: Member, was: MemberState) -> None:
        """Out of the old union: transferred out and handed over at once, never without a union in between."""
        self._add(member, Kind.TRANSFER_OUT, was, MemberState.IN_TRANSIT)
        self._add(member, Kind.HAND_OVER, MemberState.IN_TRANSIT, MemberState.ENDED)

    def arrive(self, member: Member, state: MemberState) -> None:
        """Into the new union, with the standing the person had; a retained membership stays retained."""
        kind = Kind.RETAIN if state is MemberState.RETAINED else Kind.TRANSFER_IN
        self._add(member, kind, None, state)

    def write(self) -> None:
        """Write them all."""
        bulk_insert(self._session, MembershipEvent, self._rows)

    def _add(self, member: Member, kind: Kind, source: MemberState | None, target: MemberState) -> None:
        handover, moved = self._handover, rules.step(source, target)
        self._last[member.id] = self._last.get(member.id, 0) + 1
        self._rows.append(
            scoped_row(
                member.district_id,
                member.org_path,
                member_id=member.id,
                organisation_id=member.organisation_id,
                sequence=self._last[member.id],
                kind=kind,
                effective_on=handover.effective_on,
                recorded_at=handover.at,
                reason=ChangeReason.EMPLOYMENT,
                note=handover.note,
                from_organisation_id=handover.from_id,
                to_organisation_id=handover.to_id,
                document_no=handover.document_no,
                operator_id=self._actor.account_id,
                operator_name=self._actor.person_name,
                source=MemberSource.STRUCTURE,
                active_delta=moved.active_delta,
                retained_delta=moved.retained_delta,
            )
        )
