"""The rows behind the figures of members: one query each, as of a date, as known at a moment, under either tree."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, in_scope
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member, MembershipEvent
from backend.members.queries import E, M
from backend.organisations.queries import ORG, H, existed_on

#: Changes that count as growth; corrections and retained memberships are reported by themselves.
_GROWTH = (Kind.JOIN, Kind.TRANSFER_IN, Kind.TRANSFER_OUT, Kind.WITHDRAW, Kind.EXPEL, Kind.DEATH)


def members(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Those in membership at the end of the day."""
    return _standing(actor, as_of, E.active_delta)


def retained(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Those whose membership was retained at the end of the day."""
    return _standing(actor, as_of, E.retained_delta)


def joined(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Joins that took effect in the period."""
    return (
        select(
            M.id, M.name, E.organisation_id, M.joined_on, M.status, E.effective_on, M.sex, M.is_migrant, M.group_eight,
            ORG.report_class, E.id.label("line_id"),
        )
        .join(MembershipEvent, and_(E.district_id == M.district_id, E.member_id == M.id))
        .join(ORG, and_(ORG.district_id == M.district_id, ORG.id == E.organisation_id))
        .where(
            M.district_id == actor.district_id,
            *in_scope(MembershipEvent, actor, as_of, E.organisation_id),
            E.kind == Kind.JOIN,
            E.active_delta == 1,
            E.effective_on.between(as_of.start, as_of.on),
            *_known(E, as_of),
        )
        .order_by(E.effective_on, E.id)
    )  # fmt: skip


def grown(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Members whose joins, transfers, leaves, expulsions and deaths of the period do not cancel out; ``change`` is ±1.

    A transfer that was returned and a death that was taken back cancel what they undo; merges are no growth.
    """
    returned = and_(E.kind == Kind.RESUME, E.retained_delta == 0)
    taken_back = and_(E.kind == Kind.ANNUL, E.from_organisation_id.is_(None))
    moved = (
        select(E.member_id, func.sum(E.active_delta).label("change"))
        .where(
            *in_scope(MembershipEvent, actor, as_of, E.organisation_id),
            or_(E.kind.in_(_GROWTH), returned, taken_back),
            E.active_delta != 0,
            E.effective_on.between(as_of.start, as_of.on),
            *_known(E, as_of),
        )
        .group_by(E.member_id)
        .having(func.sum(E.active_delta) != 0)
        .subquery()
    )
    return select(M.id, M.name, M.organisation_id, moved.c.change).join(
        moved, and_(M.district_id == actor.district_id, M.id == moved.c.member_id)
    )


def opening(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Those in membership when the period began."""
    return members(actor, before(as_of))


def before(as_of: AsOf) -> AsOf:
    """The end of the day before the period."""
    return replace(as_of, on=as_of.start - timedelta(days=1))


def stayed(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Of those in membership when the period began: the persons who are so at its end, in whichever union asked about."""
    now: Any = aliased(Member)
    ids = _ids(actor, as_of, E.active_delta)
    still = select(now.id_no_index).where(now.district_id == actor.district_id, now.id.in_(ids))
    return opening(actor, as_of).where(M.id_no_index.in_(still))


def of_declaring_unions(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Members of the unions that have declared their employees: the numerator to :func:`declared`."""
    declaring = declared(actor, as_of).order_by(None).with_only_columns(ORG.id)
    return members(actor, as_of).where(M.organisation_id.in_(declaring))


def declared(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Each union that stood on the day with its newest head-count of that month or earlier."""
    newest = func.row_number().over(partition_by=H.organisation_id, order_by=(H.month.desc(), H.id.desc()))
    ranked = (
        select(H.organisation_id, H.employees, H.members, newest.label("n"))
        .where(
            *in_scope(H, actor, as_of, H.organisation_id),
            H.month <= as_of.on.strftime("%Y-%m"),
            *_known(H, as_of),
        )
        .subquery()
    )
    return (
        select(ORG.id, ORG.name, ranked.c.employees, ranked.c.members)
        .join(ranked, and_(ORG.district_id == actor.district_id, ORG.id == ranked.c.organisation_id))
        .where(ranked.c.n == 1, existed_on(as_of.on))
        .order_by(ORG.id)
    )


def _standing(actor: Actor, as_of: AsOf, delta: Any) -> Select[Any]:
    return (
        select(
            M.id, M.name, M.organisation_id, M.joined_on, M.status, M.sex, M.is_migrant, M.group_eight,
            ORG.report_class,
        )
        .join(ORG, and_(ORG.district_id == M.district_id, ORG.id == M.organisation_id))
        .where(M.district_id == actor.district_id, M.id.in_(_ids(actor, as_of, delta)))
        .order_by(M.name_key, M.id)
    )  # fmt: skip


def _ids(actor: Actor, as_of: AsOf, delta: Any) -> Select[Any]:
    return (
        select(E.member_id)
        .where(
            *in_scope(MembershipEvent, actor, as_of, E.organisation_id),
            E.effective_on <= as_of.on,
            delta != 0,
            *_known(E, as_of),
        )
        .group_by(E.member_id)
        .having(func.sum(delta) > 0)
    )


def _known(model: Any, as_of: AsOf) -> list[ColumnElement[bool]]:
    return [] if as_of.known_at is None else [model.recorded_at <= as_of.known_at]
