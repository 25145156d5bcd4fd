"""The figures this domain publishes."""

from typing import Any

from sqlalchemy import Select, and_, select

from backend.kernel.authz import Actor, within
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind
from backend.members.codes import MembershipEventKind as Kind
from backend.members.models import Member, MembershipEvent
from backend.members.queries import E, M, below, members_at, retained_at

LINK = "/members/{id}"
_ROW = (M.id, M.name, M.organisation_id, M.joined_on, M.status)


def _total_rows(actor: Actor, as_of: AsOf) -> Select[Any]:
    ids = members_at(actor, as_of.on, as_of.known_at, as_of.org_path)
    return select(*_ROW).where(within(Member, actor), M.id.in_(ids)).order_by(M.name_key, M.id)


def _retained_rows(actor: Actor, as_of: AsOf) -> Select[Any]:
    ids = retained_at(actor, as_of.on, as_of.known_at, as_of.org_path)
    return select(*_ROW).where(within(Member, actor), M.id.in_(ids)).order_by(M.name_key, M.id)


def _joined_rows(actor: Actor, as_of: AsOf) -> Select[Any]:
    known = [] if as_of.known_at is None else [E.recorded_at <= as_of.known_at]
    return (
        select(*_ROW, E.effective_on)
        .join(MembershipEvent, and_(E.district_id == M.district_id, E.member_id == M.id))
        .where(
            within(Member, actor),
            within(MembershipEvent, actor),
            E.kind == Kind.JOIN,
            E.active_delta == 1,
            E.effective_on.between(as_of.start, as_of.on),
            *below(E, as_of.org_path),
            *known,
        )
        .order_by(E.effective_on, E.id)
    )


INDICATORS = (
    Indicator(
        code="members.total",
        name="会员数",
        definition="统计时点日终会籍为“在会”的会员人数；保留会籍、转接中、待核对的不计。",
        unit="人",
        kind=IndicatorKind.STOCK,
        rows=_total_rows,
        link=LINK,
    ),
    Indicator(
        code="members.joined",
        name="新入会人数",
        definition="期间内会籍变化类型为“入会”且已生效的人次；转入、恢复的不计。",
        unit="人",
        kind=IndicatorKind.FLOW,
        rows=_joined_rows,
        link=LINK,
    ),
    Indicator(
        code="members.retained",
        name="保留会籍人数",
        definition="统计时点日终会籍为“保留”的人数；不在会员数之内。",
        unit="人",
        kind=IndicatorKind.STOCK,
        rows=_retained_rows,
        link=LINK,
    ),
)
