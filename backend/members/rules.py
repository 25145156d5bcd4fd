"""Membership rules (pure): which change may follow which, what a ledger says on a date, who may be a member.

Sources: 工会会员会籍管理办法 (2016), domain table A.3 Membership, rules A-R10, A-R13.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from backend.kernel.dates import age_on
from backend.kernel.errors import FieldError
from backend.kernel.findings import Finding
from backend.kernel.identifiers import check_document, check_resident_id
from backend.members.codes import ChangeReason, IdType, MemberState, SexCode
from backend.members.codes import MembershipEventKind as Kind

#: A-R13; 劳动法 第十五条: nobody under 16 is employed.
MINIMUM_AGE = 16
#: Identity papers whose number is built like a resident ID.
RESIDENT_LIKE = frozenset({IdType.RESIDENT, IdType.HK_MO_TW_RESIDENCE})

_S = MemberState
_ENDINGS = (Kind.WITHDRAW, Kind.EXPEL, Kind.DEATH)
_FIRST = {
    Kind.APPLY: _S.PENDING,
    Kind.JOIN: _S.ACTIVE,
    Kind.TRANSFER_IN: _S.ACTIVE,
    Kind.RETAIN: _S.RETAINED,
}
TRANSITIONS: dict[tuple[MemberState | None, Kind], MemberState] = {
    **{(None, kind): state for kind, state in _FIRST.items()},
    **{(_S.ENDED, kind): state for kind, state in _FIRST.items()},
    (_S.PENDING, Kind.JOIN): _S.ACTIVE,
    (_S.PENDING, Kind.TRANSFER_IN): _S.ACTIVE,
    (_S.PENDING, Kind.RETAIN): _S.RETAINED,
    (_S.PENDING, Kind.REJECT): _S.ENDED,
    (_S.ACTIVE, Kind.RETAIN): _S.RETAINED,
    (_S.ACTIVE, Kind.TRANSFER_OUT): _S.IN_TRANSIT,
    **{(_S.ACTIVE, kind): _S.ENDED for kind in _ENDINGS},
    (_S.RETAINED, Kind.RESUME): _S.ACTIVE,
    (_S.RETAINED, Kind.TRANSFER_OUT): _S.IN_TRANSIT,
    **{(_S.RETAINED, kind): _S.ENDED for kind in _ENDINGS},
    (_S.IN_TRANSIT, Kind.RESUME): _S.ACTIVE,
    (_S.IN_TRANSIT, Kind.RETAIN): _S.RETAINED,
    (_S.IN_TRANSIT, Kind.HAND_OVER): _S.ENDED,
    (_S.IN_TRANSIT, Kind.DEATH): _S.ENDED,
    **{(state, Kind.MERGE): _S.ENDED for state in (_S.PENDING, _S.ACTIVE, _S.RETAINED)},
}
#: After these a person does not come back to this membership.
FINAL = frozenset({Kind.DEATH, Kind.EXPEL, Kind.MERGE})
#: What a later line may take back, restoring exactly what stood before (docs/adr: corrections of the ledger).
ANNULLABLE = frozenset({Kind.DEATH, Kind.MERGE, Kind.WITHDRAW})
#: Changes to a member's disadvantage name one of the national reasons.
NEEDS_REASON = frozenset({Kind.RETAIN, Kind.TRANSFER_OUT, Kind.EXPEL, Kind.WITHDRAW})
#: Changes without a national reason say in words what they rest on.
NEEDS_NOTE = frozenset({Kind.DEATH, Kind.REJECT, Kind.MERGE, Kind.ANNUL})
#: States that hold a person's one membership (A-R10).
HOLDING = frozenset({_S.ACTIVE, _S.RETAINED, _S.IN_TRANSIT})


class LedgerLine(Protocol):
    """What the fold reads of one event."""

    @property
    def sequence(self) -> int: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def effective_on(self) -> date: ...
    @property
    def recorded_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Standing:
    """What a ledger says: the state, since when, by which change, how many lines, and what stood before the last."""

    state: MemberState | None
    since: date | None
    by: Kind | None
    lines: int
    before: "Standing | None" = None


NOTHING = Standing(None, None, None, 0)


@dataclass(frozen=True, slots=True)
class Step:
    """One admissible change: the state it leads to and what it does to the two head-counts."""

    target: MemberState
    active_delta: int
    retained_delta: int


def fold(
    events: Iterable[LedgerLine], *, on: date | None = None, known_at: datetime | None = None
) -> Standing:
    """The standing after the events that took effect up to ``on`` and were recorded up to ``known_at``.

    Raises ValueError when the events do not follow one another as the rules say.
    """
    standing = NOTHING
    for line in sorted(events, key=lambda item: item.sequence):
        if (on is None or line.effective_on <= on) and (known_at is None or line.recorded_at <= known_at):
            after = follow(standing, line.kind, line.effective_on)
            if after is None:
                raise ValueError(f"{line.kind} does not follow {standing.state}")
            standing = after
    return standing


def follow(standing: Standing, kind: Kind, effective_on: date) -> Standing | None:
    """The standing after one more line, or None when it may not follow; annulling restores what stood before."""
    target = target_of(standing, kind)
    if target is None:
        return None
    if kind is Kind.ANNUL and standing.before is not None:
        return replace(standing.before, lines=standing.lines + 1)
    return Standing(target, effective_on, kind, standing.lines + 1, replace(standing, before=None))


def target_of(standing: Standing, kind: Kind) -> MemberState | None:
    """The state a change leads to, or None when it may not follow."""
    if kind is Kind.ANNUL:
        return standing.before.state if standing.by in ANNULLABLE and standing.before else None
    if standing.state is MemberState.ENDED and standing.by in FINAL:
        return None
    return TRANSITIONS.get((standing.state, kind))


def step(source: MemberState | None, target: MemberState) -> Step:
    """What moving between two states does to the members and to the retained memberships."""
    return Step(
        target,
        (target is MemberState.ACTIVE) - (source is MemberState.ACTIVE),
        (target is MemberState.RETAINED) - (source is MemberState.RETAINED),
    )


def check_change(
    standing: Standing,
    kind: Kind,
    effective_on: date,
    *,
    reason: ChangeReason | None,
    note: str,
    today: date,
) -> list[FieldError]:
    """Everything that speaks against a change; empty when it may be recorded."""
    found = []
    if target_of(standing, kind) is None:
        found.append(_not_admissible(standing, kind))
    if effective_on > today:
        found.append(
            FieldError("effective_on", "future_change", "变化日期不能晚于今天", "请填写实际发生的日期")
        )
    if standing.since is not None and effective_on < standing.since:
        found.append(
            FieldError(
                "effective_on",
                "before_last_change",
                f"变化日期早于上一次会籍变化（{standing.since.isoformat()}）",
                "请核对日期；上一次变化有误的，先更正上一次",
            )
        )
    if kind in NEEDS_REASON and reason is None:
        legal = "、".join(ChangeReason.labels().values())
        found.append(
            FieldError(
                "reason", "left_without_reason", f"办理“{kind.label}”必须有变化原因", f"请选择：{legal}"
            )
        )
    if kind in NEEDS_NOTE and not note.strip():
        found.append(
            FieldError(
                "note",
                "note_missing",
                f"办理“{kind.label}”必须写明依据",
                "请写明凭据，例如死亡证明、不予登记的理由",
            )
        )
    return found


def _not_admissible(standing: Standing, kind: Kind) -> FieldError:
    now = standing.state.label if standing.state else "未登记"
    if standing.by in FINAL and standing.by is not None:
        now = f"{now}（{standing.by.label}）"
    return FieldError(
        "kind", "not_admissible", f"当前会籍“{now}”不能办理“{kind.label}”", "请刷新后查看可办理的变动"
    )


def changes_open_to(standing: Standing) -> list[Kind]:
    """The changes a clerk may record next, in the order of the code list (the system's own left out).

    A waiting registration can only be taken back: everything else would tell whether the person is a member elsewhere.
    """
    by_hand: tuple[Kind, ...] = ()
    if standing.state is MemberState.PENDING:
        by_hand = (Kind.REJECT,)
    elif standing.state in HOLDING:
        by_hand = (Kind.RETAIN, Kind.TRANSFER_OUT, Kind.EXPEL, Kind.WITHDRAW, Kind.DEATH, Kind.RESUME)
    return [kind for kind in by_hand if target_of(standing, kind) is not None]


@dataclass(frozen=True, slots=True)
class Person:
    """Identity of a person in its one spelling."""

    id_type: IdType
    id_no: str
    sex: SexCode
    birth_date: date


def identify(
    id_type: IdType, id_no: str, sex: SexCode | None, birth_date: date | None, *, today: date, of_age_on: date
) -> tuple[Person | None, list[FieldError]]:
    """The person behind an identity paper, or everything that is wrong with it.

    A resident ID tells sex and birth date itself; other papers need both stated.
    ``of_age_on`` is the day on which the person must have completed 16 years.
    """
    if id_type in RESIDENT_LIKE:
        return _by_resident_id(id_type, id_no, sex, birth_date, today, of_age_on)
    checked = check_document(id_no)
    found = [_field("id_no", finding) for finding in checked.errors]
    if sex is None:
        found.append(FieldError("sex", "missing", "没有填写性别", "非身份证登记须填写性别"))
    if birth_date is None:
        found.append(FieldError("birth_date", "missing", "没有填写出生日期", "非身份证登记须填写出生日期"))
    elif birth_date > today:
        found.append(FieldError("birth_date", "future", "出生日期晚于今天", "请核对出生日期"))
    elif too_young(birth_date, of_age_on):
        found.append(_under_age("birth_date"))
    if found or checked.value is None or sex is None or birth_date is None:
        return None, found
    return Person(id_type, checked.value, sex, birth_date), []


def _by_resident_id(
    id_type: IdType, id_no: str, sex: SexCode | None, birth_date: date | None, today: date, of_age_on: date
) -> tuple[Person | None, list[FieldError]]:
    checked = check_resident_id(id_no, today)
    number = checked.value
    if number is None:
        return None, [_field("id_no", finding) for finding in checked.errors]
    own_sex = SexCode(number.sex.value)
    found = []
    if sex is not None and sex is not own_sex:
        found.append(
            FieldError(
                "sex",
                "sex_mismatch",
                "性别与身份证号码第17位不符",
                "请对照证件核对性别和号码，改正其中有误的",
            )
        )
    if birth_date is not None and birth_date != number.birth_on:
        found.append(
            FieldError(
                "birth_date",
                "birth_mismatch",
                "出生日期与身份证号码第7至14位不符",
                "请对照证件核对出生日期和号码，改正其中有误的",
            )
        )
    if too_young(number.birth_on, of_age_on):
        found.append(_under_age("id_no"))
    return (None, found) if found else (Person(id_type, number.number, own_sex, number.birth_on), [])


def too_young(birth_date: date, on: date) -> bool:
    """Whether a person has not completed 16 years on a day (A-R13)."""
    return age_on(birth_date, on) < MINIMUM_AGE


def _under_age(field: str) -> FieldError:
    return FieldError(
        field, "under_age", f"不满{MINIMUM_AGE}周岁，不能入会", "请核对证件；确未满16周岁的不能登记"
    )


def _field(name: str, finding: Finding) -> FieldError:
    return FieldError(name, finding.code, finding.message, finding.fix)
