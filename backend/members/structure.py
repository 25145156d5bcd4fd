"""The members' side of structure changes: what is open, and carrying memberships over through the ledger.

Each member leaves one union and arrives in the other on the same date, recorded at the same moment, so that the
totals are the same on every date and as known at every moment. Number and joining day stay with the person.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, update
from sqlmodel import Session

from backend.kernel import audit, outbox
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.members import rules, sealing
from backend.members.cases.rules import OPEN
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import (
    MemberSource,
    MemberState,
    RevealField,
)
from backend.members.lookups import among_ids, among_texts
from backend.members.models import ActiveMembership, Member, MembershipEvent, TransferCase
from backend.members.structure_lines import Lines
from backend.organisations.structure.codes import StructureLineKind as L
from backend.organisations.structure.plugins import Carrier, Done, Handover, Moving, OpenMatter

M: Any = Member
E: Any = MembershipEvent
C: Any = TransferCase
A: Any = ActiveMembership
_STAYS = (MemberState.ACTIVE, MemberState.RETAINED)
#: Columns that belong to the row and not to the person.
_OWN = frozenset(
    {
        "district_id", "id", "org_path", "version", "created_at", "organisation_id", "status", "status_on",
        "first_kind", "source", "updated_at", "id_no_sealed", "birth_date_sealed", "mobile_sealed",
    }
)  # fmt: skip


class MembersCarrier(Carrier):
    """Moves memberships between unions."""

    def follows(self, session: Session, district_id: str, path: str) -> list[Moving]:
        """Members and open transfers below a place."""
        members = select(func.count()).where(
            M.district_id == district_id, *_below(M, path), M.status.in_(rules.HOLDING)
        )
        cases = select(func.count()).where(C.district_id == district_id, *_below(C, path), C.status.in_(OPEN))
        return [
            Moving("members", "会员", int(session.execute(members).scalar_one())),
            Moving("cases", "未办结的转接事项", int(session.execute(cases).scalar_one())),
        ]

    def gives(self, session: Session, handover: Handover) -> list[Moving]:
        """Members and retained memberships that go over."""
        counts = session.execute(
            select(M.status, func.count()).where(*_leaving(session, handover)).group_by(M.status)
        )
        found = {row[0]: row[1] for row in counts}
        return [
            Moving("members", "会员", found.get(MemberState.ACTIVE, 0)),
            Moving("retained", "保留会籍", found.get(MemberState.RETAINED, 0)),
        ]

    def hinders(self, session: Session, handover: Handover) -> list[OpenMatter]:
        """Memberships that changed after the date, persons barred from the receiving union, wrong choices."""
        leaving = _leaving(session, handover)
        later = select(func.count()).where(*leaving, M.status_on > handover.effective_on)
        link = f"/members?organisation_id={handover.from_id}"
        found = [
            OpenMatter(
                "members_later",
                "生效日期以后还有会籍变动的会员",
                int(session.execute(later).scalar_one()),
                link,
            )
        ]
        if handover.chosen is not None:
            known = int(session.execute(select(func.count()).where(*leaving)).scalar_one())
            found.append(
                OpenMatter(
                    "members_unknown",
                    "选中的人不是本工会在会或保留会籍的会员",
                    len(handover.chosen) - known,
                    link,
                )
            )
            return found
        barred = select(func.count()).where(*leaving, M.id_no_index.in_(_barred(handover)))
        found.append(
            OpenMatter(
                "members_barred",
                "曾被接收工会除名或登记死亡的会员",
                int(session.execute(barred).scalar_one()),
                link,
            )
        )
        return found

    def carry(self, session: Session, actor: Actor, handover: Handover) -> list[Done]:
        """Transfer every member that goes over."""
        rows = session.execute(
            select(Member).where(*_leaving(session, handover)).order_by(M.id).with_for_update()
        ).scalars()
        return _hand_over(session, actor, handover, list(rows), {})

    def touched(self, session: Session, district_id: str, done: Sequence[Done]) -> list[OpenMatter]:
        """Members whose standing changed after they were carried over."""
        made = [line.result_id for line in done if line.kind is L.MEMBER and line.result_id]
        newest = (
            select(E.member_id, func.max(E.sequence).label("last"))
            .where(E.district_id == district_id, among_ids(session, E.member_id, made))
            .group_by(E.member_id)
            .subquery()
        )
        changed = (
            select(func.count())
            .select_from(MembershipEvent)
            .join(newest, and_(E.member_id == newest.c.member_id, E.sequence == newest.c.last))
            .where(E.district_id == district_id, E.source != MemberSource.STRUCTURE)
        )
        count = int(session.execute(changed).scalar_one()) if made else 0
        return [OpenMatter("members_changed", "转入后又有会籍变动的会员", count, "/members")]

    def take_back(
        self, session: Session, actor: Actor, handover: Handover, done: Sequence[Done]
    ) -> list[Done]:
        """The same persons go back to the rows they came from."""
        homes = {line.result_id: line.object_id for line in done if line.result_id is not None}
        rows = session.execute(
            select(Member)
            .where(M.district_id == handover.district_id, among_ids(session, M.id, list(homes)))
            .order_by(M.id)
            .with_for_update()
        ).scalars()
        return _hand_over(session, actor, handover, list(rows), homes)


def _hand_over(
    session: Session, actor: Actor, handover: Handover, rows: list[Member], homes: dict[UUID, UUID]
) -> list[Done]:
    if not rows:
        return []
    lines = Lines(session, actor, handover)
    arrivals = _arrivals(session, handover, rows, homes)
    lines.read_sequences([*(row.id for row in rows), *(item.id for item in arrivals.values())])
    done = []
    for row in rows:
        was = row.status
        arrival = arrivals[row.id_no_index]
        lines.leave(row, was)
        lines.arrive(arrival, was)
        _set_state(row, MemberState.ENDED, handover)
        _set_state(arrival, was, handover)
        arrival.joined_on, arrival.member_no = row.joined_on, row.member_no
        done.append(Done(L.MEMBER, row.id, arrival.id, handover.from_id, handover.to_id))
    session.flush()
    lines.write()
    _move_claims(session, rows, arrivals)
    _tell(session, actor, handover, done, arrivals)
    return done


def _arrivals(
    session: Session, handover: Handover, rows: list[Member], homes: dict[UUID, UUID]
) -> dict[str, Member]:
    """Each person's row in the receiving union by their look-up code: an old one there, or a new one."""
    indexes = [row.id_no_index for row in rows]
    known = session.execute(
        select(Member).where(
            M.district_id == handover.district_id,
            M.organisation_id == handover.to_id,
            among_texts(session, M.id_no_index, indexes),
        )
    ).scalars()
    found = {row.id_no_index: row for row in known}
    for row in rows:
        if row.id_no_index in found:
            _take_particulars(found[row.id_no_index], row)
        else:
            found[row.id_no_index] = _copy(row, handover)
            session.add(found[row.id_no_index])
    assert not homes or all(found[row.id_no_index].id == homes[row.id] for row in rows)
    session.flush()
    return found


