"""What the lower registers say about one union in one month: names, head-count, members and their movements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from backend.funds.obligations import returns as funds
from backend.kernel.authz import Actor
from backend.members import queries as members
from backend.members.codes import MembershipEventKind as Kind
from backend.organisations import queries as organisations
from backend.submissions.monthly.cell_rules import Value
from backend.submissions.monthly.rules import Movement, period_end, period_start

#: which item a change of membership counts in
ITEM_OF: Mapping[Kind, str] = {
    Kind.JOIN: "members_joined",
    Kind.TRANSFER_IN: "members_transferred_in",
    Kind.RESUME: "members_resumed",
    Kind.TRANSFER_OUT: "members_transferred_out",
    Kind.RETAIN: "members_retained",
    Kind.WITHDRAW: "members_left",
    Kind.EXPEL: "members_expelled",
    Kind.DEATH: "members_died",
    Kind.MERGE: "members_merged",
    Kind.ANNUL: "members_annulled",
}
#: and under which name the register counts it
FLOW_ITEMS: Mapping[str, str] = {
    "members_joined": "joined",
    "members_transferred_in": "transferred_in",
    "members_resumed": "resumed",
    "members_transferred_out": "transferred_out",
    "members_retained": "retained",
    "members_left": "withdrawn",
    "members_expelled": "expelled",
    "members_died": "died",
    "members_merged": "merged",
    "members_annulled": "annulled",
}
HEAD_COUNT_ITEMS: Mapping[str, str] = {
    "employees": "employees",
    "employees_women": "women_employees",
    "employees_migrant": "migrant_employees",
    "employees_dispatched": "dispatched_employees",
    "employees_new_form": "new_form_employees",
}


class UnionCard(Protocol):
    """What the returns read of a union."""

    id: UUID
    org_path: str
    name: str
    chair_name: str
    contact_name: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The register's figures by name, and the single changes behind them."""

    values: dict[str, Value]
    movements: list[Movement]


def read(session: Session, actor: Actor, union: UnionCard, period: str) -> Facts:
    """Everything a return of this union for this month can follow."""
    values: dict[str, Value] = {
        "org_name": union.name,
        "chair_name": union.chair_name,
        "contact_name": union.contact_name,
        **_head_count(session, actor, union.id, period),
        **_members(session, actor, union.id, period),
        **funds.facts_of(session, actor.district_id, union.id, period),
    }
    return Facts(values, movements(session, actor, union.id, period))


def movements(session: Session, actor: Actor, organisation_id: UUID, period: str) -> list[Movement]:
    """The changes of membership of one union in one month, in order (the caller has checked the reach)."""
    rows = members.movement_rows(
        session, actor.district_id, organisation_id, period_start(period), period_end(period)
    )
    return [
        Movement(ITEM_OF[row.kind], row.effective_on, row.kind.label, row.name)
        for row in rows
        if row.kind in ITEM_OF
    ]


def _head_count(session: Session, actor: Actor, organisation_id: UUID, period: str) -> dict[str, Value]:
    found: Any = organisations.latest_head_counts(session, actor, [organisation_id], month=period).get(
        organisation_id
    )
    if found is None:
        return {}
    return {item: getattr(found, column) for item, column in HEAD_COUNT_ITEMS.items()}


def _members(session: Session, actor: Actor, organisation_id: UUID, period: str) -> dict[str, Value]:
    start, end = period_start(period), period_end(period)
    closing = members.counts_at(session, actor.district_id, organisation_id, end)
    moved = members.movements(session, actor.district_id, organisation_id, start, end)
    return {
        "members_opening": closing.members - moved.net,
        "members_closing": closing.members,
        "members_women": closing.women,
        "members_migrant": closing.migrant,
        **{item: getattr(moved, flow) for item, flow in FLOW_ITEMS.items()},
    }
