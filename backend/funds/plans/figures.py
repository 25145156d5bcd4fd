"""The rows behind the figures of plan and receipts: one query each, as of a date, as known at a moment."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select

from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.collections.models import FundCollection
from backend.funds.payers.models import FundPayer
from backend.funds.plans.models import FundPlanTarget
from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, RowQuery, in_scope
from backend.organisations.queries import ORG

C: Any = FundCollection
Y: Any = FundPayer
T: Any = FundPlanTarget
#: What a plan is about; late fees are no part of it.
COUNTED = (FundItem.FUNDS, FundItem.RESERVE)


def planned(*channels: CollectionChannel) -> RowQuery:
    """Targets of the year in force on the date, through these channels (all without any)."""

    def rows(actor: Actor, as_of: AsOf) -> Select[Any]:
        wanted = [
            *in_scope(FundPlanTarget, actor, as_of, T.organisation_id),
            T.year == as_of.on.year,
            T.approved_on <= as_of.on,
            *_known(T, as_of),
            *_through(T, channels),
        ]
        newest = func.row_number().over(partition_by=(T.organisation_id, T.channel), order_by=T.number.desc())
        ranked = (
            select(T.id, T.channel, T.organisation_id, T.amount_fen, newest.label("n"))
            .where(*wanted)
            .subquery()
        )
        return (
            select(ranked.c.id, ORG.name, ORG.org_path, ranked.c.channel, ranked.c.amount_fen)
            .join(ORG, and_(ORG.district_id == actor.district_id, ORG.id == ranked.c.organisation_id))
            .where(ranked.c.n == 1, ranked.c.amount_fen != 0)
            .order_by(ranked.c.id)
        )

    return rows


def received(*channels: CollectionChannel) -> RowQuery:
    """Payments booked in the period, through these channels (all without any); reversals stand with their sign."""

    def rows(actor: Actor, as_of: AsOf) -> Select[Any]:
        return (
            select(
                C.id, Y.name, C.channel, C.org_path, C.booked_on, C.paid_fen, Y.payer_class, C.period, C.payer_id
            )
            .join(FundPayer, and_(Y.district_id == C.district_id, Y.id == C.payer_id))
            .where(
                *in_scope(FundCollection, actor, as_of, Y.organisation_id),
                C.booked_on.between(as_of.start, as_of.on),
                C.item.in_(COUNTED),
                *_known(C, as_of),
                *_through(C, channels),
            )
            .order_by(C.id)
        )  # fmt: skip

    return rows


def _through(model: Any, channels: tuple[CollectionChannel, ...]) -> list[ColumnElement[bool]]:
    return [model.channel.in_(channels)] if channels else []


def _known(model: Any, as_of: AsOf) -> list[ColumnElement[bool]]:
    return [] if as_of.known_at is None else [model.recorded_at <= as_of.known_at]
