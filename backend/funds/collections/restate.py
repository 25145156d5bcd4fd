"""What payments would have brought each level under another split table: computed only, nothing is written."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, SplitLevel
from backend.funds.collections.models import FundSplitLine
from backend.funds.collections.queries import C, S
from backend.funds.collections.rules import SplitShare, parts_of
from backend.kernel.authz import Actor, within


@dataclass(frozen=True, slots=True)
class Question:
    """Which payments are restated, and under which table."""

    item: FundItem
    coverage: FundCoverage
    booked_from: date
    booked_to: date
    channel: CollectionChannel | None
    shares: Sequence[SplitShare]


@dataclass(frozen=True, slots=True)
class LevelSum:
    """One level's sum as booked and under the other table."""

    level: SplitLevel
    booked_fen: int
    restated_fen: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the restatement comes to; both columns add up to the same total."""

    payments: int
    total_fen: int
    levels: list[LevelSum]


def restate(session: Session, actor: Actor, question: Question) -> Answer:
    """Split every payment of the question again, each by the largest remainder; reversals stay the exact opposite."""
    booked = _booked(session, actor, question)
    restated: Counter[SplitLevel] = Counter()
    count = total = 0
    paid = session.execute(select(C.paid_fen).where(*_wanted(actor, question)))
    for (fen,) in paid.yield_per(5_000):
        count, total = count + 1, total + fen
        for part in parts_of(fen, question.shares):
            restated[part.share.level] += part.amount_fen
    levels = [level for level in SplitLevel if booked[level] or restated[level]]
    return Answer(count, total, [LevelSum(level, booked[level], restated[level]) for level in levels])


def _booked(session: Session, actor: Actor, question: Question) -> Counter[SplitLevel]:
    rows = session.execute(
        select(S.level, func.sum(S.amount_fen))
        .join(C, and_(C.district_id == S.district_id, C.id == S.collection_id))
        .where(within(FundSplitLine, actor), *_wanted(actor, question))
        .group_by(S.level)
    )
    return Counter({level: int(fen) for level, fen in rows})


def _wanted(actor: Actor, question: Question) -> list[Any]:
    found = [
        within(C, actor),
        C.item == question.item,
        C.coverage == question.coverage,
        C.booked_on.between(question.booked_from, question.booked_to),
    ]
    return found if question.channel is None else [*found, C.channel == question.channel]
