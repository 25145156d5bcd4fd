"""Which parts of which payments may be returned now: not returned before, refunds taken off, none while one is open."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, select
from sqlmodel import Session

from backend.funds.codes import FundItem, SplitLevel
from backend.funds.collections.models import FundCollection, FundSplitLine
from backend.funds.ledger import chart
from backend.funds.payers.models import FundPayer, FundPayerYear
from backend.funds.refunds.queries import collections_with, paid_parts
from backend.funds.refunds.rules import WAITING
from backend.funds.share_returns.codes import ShareReturnKind
from backend.funds.share_returns.models import FundShareReturnItem
from backend.funds.share_returns.parameters import RESERVE_RATE, SMALL_PAYER
from backend.funds.share_returns.rules import Candidate
from backend.funds.share_returns.small_rules import UPWARD, PayerYear, SmallRule, is_listed, years_under
from backend.kernel.authz import Actor, within
from backend.kernel.money import share_of
from backend.kernel.parameters import Parameter, as_rate, lookup
from backend.organisations.codes import Industry
from backend.organisations.models import Organisation

_C: Any = FundCollection
_S: Any = FundSplitLine
_P: Any = FundPayer
_Y: Any = FundPayerYear
_I: Any = FundShareReturnItem
_O: Any = Organisation


def candidates_of(
    session: Session, actor: Actor, kind: ShareReturnKind, from_on: date, to_on: date
) -> list[Candidate]:
    """The parts of payments booked in these days that a batch of this kind would return.

    Raises ParameterMissing.
    """
    if kind is ShareReturnKind.SMALL_PAYER:
        return _small(session, actor, from_on.year)
    if kind is ShareReturnKind.RESERVE:
        return _reserve(session, actor, from_on, to_on)
    return _base(session, actor, from_on, to_on)


def small_policy(session: Session, district_id: str, year: int) -> Parameter:
    """The policy of a year: the value in force on its last day.

    Raises ParameterMissing.
    """
    return lookup(session, SMALL_PAYER.key, district_id, date(year, 12, 31))


def payer_years(session: Session, actor: Actor, year: int) -> list[PayerYear]:
    """What the payers of unions in reach sent up in a year by booking date, with the year's lists."""
    rows = session.execute(
        _parts(actor, FundItem.FUNDS, UPWARD, date(year, 1, 1), date(year, 12, 31))
        .with_only_columns(
            _P.id, _P.union_id, _P.industry, _Y.is_small_payer, _Y.is_micro, func.sum(_S.amount_fen)
        )
        .outerjoin(
            FundPayerYear, and_(_Y.district_id == _P.district_id, _Y.payer_id == _P.id, _Y.year == year)
        )
        .group_by(_P.id, _P.union_id, _P.industry, _Y.is_small_payer, _Y.is_micro)
    )
    return [
        PayerYear(payer, union, int(fen), bool(small), bool(micro), industry is Industry.J)
        for payer, union, industry, small, micro, fen in rows
    ]


def _base(session: Session, actor: Actor, from_on: date, to_on: date) -> list[Candidate]:
    statement = _parts(actor, FundItem.FUNDS, {SplitLevel.BASE}, from_on, to_on)
    rows = _unreturned(session, statement, ShareReturnKind.BASE_SHARE)
    return _less_refunds(session, actor, [_candidate(row) for row in rows], {SplitLevel.BASE})


def _reserve(session: Session, actor: Actor, from_on: date, to_on: date) -> list[Candidate]:
    """The reserve of payers whose union has been founded since."""
    rate = as_rate(lookup(session, RESERVE_RATE.key, actor.district_id, to_on).value)
    statement = (
        _parts(actor, FundItem.RESERVE, {SplitLevel.RESERVE}, from_on, to_on)
        .join(Organisation, and_(_O.district_id == _P.district_id, _O.id == _P.union_id))
        .where(func.coalesce(_P.union_founded_on, _O.founded_on) <= to_on)
    )
    rows = _unreturned(session, statement, ShareReturnKind.RESERVE)
    found = _less_refunds(session, actor, [_candidate(row) for row in rows], {SplitLevel.RESERVE})
    return [replace(each, amount_fen=share_of(each.amount_fen, rate)) for each in found]


def _small(session: Session, actor: Actor, year: int) -> list[Candidate]:
    """The listed payers' payments of the unions that the policy means."""
    rule = SmallRule.of(small_policy(session, actor.district_id, year).value)
    payers = payer_years(session, actor, year)
    unions = {union for union, found in years_under(payers, rule).items() if found.return_fen > 0}
    listed = {each.payer_id for each in payers if each.union_id in unions and is_listed(each, rule)}
    statement = _parts(actor, FundItem.FUNDS, UPWARD, date(year, 1, 1), date(year, 12, 31))
    rows = _unreturned(session, statement, ShareReturnKind.SMALL_PAYER)
    merged: dict[UUID, Candidate] = {}
    for row in rows:
        if row.payer_id in listed:
            one = _candidate(row, chart.RETURN_EXPENSE)
            known = merged.get(one.collection_id)
            merged[one.collection_id] = replace(
                one, amount_fen=one.amount_fen + (known.amount_fen if known else 0)
            )
    found = _less_refunds(session, actor, list(merged.values()), UPWARD)
    return [replace(each, amount_fen=share_of(each.amount_fen, rule.rate)) for each in found]


def _parts(
    actor: Actor, item: FundItem, levels: Iterable[SplitLevel], from_on: date, to_on: date
) -> Select[Any]:
    """Split lines of payments of payers that have a union."""
    return (
        select(
            _C.id, _C.payer_id, _C.channel, _P.union_id, _S.account_code, _S.amount_fen.label("amount_fen")
        )
        .select_from(FundCollection)
        .join(FundSplitLine, and_(_S.district_id == _C.district_id, _S.collection_id == _C.id))
        .join(FundPayer, and_(_P.district_id == _C.district_id, _P.id == _C.payer_id))
        .where(
            within(FundCollection, actor),
            _C.item == item,
            _C.booked_on >= from_on,
            _C.booked_on <= to_on,
            _S.level.in_(list(levels)),
            _P.union_id.is_not(None),
        )
    )


def _unreturned(session: Session, statement: Select[Any], kind: ShareReturnKind) -> Iterable[Any]:
    returned = exists().where(
        _I.district_id == _C.district_id,
        _I.collection_id == _C.id,
        _I.kind == kind,
        _I.live_key.is_not(None),
    )
    return session.execute(statement.where(~returned, _S.amount_fen != 0).order_by(_C.id))


def _candidate(row: Any, account: str | None = None) -> Candidate:
    return Candidate(
        row.id,
        row.payer_id,
        row.union_id,
        account or row.account_code,
        chart.BANK[row.channel],
        row.amount_fen,
    )


def _less_refunds(
    session: Session, actor: Actor, found: list[Candidate], levels: Iterable[SplitLevel]
) -> list[Candidate]:
    """Refunded parts taken off; a payment with an open refund waits for its decision."""
    waiting = collections_with(session, actor.district_id, WAITING)
    back = paid_parts(session, actor.district_id)
    left = []
    for each in found:
        if each.collection_id in waiting:
            continue
        gone = back.get(each.collection_id, {})
        amount = each.amount_fen - sum(gone.get(level, 0) for level in levels)
        if amount:
            left.append(replace(each, amount_fen=amount))
    return left
