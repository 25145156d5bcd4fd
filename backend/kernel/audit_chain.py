"""Recomputes the audit chain from the stored entries and names the first link that does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from backend.kernel.audit import GENESIS, AuditEntry, AuditHead, link

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link of one district's chain; kept outside the database, it proves that nothing was cut off."""

    district_id: str
    position: int
    hash: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """How far a chain holds; ``fault`` says what is wrong at ``position``, empty when all is well."""

    district_id: str
    checked: int
    position: int | None
    fault: str

    @property
    def holds(self) -> bool:
        """Whether every link is as it was written."""
        return not self.fault


def heads(session: Session) -> list[Head]:
    """The head of every district's chain."""
    rows = session.execute(select(AuditHead).order_by(col(AuditHead.district_id))).scalars()
    return [Head(row.district_id, row.position, row.hash) for row in rows]


def verify_chain(session: Session, head: Head, witness: Head | None = None) -> ChainReport:
    """Follow one chain from its first link to its head.

    :param witness: a head exported earlier; the chain must still contain exactly this link.
    """
    previous, expected = GENESIS, 1
    for entry in _entries(session, head.district_id):
        fault = _fault_of(entry, expected, previous, witness)
        if fault:
            return ChainReport(head.district_id, expected - 1, entry.position, fault)
        previous, expected = entry.hash, expected + 1
    checked = expected - 1
    if (checked, previous) != (head.position, head.hash):
        return ChainReport(head.district_id, checked, checked + 1, "最新的记录被删去，或链头被改动")
    if witness is not None and witness.position > checked:
        return ChainReport(head.district_id, checked, checked + 1, "比导出的链头短，有记录被删去")
    return ChainReport(head.district_id, checked, None, "")


def _fault_of(entry: AuditEntry, expected: int, previous: str, witness: Head | None) -> str:
    if entry.position != expected:
        return f"序号不连续，缺第 {expected} 条"
    if entry.previous_hash != previous:
        return "与前一条接不上"
    if link(entry) != entry.hash:
        return "内容被改动"
    if witness is not None and witness.position == entry.position and witness.hash != entry.hash:
        return "与导出的链头不一致，整条链被重写"
    return ""


def _entries(session: Session, district_id: str) -> Iterator[AuditEntry]:
    last = 0
    while True:
        batch = (
            session.execute(
                select(AuditEntry)
                .where(col(AuditEntry.district_id) == district_id, col(AuditEntry.position) > last)
                .order_by(col(AuditEntry.position))
                .limit(_BATCH)
            )
            .scalars()
            .all()
        )
        if not batch:
            return
        yield from batch
        last = batch[-1].position
        session.expunge_all()