def _particulars(row: Member) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Member.model_fields if name not in _OWN}


def _take_particulars(old: Member, row: Member) -> None:
    for name, value in _particulars(row).items():
        setattr(old, name, value)
    mobile = sealing.open_value(row, RevealField.MOBILE)
    for name, value in sealing.sealed_mobile(old.district_id, old.id, mobile).items():
        setattr(old, name, value)


def _copy(row: Member, handover: Handover) -> Member:
    member_id = new_id()
    sealed = {
        **sealing.sealed_person(row.district_id, member_id, sealing.open_person(row)),
        **sealing.sealed_mobile(row.district_id, member_id, sealing.open_value(row, RevealField.MOBILE)),
    }
    return Member(
        **{
            **_particulars(row),
            **sealed,
            "district_id": row.district_id,
            "id": member_id,
            "org_path": handover.to_path,
            "organisation_id": handover.to_id,
            "status": row.status,
            "status_on": handover.effective_on,
            "first_kind": Kind.TRANSFER_IN,
            "source": MemberSource.STRUCTURE,
            "updated_at": handover.at,
        }
    )


def _set_state(row: Member, state: MemberState, handover: Handover) -> None:
    row.status, row.status_on = state, handover.effective_on
    row.version += 1
    row.updated_at = handover.at


def _move_claims(session: Session, rows: list[Member], arrivals: dict[str, Member]) -> None:
    for row in rows:
        session.execute(
            update(ActiveMembership)
            .where(A.person_index == row.id_no_index, A.district_id == row.district_id, A.member_id == row.id)
            .values(member_id=arrivals[row.id_no_index].id)
            .execution_options(synchronize_session=False)
        )


def _tell(
    session: Session, actor: Actor, handover: Handover, done: list[Done], arrivals: dict[str, Member]
) -> None:
    for arrival in arrivals.values():
        outbox.emit(session, "member.transfer_in", arrival, {"status": arrival.status.value})
    audit.record(
        session, actor, "member.structure", "member", org_path=handover.to_path,
        details={"count": len(done), "from": str(handover.from_id), "to": str(handover.to_id)},
    )  # fmt: skip


def _leaving(session: Session, handover: Handover) -> list[Any]:
    chosen = [] if handover.chosen is None else [among_ids(session, M.id, handover.chosen)]
    return [
        M.district_id == handover.district_id,
        M.organisation_id == handover.from_id,
        M.status.in_(_STAYS),
        *chosen,
    ]


def _barred(handover: Handover) -> Any:
    other: Any = Member.__table__.alias("barred")  # type: ignore[attr-defined]
    last = (
        select(E.kind)
        .where(E.district_id == other.c.district_id, E.member_id == other.c.id)
        .order_by(E.sequence.desc())
        .limit(1)
        .correlate(other)
        .scalar_subquery()
    )
    return select(other.c.id_no_index).where(
        other.c.district_id == handover.district_id,
        other.c.organisation_id == handover.to_id,
        other.c.status == MemberState.ENDED,
        last.in_(list(rules.FINAL)),
    )


def _below(model: Any, path: str) -> tuple[Any, Any]:
    return model.org_path >= path, model.org_path < path[:-1] + "/"
