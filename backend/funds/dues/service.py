"""What is done with a month's dues: make the register, fill in wages, confirm, take in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.funds.dues import queries, rules
from backend.funds.dues.codes import DuesAction, DuesState
from backend.funds.dues.models import DuesBatch, DuesLine
from backend.funds.dues.parameters import BASE_FLOOR_UNIT, RATE
from backend.funds.dues.register import Registered, register_on
from backend.funds.dues.schemas import DuesBasesIn, DuesBatchIn, DuesCollectIn, DuesRevealIn
from backend.funds.dues.sealing import open_amounts, sealed_amounts
from backend.funds.periods import last_day, period_of
from backend.kernel import audit, clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, scoped_row
from backend.kernel.decisions import Check, ParameterUsed
from backend.kernel.errors import Conflict, FieldError, Invalid, invalid
from backend.kernel.history import ActionIn
from backend.kernel.http import check_version
from backend.kernel.parameters import Parameter, as_rate, lookup
from backend.organisations.codes import OrgLevel
from backend.organisations.queries import get_organisation

_A, _S = DuesAction, DuesState
L: Any = DuesLine


@dataclass(frozen=True, slots=True)
class DuesTerms:
    """The dated values a month is reckoned with."""

    rate: Parameter
    unit: Parameter

    @property
    def fraction(self) -> Decimal:
        """The rate as a number."""
        return as_rate(self.rate.value)

    @property
    def unit_fen(self) -> int:
        """What a wage is rounded down to."""
        return int(self.unit.value)

    def dues(self, base_fen: int) -> int:
        """The dues of one wage."""
        return rules.dues_of(base_fen, self.fraction, self.unit_fen)


def terms_of(session: Session, batch: DuesBatch) -> DuesTerms:
    """The values in force on the last day of the register's month.

    Raises ParameterMissing.
    """
    on = last_day(batch.period)
    found = [lookup(session, key.key, batch.district_id, on) for key in (RATE, BASE_FLOOR_UNIT)]
    return DuesTerms(*found)


def open_batch(session: Session, actor: Actor, form: DuesBatchIn) -> DuesBatch:
    """Make a month's register of a union from the members' register; wages of the month before are taken over.

    Raises NotFound, Conflict (not a grassroots union, there is one already), Invalid (a month to come).
    """
    union = get_organisation(session, actor, form.organisation_id)
    if union.level is not OrgLevel.BASE:
        raise Conflict("会费由基层工会收缴，请选择基层工会")
    if form.period > period_of(clock.today()):
        raise invalid("period", "future", "月份还没有开始", "请选择本月或以前的月份")
    batch = DuesBatch(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        period=form.period,
        status=_S.DRAFT,
        as_of=_as_of(form.period),
        payers=0,
        exempt=0,
        missing=0,
    )
    try:
        with session.begin_nested():
            session.add(batch)
            session.flush()
    except IntegrityError as problem:
        raise Conflict("这个月的会费名册已经建立，请在那一份里办理") from problem
    before = queries.batch_before(session, batch)
    _write_lines(session, batch, _known_wages(session, before))
    history.begin(session, actor, rules.WORKFLOW, batch, _A.OPEN)
    return batch


def renew(session: Session, actor: Actor, batch: DuesBatch, expected: int) -> DuesBatch:
    """Read the members' register anew; wages of those who are still in it stay.

    Raises Conflict (confirmed already), StaleVersion.
    """
    _begin_change(session, batch, expected)
    kept = _known_wages(session, batch)
    session.execute(delete(DuesLine).where(L.district_id == batch.district_id, L.dues_batch_id == batch.id))
    batch.as_of = _as_of(batch.period)
    _write_lines(session, batch, kept)
    _note(session, actor, batch, "renew", batch.payers)
    return batch


def fill(session: Session, actor: Actor, batch: DuesBatch, form: DuesBasesIn, expected: int) -> DuesBatch:
    """Put in basic wages; dues follow.

    Raises Conflict (confirmed already), Invalid (not in the register, or free of dues, E-R10), StaleVersion.
    """
    _begin_change(session, batch, expected)
    terms = terms_of(session, batch)
    lines = {line.member_id: line for line in queries.lines_of(session, batch)}
    errors = []
    for number, item in enumerate(form.items):
        line = lines.get(item.member_id)
        if line is None or line.is_exempt:
            errors.append(_refusal(number, line))
            continue
        dues = 0 if item.base_fen is None else terms.dues(item.base_fen)
        for name, value in sealed_amounts(line.district_id, line.id, item.base_fen, dues).items():
            setattr(line, name, value)
        session.add(line)
    if errors:
        raise Invalid("请按下列提示修改", errors=errors)
    _count(session, batch)
    _note(session, actor, batch, "fill", len(form.items))
    return batch


def act(session: Session, actor: Actor, batch: DuesBatch, form: ActionIn, expected: int) -> DuesBatch:
    """Confirm a register or take it back; taking in has a form of its own.

    Raises Invalid, Forbidden, Conflict (a wage is missing, the members changed), StaleVersion.
    """
    if form.action == _A.COLLECT:
        raise invalid("action", "needs_form", "收缴要填写金额和凭证号", "请按“登记收缴”填写后提交")
    if form.action == _A.CONFIRM and is_outdated(session, batch):
        raise Conflict("会员名册有变动，请先按最新名册更新再核定")
    _advance(session, actor, batch, form.action, form.note, expected)
    return batch


def collect(
    session: Session, actor: Actor, batch: DuesBatch, form: DuesCollectIn, expected: int
) -> DuesBatch:
    """Write down what was taken in; a difference to what is owed says why.

    Raises Invalid (date, more than owed, a difference without words), Forbidden, Conflict, StaleVersion.
    """
    if form.collected_on > clock.today():
        raise invalid("collected_on", "future", "收缴日期不能晚于今天", "请填写实际收缴的日期")
    if form.collected_fen > batch.dues_fen:
        raise invalid("collected_fen", "above_due", "实收多于应收", "多收的请退还会员后按应收数登记")
    if form.collected_fen < batch.dues_fen and not form.note:
        raise invalid("note", "required", "实收少于应收，没有写明原因", "请写明哪些会员没有交、为什么")
    _advance(session, actor, batch, _A.COLLECT.value, form.note, expected)
    batch.collected_on, batch.collected_fen, batch.bank_ref = (
        form.collected_on,
        form.collected_fen,
        form.bank_ref,
    )
    session.add(batch)
    session.flush()
    return batch


def reveal(
    session: Session, actor: Actor, batch: DuesBatch, form: DuesRevealIn
) -> list[tuple[DuesLine, tuple[int, int] | None]]:
    """Every wage and amount of a register in full; the look is audited with its purpose."""
    lines = queries.lines_of(session, batch)
    audit.record(
        session,
        actor,
        "dues_batch.reveal",
        rules.WORKFLOW.name,
        batch.id,
        org_path=batch.org_path,
        details={"purpose": form.purpose.value, "persons": len(lines)},
    )
    return [(line, open_amounts(line)) for line in lines]


def is_outdated(session: Session, batch: DuesBatch) -> bool:
    """Whether the members' register tells of others, or of another standing, than a draft does."""
    if batch.status is not _S.DRAFT:
        return False
    now = register_on(session, batch.district_id, batch.organisation_id, _as_of(batch.period))
    kept = {(line.member_id, line.is_exempt) for line in queries.lines_of(session, batch)}
    return kept != {(person.member_id, not person.owes) for person in now}


