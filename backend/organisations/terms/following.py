"""The union's card follows its terms: the chair's name and the state 正常/待换届."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.errors import FieldError
from backend.kernel.history import advance
from backend.organisations.changes import change_line, note_change
from backend.organisations.codes import OrgChangeKind, OrgStatus
from backend.organisations.models import Organisation
from backend.organisations.permissions import P
from backend.organisations.queries import ORG
from backend.organisations.terms.codes import TermStanding, TermStatusAction
from backend.organisations.terms.register import (
    T,
    committees_of,
    facts_of,
    running_terms,
    warning_days,
)
from backend.organisations.terms.rules import standing_of
from backend.organisations.terms.workflows import TERM_STATUS_WORKFLOW

_DUE = frozenset({TermStanding.DUE, TermStanding.EXTENDED, TermStanding.OVERDUE})


def follow(session: Session, actor: Actor, union: Organisation) -> None:
    """After anything new about a union's committees: chair and state of the card as of today."""
    today = clock.today()
    known = committees_of(session, actor, union.id)
    term = known.running(today)
    if term is None:
        return
    chair = known.chair_on(today)
    _name_chair(session, actor, union, chair.seat.name if chair else "")
    days = warning_days(session, union.district_id, today)
    follow_state(session, actor, union, standing_of(facts_of(term), today, days))


def chair_faults(
    session: Session, actor: Actor, union: Organisation, given: Mapping[str, Any]
) -> list[FieldError]:
    """A chair's name typed into the card, although the committee on record says another one."""
    if "chair_name" not in given or given["chair_name"] == union.chair_name:
        return []
    if committees_of(session, actor, union.id).running(clock.today()) is None:
        return []
    return [
        FieldError(
            "chair_name",
            "by_term",
            "主席随届次和委员的登记变动，不能直接修改",
            "请在“届次与委员”登记离任、补选或更正，或办理换届",
        )
    ]


def follow_state(session: Session, actor: Actor, union: Organisation, standing: TermStanding) -> bool:
    """Move the state of a union to where its term stands; whether it moved."""
    is_due = standing in _DUE
    wanted = {
        OrgStatus.ACTIVE: TermStatusAction.BECOME_DUE if is_due else None,
        OrgStatus.TERM_DUE: TermStatusAction.RENEW if standing is TermStanding.IN_FORCE else None,
    }.get(union.status)
    if wanted is None:
        return False
    before = union.status
    lent = replace(actor, permissions=actor.permissions | {P.TERMS_FOLLOW})
    advance(session, lent, TERM_STATUS_WORKFLOW, union, wanted.value)
    line = change_line("status", before, union.status)
    note_change(session, actor, union, OrgChangeKind.EDITED, [line])
    return True


def follow_terms(session: Session, actor: Actor) -> int:
    """The day's work: unions whose term came near its end today, or is in force again."""
    today = clock.today()
    days = warning_days(session, actor.district_id, today)
    edge = today.toordinal() + max(days)
    first = type(today).fromordinal(edge)
    term = running_terms([within(T, actor)], today)
    last = term.c.last_on
    statement = (
        select(Organisation, last)
        .join(term, and_(term.c.organisation_id == ORG.id, term.c.n == 1))
        .where(
            within(Organisation, actor),
            or_(
                and_(ORG.status == OrgStatus.ACTIVE, last <= first),
                and_(ORG.status == OrgStatus.TERM_DUE, last > first),
            ),
        )
        .order_by(ORG.org_path)
    )
    moved = 0
    rows: Any = session.execute(statement).all()
    for union, last_on in rows:
        standing = TermStanding.DUE if last_on <= first else TermStanding.IN_FORCE
        moved += follow_state(session, actor, union, standing)
    return moved


def _name_chair(session: Session, actor: Actor, union: Organisation, name: str) -> None:
    if union.chair_name == name:
        return
    line = change_line("chair_name", union.chair_name, name)
    union.chair_name = name
    union.version += 1
    session.flush()
    note_change(session, actor, union, OrgChangeKind.EDITED, [line])
