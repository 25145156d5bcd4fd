"""A list compared with the register: one look-up for the whole list, only in the caller's reach."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.kernel.text import name_form
from backend.members import rules, sealing
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState
from backend.members.list_imports.codes import ListKind, ListVerdict
from backend.members.list_imports.reading import NAME, NUMBER, ListEntry
from backend.members.lookups import among_ids, among_texts
from backend.members.models import Member, MembershipEvent
from backend.members.queries import E, M

_V = ListVerdict
_COLUMNS = (M.id, M.name, M.id_no_index, M.status, M.status_on, M.version)
#: Which record of a person counts when there are several.
_RANK = {
    MemberState.ACTIVE: 0,
    MemberState.RETAINED: 0,
    MemberState.IN_TRANSIT: 0,
    MemberState.ENDED: 1,
    MemberState.PENDING: 2,
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One row with what the register says about it."""

    entry: ListEntry
    verdict: ListVerdict
    member: Any = None
    column: str = ""
    message: str = ""
    fix: str = ""


def compare(session: Session, actor: Actor, kind: ListKind, entries: Sequence[ListEntry]) -> list[Compared]:
    """Every row with its verdict; somebody out of the caller's reach is not found (AZ-10)."""
    wanted = {entry.row: sealing.person_indexes(entry.number) for entry in entries if entry.fault is None}
    known: dict[str, list[Any]] = {}
    indexes = [index for found in wanted.values() for index in found]
    rows = session.execute(
        select(*_COLUMNS).where(within(Member, actor), among_texts(session, M.id_no_index, indexes))
    ).all()
    for row in rows:
        known.setdefault(row.id_no_index, []).append(row)
    dead = _dead(session, actor, [row.id for row in rows if row.status is MemberState.ENDED])
    return [
        _judge(entry, kind, [r for index in wanted.get(entry.row, []) for r in known.get(index, [])], dead)
        for entry in entries
    ]


def verdicts(rows: Sequence[Compared]) -> Counter[ListVerdict]:
    """Rows by verdict; they add up to the rows read."""
    return Counter(row.verdict for row in rows)


def _dead(session: Session, actor: Actor, ids: list[Any]) -> set[Any]:
    """Records whose last line says that the person died."""
    lines: dict[Any, list[Any]] = {}
    rows = session.execute(
        select(MembershipEvent)
        .where(within(MembershipEvent, actor), among_ids(session, E.member_id, ids))
        .order_by(E.member_id, E.sequence)
    ).scalars()
    for line in rows:
        lines.setdefault(line.member_id, []).append(line)
    return {key for key, found in lines.items() if rules.fold(found).by is Kind.DEATH}


def _judge(entry: ListEntry, kind: ListKind, known: list[Any], dead: set[Any]) -> Compared:
    if entry.fault is not None:
        return Compared(entry, _V.INVALID, None, entry.fault.column, entry.fault.message, entry.fault.fix)
    if not known:
        return Compared(
            entry, _V.NOT_FOUND, None, NUMBER, "本范围内没有这个证件号码的会员", "不是会员的不必登记；号码有误的请改正"
        )  # fmt: skip
    member = min(known, key=lambda row: (_RANK[row.status], str(row.id)))
    return _standing(entry, kind, member, dead) or _named(entry, member)


def _standing(entry: ListEntry, kind: ListKind, member: Any, dead: set[Any]) -> Compared | None:
    if member.status is MemberState.ENDED:
        word = "已登记死亡" if member.id in dead else "会籍已终止"
        return Compared(
            entry, _V.ALREADY, member, "", f"{word}（{member.status_on.isoformat()}）", "不必再登记"
        )
    if member.status is MemberState.PENDING:
        return Compared(
            entry, _V.NOT_FOUND, None, NUMBER, "此人的入会登记还没有生效", "请在会员卡片上办理“未予登记”"
        )  # fmt: skip
    if kind is ListKind.RETIREMENT and member.status is MemberState.RETAINED:
        return Compared(
            entry, _V.ALREADY, member, "", f"已保留会籍（{member.status_on.isoformat()}）", "不必再登记"
        )  # fmt: skip
    assert entry.on is not None  # a row without a date is a fault
    return _later(entry, member, entry.on)


def _later(entry: ListEntry, member: Any, on: date) -> Compared | None:
    if on >= member.status_on:
        return None
    return Compared(
        entry,
        _V.LATER_ACTIVITY,
        member,
        "",
        f"此人在名单日期以后（{member.status_on.isoformat()}）另有会籍变动",
        "请核对名单日期和那次变动，哪一个有误先更正哪一个",
    )


def _named(entry: ListEntry, member: Any) -> Compared:
    if name_form(entry.name) == name_form(member.name):
        return Compared(entry, _V.MATCHED, member)
    return Compared(
        entry,
        _V.NAME_MISMATCH,
        member,
        NAME,
        "证件号码相同，姓名与登记的不同",
        "请与来文单位核对；确是同一人的，写明理由后登记",
    )