def facts_of(session: Session, batch: DuesBatch) -> rules.DuesFacts:
    """What a register is confirmed by."""
    charged = [
        line for line in queries.lines_of(session, batch) if line.is_exempt and line.base_sealed is not None
    ]
    return rules.DuesFacts(batch.payers, batch.missing, len(charged))


def checks_of(session: Session, batch: DuesBatch) -> list[Check]:
    """How a register is reckoned, with the values of its month."""
    terms = terms_of(session, batch)
    used = rules.DuesParameters(ParameterUsed.of(terms.rate), ParameterUsed.of(terms.unit))
    return rules.register_checks(facts_of(session, batch), terms.fraction, terms.unit_fen, used)


def _as_of(period: str) -> date:
    """The day whose memberships count: the month's last, or today while it runs."""
    return min(last_day(period), clock.today())


def _begin_change(session: Session, batch: DuesBatch, expected: int) -> None:
    session.refresh(batch, with_for_update=True)
    check_version(batch, expected)
    if batch.status is not _S.DRAFT:
        raise Conflict("名册已核定，请先退回修改")
    batch.version += 1


def _known_wages(session: Session, batch: DuesBatch | None) -> dict[Any, int]:
    if batch is None:
        return {}
    opened = ((line.member_id, open_amounts(line)) for line in queries.lines_of(session, batch))
    return {member_id: amounts[0] for member_id, amounts in opened if amounts is not None}


def _write_lines(session: Session, batch: DuesBatch, wages: dict[Any, int]) -> None:
    terms = terms_of(session, batch)
    people = register_on(session, batch.district_id, batch.organisation_id, batch.as_of)
    bulk_insert(session, DuesLine, [_line(batch, person, wages, terms) for person in people])
    _count(session, batch)


def _line(batch: DuesBatch, person: Registered, wages: dict[Any, int], terms: DuesTerms) -> dict[str, Any]:
    base = wages.get(person.member_id) if person.owes else None
    row = scoped_row(
        batch.district_id,
        batch.org_path,
        dues_batch_id=batch.id,
        member_id=person.member_id,
        person_name=person.name,
        sort_key=person.sort_key,
        standing=person.standing,
        is_exempt=not person.owes,
        reason=person.reason[:200],
    )
    dues = 0 if base is None else terms.dues(base)
    return {**row, **sealed_amounts(batch.district_id, row["id"], base, dues)}


def _count(session: Session, batch: DuesBatch) -> None:
    session.flush()
    lines = queries.lines_of(session, batch)
    owing = [line for line in lines if not line.is_exempt]
    amounts = [open_amounts(line) for line in owing]
    batch.payers, batch.exempt = len(owing), len(lines) - len(owing)
    batch.missing = sum(1 for item in amounts if item is None)
    batch.dues_fen = sum(item[1] for item in amounts if item is not None)
    session.add(batch)
    session.flush()


def _refusal(number: int, line: DuesLine | None) -> FieldError:
    field = f"items.{number}.base_fen"
    if line is None:
        return FieldError(field, "unknown_member", "此人不在本月名册里", "请先按最新名册更新")
    return FieldError(field, "exempt", f"免交会费，不能计收：{line.reason}", "请去掉此人的基数")


def _advance(session: Session, actor: Actor, batch: DuesBatch, action: str, note: str, expected: int) -> None:
    history.advance(
        session,
        actor,
        rules.WORKFLOW,
        batch,
        action,
        note=note,
        expected_version=expected,
        context=facts_of(session, batch),
    )


def _note(session: Session, actor: Actor, batch: DuesBatch, verb: str, count: int) -> None:
    name = rules.WORKFLOW.name
    details = {"count": count, "period": batch.period}
    audit.record(session, actor, f"{name}.{verb}", name, batch.id, org_path=batch.org_path, details=details)
