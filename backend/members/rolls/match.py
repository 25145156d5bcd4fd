"""What an import does with each judged row, given what the register knows (pure)."""

from dataclasses import dataclass, field
from typing import Any

from backend.members import rules
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState, RowOutcome, RowVerdict
from backend.members.rolls.cells import Found
from backend.members.rolls.columns import UNION
from backend.members.rolls.entries import Entry, Judged
from backend.members.rolls.register import COMPARED, Register, UnionPlace

#: 会籍变化类型 by which a person comes into a union's register.
ENTERING = frozenset({Kind.JOIN, Kind.TRANSFER_IN, Kind.RETAIN})


@dataclass(slots=True)
class Matched:
    """One row with what will be done: where to, with which member row, which particulars, which change."""

    judged: Judged
    index: str
    outcome: RowOutcome
    union: UnionPlace | None = None
    own: Any = None
    changed: dict[str, Any] = field(default_factory=dict)
    event: Kind | None = None

    @property
    def verdict(self) -> RowVerdict:
        """The row's verdict, including what the register said."""
        return self.judged.verdict


def match(judged: Judged, index: str, mobile_index: str | None, register: Register) -> Matched:
    """Decide one row; reasons from the register are added to what was found on it."""
    row = Matched(judged, index, RowOutcome.ERROR)
    if judged.verdict is RowVerdict.REJECT:
        return row
    row.union = _union_of(judged, register)
    if row.union is None:
        return row
    known = register.known.get(index, [])
    row.own = next((item for item in known if item.organisation_id == row.union.id), None)
    others = [item for item in known if item is not row.own and item.status is not MemberState.ENDED]
    if row.own is None:
        _new_here(row, others, register)
    elif row.own.status is MemberState.ENDED:
        _was_here(row, others, register)
    else:
        _is_here(row, mobile_index)
    return row


def _union_of(judged: Judged, register: Register) -> UnionPlace | None:
    name = judged.entry.union_name
    if name is None:
        return register.target
    found = register.union_named(name)
    if len(found) == 1:
        return found[0]
    if found:
        _reject(judged, "ambiguous_union", UNION, "本范围内有几个同名的工会", "请改为分别上传各工会的花名册")
    else:
        _reject(
            judged,
            "unknown_union",
            UNION,
            "本范围内没有这个工会",
            "请按工会登记的全称填写，或先在组织里登记该工会",
        )
    return None


def _new_here(row: Matched, others: list[Any], register: Register) -> None:
    entry = row.judged.entry
    if entry.kind not in ENTERING:
        row.outcome = RowOutcome.SKIP
        _warn(
            row.judged,
            "not_a_member",
            "会籍变化类型",
            f"登记簿里没有此人，“{entry.kind.label}”不必导入",
            "如需补登，请先以“入会”导入",
        )
    elif _is_barred(row, register) or _is_elsewhere(row, others, register):
        row.outcome = RowOutcome.ERROR
    else:
        _tell_former(row, register)
        row.outcome, row.event = RowOutcome.CREATE, entry.kind


def _is_barred(row: Matched, register: Register) -> bool:
    """Whether the district may not take this person in again, under whatever name."""
    if row.index not in register.barred:
        return False
    _reject(
        row.judged,
        "barred",
        "证件号码",
        "此证件号码曾被除名或已登记死亡，不能重新入会",
        "请按证件号码查看原登记；原登记有误的，请先更正原记录",
    )
    return True


def _tell_former(row: Matched, register: Register) -> None:
    """A person of the caller's own reach who left another union and comes back, perhaps under another name."""
    ended = [item for item in register.known.get(row.index, []) if item.status is MemberState.ENDED]
    if not ended:
        return
    last = max(ended, key=lambda item: item.status_on)
    place = register.name_of(last.organisation_id) or "本范围内另一工会"
    message = f"此人曾是“{place}”会员，会籍已于 {last.status_on.isoformat()} 终止，按重新入会登记"
    fix = "核对无误的不必处理"
    if row.judged.entry.name is not None and row.judged.entry.name != last.name:
        message += "；姓名与原登记不同"
        fix = "请核对是否同一人；改过名的，请附户籍证明办理身份信息更正"
    _warn(row.judged, "former_member", "证件号码", message[:200], fix)


