"""What is done about arrears: open a case, issue papers, record their service, go to court, settle."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.funds.arrears import cases, queries
from backend.funds.arrears.codes import (
    ArrearsCaseAction,
    ArrearsCaseState,
    DunningKind,
    ServiceMethod,
    ServiceOutcome,
)
from backend.funds.arrears.models import ArrearsCase, DunningNotice, DunningService
from backend.funds.arrears.papers import issue
from backend.funds.arrears.parameters import OBJECTION_PERIOD
from backend.funds.arrears.schemas import (
    ArrearsCaseIn,
    CourtOrderIn,
    DunningPaperIn,
    DunningServiceIn,
    PaymentOrderIn,
)
from backend.funds.arrears.workflow import BY_FORM, ENDED, PAPERS, WORKFLOW
from backend.funds.payers.queries import get_payer
from backend.funds.permissions import P
from backend.kernel import audit, calendar_table, clock, history
from backend.kernel.authz import Actor
from backend.kernel.calendar import PeriodUnit, period_end
from backend.kernel.errors import Conflict, Forbidden, invalid
from backend.kernel.files import attachments_of
from backend.kernel.history import ActionIn
from backend.kernel.parameters import lookup

_A, _S = ArrearsCaseAction, ArrearsCaseState
CASE: Any = ArrearsCase
OPEN_KEY = "open"
NOTICE = "dunning_notice"


def open_case(session: Session, actor: Actor, form: ArrearsCaseIn) -> ArrearsCase:
    """Begin to dun a payer for everything overdue today.

    Raises NotFound, Conflict (nothing overdue, or a case is open).
    """
    payer = get_payer(session, actor, form.payer_id)
    today = clock.today()
    book = queries.due_book(session, actor, today)
    months = queries.months_of(session, actor, book, [payer.id]).get(payer.id, [])
    if not months:
        raise Conflict("这个缴费户没有逾期未缴的经费，不需要催缴")
    case = ArrearsCase(
        district_id=payer.district_id,
        org_path=payer.org_path,
        payer_id=payer.id,
        status=_S.OPENED,
        from_period=months[0].period,
        to_period=months[-1].period,
        opened_on=today,
        opened_fen=sum(month.arrears_fen for month in months),
        opened_by=actor.person_name,
        open_key=OPEN_KEY,
    )
    try:
        with session.begin_nested():
            session.add(case)
            session.flush()
    except IntegrityError as problem:
        raise Conflict("这个缴费户已有一件催缴在办，请在那件里办理") from problem
    history.begin(session, actor, WORKFLOW, case, _A.OPEN, note=form.note)
    return case


def act(session: Session, actor: Actor, case: ArrearsCase, form: ActionIn, expected: int) -> ArrearsCase:
    """Take a step that needs no form of its own; approving the application writes it.

    Raises Invalid, Forbidden, Conflict (the step is not due yet, or the same person asked for it), StaleVersion.
    """
    if form.action in BY_FORM:
        raise invalid("action", "needs_form", "这一步要填写内容", "请按页面上的同名按钮填写后提交")
    _advance(session, actor, case, form.action, form.note, expected)
    action = _A(form.action)
    if action in PAPERS:
        issue(session, actor, case, PAPERS[action], form.note)
    elif action is _A.RETURN_ORDER:
        case.court, case.disputed_fen = "", 0
    if case.status in ENDED:
        case.ended_on, case.open_key = clock.today(), None
    session.add(case)
    session.flush()
    return case


def send_paper(
    session: Session, actor: Actor, case: ArrearsCase, form: DunningPaperIn, expected: int
) -> DunningNotice:
    """Issue the paper of a step and take the step.

    Raises Invalid (a step without a paper), Forbidden, Conflict (the time of the paper before is not over, it was not
    served, nothing is owed any more), StaleVersion.
    """
    if form.action not in PAPERS or form.action is _A.APPROVE_ORDER:
        raise invalid("action", "no_paper", "这一步不发文书", "请选择提示、催缴、二次催缴或律师函")
    _advance(session, actor, case, form.action.value, form.note, expected)
    notice = issue(session, actor, case, PAPERS[form.action], form.note)
    session.flush()
    return notice


def propose_order(
    session: Session, actor: Actor, case: ArrearsCase, form: PaymentOrderIn, expected: int
) -> ArrearsCase:
    """Ask the leader to let the federation apply for a payment order, for the undisputed part.

    Raises Invalid (everything is disputed), Forbidden, Conflict, StaleVersion.
    """
    facts = cases.facts_of(session, actor, case)
    if facts.arrears_fen and form.disputed_fen >= facts.arrears_fen:
        raise invalid(
            "disputed_fen", "all_disputed", "全部有争议的不能申请支付令", "请核对金额，或终止后另行提起诉讼"
        )
    _advance(session, actor, case, _A.PROPOSE_ORDER.value, form.note, expected)
    case.court, case.disputed_fen = form.court, form.disputed_fen
    session.add(case)
    session.flush()
    return case


def record_court_order(
    session: Session, actor: Actor, case: ArrearsCase, form: CourtOrderIn, expected: int
) -> ArrearsCase:
    """Write down the order of the court; from its service the payer has its time to pay or object.

    Raises Invalid (date), Forbidden, Conflict (the application was not filed), StaleVersion.
    """
    _refuse_future(form.served_on, case.opened_on)
    _advance(session, actor, case, _A.ISSUED.value, form.note, expected)
    case.order_no, case.order_served_on = form.order_no, form.served_on
    term = lookup(session, OBJECTION_PERIOD.key, case.district_id, form.served_on).value
    calendar = calendar_table.load_around(session, form.served_on)
    case.objection_by = period_end(form.served_on, int(term["count"]), PeriodUnit(term["unit"]), calendar).day
    session.add(case)
    session.flush()
    return case


def record_service(
    session: Session, actor: Actor, notice: DunningNotice, form: DunningServiceIn
) -> DunningService:
    """Write down how a paper was served; the proof must be with it already.

    Raises Invalid (date, method), Conflict (no proof).
    """
    _refuse_future(form.served_on, notice.issued_on)
    if (notice.kind is DunningKind.ORDER) != (form.method is ServiceMethod.COURT):
        raise invalid(
            "method", "wrong_method", "送达方式与文书不符", "支付令申请书递交人民法院，其他文书送达缴费户"
        )
    proofs = len(attachments_of(session, actor, NOTICE, notice.id))
    if form.outcome is ServiceOutcome.SERVED and not proofs:
        raise Conflict("还没有上传送达证明，请先上传送达回证、邮寄回执或受理通知书")
    row = DunningService(
        district_id=notice.district_id,
        org_path=notice.org_path,
        dunning_notice_id=notice.id,
        **form.model_dump(),
        proofs=proofs,
        recorded_at=clock.now(),
        account_id=actor.account_id,
        person_name=actor.person_name,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        actor,
        "dunning_notice.serve",
        NOTICE,
        notice.id,
        org_path=notice.org_path,
        details={"method": form.method.value, "outcome": form.outcome.value},
    )
    return row


def settle_paid(session: Session, actor: Actor) -> int:
    """End every open case whose months have been paid meanwhile; how many."""
    done = 0
    open_cases = session.execute(
        select(ArrearsCase).where(CASE.district_id == actor.district_id, CASE.open_key.is_not(None))
    ).scalars()
    waiting = list(open_cases)
    book = queries.due_book(session, actor, clock.today())
    owing = queries.months_of(session, actor, book, [case.payer_id for case in waiting])
    for case in waiting:
        if not [month for month in owing.get(case.payer_id, []) if month.period >= case.from_period]:
            note = "系统核对：所欠经费已全部入库"
            act(session, actor, case, ActionIn(action=_A.SETTLE.value, note=note), case.version)
            done += 1
    return done


def readable(session: Session, actor: Actor, notice_id: UUID) -> DunningNotice:
    """The paper whose files the caller may read.

    Raises Forbidden, NotFound.
    """
    if not actor.may(P.READ):
        raise Forbidden()
    return cases.get_notice(session, actor, notice_id)


def writable(session: Session, actor: Actor, notice_id: UUID) -> DunningNotice:
    """The paper to which the caller may add a proof of service.

    Raises Forbidden, NotFound.
    """
    notice = cases.get_notice(session, actor, notice_id)
    if not actor.may(P.CHASE):
        raise Forbidden()
    return notice


def _advance(
    session: Session, actor: Actor, case: ArrearsCase, action: str, note: str, expected: int
) -> None:
    facts = cases.facts_of(session, actor, case)
    history.advance(
        session, actor, WORKFLOW, case, action, note=note, expected_version=expected, context=facts
    )


def _refuse_future(day: date, earliest: date) -> None:
    if day > clock.today():
        raise invalid("served_on", "future", "送达日期不能晚于今天", "请填写实际送达的日期")
    if day < earliest:
        raise invalid("served_on", "too_early", "送达日期早于文书发出的日期", "请核对送达日期")