def _is_elsewhere(row: Matched, others: list[Any], register: Register) -> bool:
    """Whether the caller may be told that the person is registered in another union (only of the caller's own reach)."""
    held = [item for item in others if item.status is not MemberState.PENDING or not register.is_direct]
    if held:
        place = register.name_of(held[0].organisation_id) or "本范围内另一工会"
        message = f"此人已在“{place}”登记"
        _reject(row.judged, "elsewhere", "证件号码", message[:200], "请由该工会办理转出，不能重复登记")
        return True
    if row.index in register.elsewhere:
        _reject(
            row.judged,
            "elsewhere_district",
            "证件号码",
            "此人的会籍在其他区县",
            "请联系对方区总工会先办理转出",
        )
        return True
    return False


def _was_here(row: Matched, others: list[Any], register: Register) -> None:
    entry, own = row.judged.entry, row.own
    assert entry.change_on is not None  # a row without a date was refused before
    if entry.kind not in ENTERING:
        row.outcome = RowOutcome.SAME
    elif entry.change_on <= own.status_on:
        row.outcome = RowOutcome.SKIP
        _warn(
            row.judged,
            "ended",
            "会籍变化日期",
            f"此人的会籍已于 {own.status_on.isoformat()} 终止",
            "重新入会的，请填写终止以后的入会日期",
        )
    elif own.id in register.final:
        _reject(
            row.judged,
            "ended_for_good",
            "会籍变化类型",
            "此人已除名或死亡，不能重新登记",
            "登记有误的，请报区总工会更正",
        )
    elif not _is_barred(row, register) and not _is_elsewhere(row, others, register):
        row.outcome, row.event = RowOutcome.UPDATE, entry.kind


def _is_here(row: Matched, mobile_index: str | None) -> None:
    entry, own = row.judged.entry, row.own
    row.changed = _differences(entry, own, mobile_index)
    if entry.name is not None and entry.name != own.name:
        _warn(
            row.judged,
            "name_differs",
            "姓名",
            "姓名与登记簿不同，登记簿的姓名不改",
            "登记有误的，请在会员卡片上办理“更正身份信息”",
        )
    if entry.kind not in (Kind.JOIN, Kind.TRANSFER_IN):
        _change_here(row)
    if row.judged.verdict is RowVerdict.REJECT:
        row.outcome = RowOutcome.ERROR
    else:
        row.outcome = RowOutcome.UPDATE if row.changed or row.event else RowOutcome.SAME


def _change_here(row: Matched) -> None:
    entry, own = row.judged.entry, row.own
    assert entry.change_on is not None  # a row without a date was refused before
    already = {Kind.RETAIN: MemberState.RETAINED, Kind.TRANSFER_OUT: MemberState.IN_TRANSIT}
    if already.get(entry.kind) is own.status:
        return
    if rules.TRANSITIONS.get((own.status, entry.kind)) is None or own.status is MemberState.PENDING:
        message = f"此人当前会籍“{own.status.label}”，不能办理“{entry.kind.label}”"
        _reject(
            row.judged,
            "not_admissible",
            "会籍变化类型",
            message,
            "请核对变化类型；待核对的，核对后再办",
        )
    elif entry.change_on < own.status_on:
        _reject(
            row.judged,
            "before_last_change",
            "会籍变化日期",
            f"早于上一次会籍变化（{own.status_on.isoformat()}）",
            "请核对日期",
        )
    else:
        row.event = entry.kind


def _differences(entry: Entry, own: Any, mobile_index: str | None) -> dict[str, Any]:
    """Particulars that the roll states and the register has otherwise; a blank cell never erases anything.

    The name is not among them: identity changes only by a change request.
    """
    changed = {
        name: getattr(entry, name)
        for name in COMPARED
        if name != "name" and getattr(entry, name) is not None and getattr(entry, name) != getattr(own, name)
    }
    if mobile_index is not None and mobile_index != own.mobile_index:
        changed["mobile"] = entry.mobile
    return changed


def _reject(judged: Judged, kind: str, column: str, message: str, fix: str) -> None:
    judged.found.append(Found("reject", kind, column, message, fix))


def _warn(judged: Judged, kind: str, column: str, message: str, fix: str) -> None:
    judged.found.append(Found("warn", kind, column, message, fix))
