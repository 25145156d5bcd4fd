"""What the finance clerk does with receipts: books in and out, issue, void with reason, take back in red letters."""

from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from backend.funds.collections.models import FundCollection
from backend.funds.payers.models import FundPayer
from backend.funds.receipts import queries, rules
from backend.funds.receipts.codes import (
    ReceiptAction,
    ReceiptBookAction,
    ReceiptBookState,
    ReceiptKind,
    ReceiptState,
)
from backend.funds.receipts.models import FundReceipt, FundReceiptBook
from backend.funds.receipts.schemas import BlankReceiptsIn, ReceiptBookIn, ReceiptIn, RedReceiptIn
from backend.funds.refunds.codes import RefundState
from backend.funds.refunds.queries import standing_fen
from backend.kernel import clock, history
from backend.kernel.authz import Actor, visible
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, invalid
from backend.kernel.history import ActionIn
from backend.organisations.numbering import next_number
from backend.organisations.queries import district_root

_BA, _A = ReceiptBookAction, ReceiptAction


def register_book(session: Session, actor: Actor, form: ReceiptBookIn) -> FundReceiptBook:
    """Take a book into stock.

    Raises Invalid (numbers the wrong way round, too many, a day to come) and Conflict (numbers kept already).
    """
    today = clock.today()
    received_on = form.received_on or today
    if not form.first_no <= form.last_no < form.first_no + rules.MOST_IN_BOOK:
        raise invalid(
            "last_no", "bad_run", f"止号应不小于起号，一本不超过 {rules.MOST_IN_BOOK} 份", "请核对起止号"
        )
    if received_on > today:
        raise invalid("received_on", "future", "入库日期不能晚于今天", "请填写实际领回的日期")
    next_number(session, actor.district_id, f"receipts:{form.series}")  # the next registration waits for us
    taken = queries.runs_of(session, actor.district_id, form.series)
    clash = rules.overlaps(form.first_no, form.last_no, taken)
    if clash is not None:
        raise Conflict(f"号码与已入库的 {clash[0]}–{clash[1]} 重叠，请核对票据代码和起止号")
    book = FundReceiptBook(
        id=new_id(),
        district_id=actor.district_id,
        org_path=actor.org_path,
        series=form.series,
        first_no=form.first_no,
        last_no=form.last_no,
        next_no=form.first_no,
        digits=max(form.digits, len(str(form.last_no))),
        issuer=form.issuer,
        received_on=received_on,
        status=ReceiptBookState.IN_STOCK,
    )
    session.add(book)
    history.begin(session, actor, rules.BOOK_WORKFLOW, book, _BA.REGISTER)
    return book


def act_on_book(
    session: Session, actor: Actor, book: FundReceiptBook, form: ActionIn, expected: int
) -> FundReceiptBook:
    """Take a book, hand it back, or settle it once all its numbers are used.

    Raises Invalid, Forbidden, Conflict (blank forms left, a number missing, the holder settling), StaleVersion.
    """
    if form.action == _BA.CLOSE.value:
        _refuse_lost_numbers(session, book)
    history.advance(
        session, actor, rules.BOOK_WORKFLOW, book, form.action, note=form.note, expected_version=expected
    )
    if form.action == _BA.TAKE.value:
        book.holder_person_id, book.holder_name = actor.person_id, actor.person_name
        book.taken_on = clock.today()
    elif form.action == _BA.HAND_BACK.value:
        book.holder_person_id, book.holder_name, book.taken_on = None, "", None
    else:
        book.closed_on = clock.today()
    session.add(book)
    session.flush()
    return book


def void_blanks(session: Session, actor: Actor, book: FundReceiptBook, form: BlankReceiptsIn) -> None:
    """Make the next blank forms of a book void.

    Raises Conflict (not the holder, fewer left).
    """
    _hold(session, actor, book)
    left = book.last_no - book.next_no + 1
    if form.count > left:
        raise Conflict(f"这一本只剩 {left} 份空白票据")
    for _ in range(form.count):
        receipt = _use_number(actor, book, ReceiptKind.BLANK, ReceiptState.VOID, org_path=book.org_path)
        receipt.ended_on, receipt.end_reason = clock.today(), form.reason
        session.add(receipt)
        history.begin(session, actor, rules.RECEIPT_WORKFLOW, receipt, _A.VOID, note=form.reason)
    session.add(book)
    session.flush()


def issue_receipt(session: Session, actor: Actor, form: ReceiptIn) -> FundReceipt:
    """Issue the receipt of one payment with the next number of the caller's book.

    Raises NotFound, Conflict (not the holder, no number left, payment taken back, by tax, or with a receipt).
    """
    book = queries.get_book(session, actor, form.book_id)
    paid = visible(session.get(FundCollection, (actor.district_id, form.collection_id)), actor)
    _hold(session, actor, book)
    _refuse_payment(session, paid)
    payer = session.get_one(FundPayer, (paid.district_id, paid.payer_id))
    receipt = _use_number(
        actor,
        book,
        ReceiptKind.NORMAL,
        ReceiptState.ISSUED,
        org_path=paid.org_path,
        payer_id=payer.id,
        collection_id=paid.id,
        live_collection_id=paid.id,
        payer_name=payer.name,
        payer_uscc=payer.payer_uscc,
        item=paid.item,
        period=paid.period,
        amount_fen=paid.paid_fen,
        ticket_no=paid.ticket_no,
        payee_name=_payee(session, actor),
    )
    _write(session, actor, book, receipt)
    return receipt


def void_receipt(
    session: Session, actor: Actor, receipt: FundReceipt, form: ActionIn, expected: int
) -> FundReceipt:
    """Make a receipt void while its month is open; the payment may then have another one.

    Raises Invalid (reason), Forbidden, Conflict (month closed), StaleVersion.
    """
    if form.action == _A.REVERSE.value:
        raise invalid("action", "needs_book", "红字冲销要用一份新票据", "请按“红字冲销”选择票据本后提交")
    context = rules.VoidContext(queries.is_month_closed(session, receipt))
    history.advance(
        session, actor, rules.RECEIPT_WORKFLOW, receipt, form.action, note=form.note,
        expected_version=expected, context=context,
    )  # fmt: skip
    _end(session, receipt, form.note)
    return receipt


def take_back(
    session: Session, actor: Actor, receipt: FundReceipt, form: RedReceiptIn, expected: int
) -> FundReceipt:
    """Issue a red-letter receipt that takes a good one back.

    Raises NotFound, Conflict (month still open, no number left), StaleVersion.
    """
    book = queries.get_book(session, actor, form.book_id)
    if not queries.is_month_closed(session, receipt):
        raise Conflict(f"{receipt.issued_on:%Y-%m} 还没有结账，请直接作废这份收据")
    _hold(session, actor, book)
    history.advance(
        session, actor, rules.RECEIPT_WORKFLOW, receipt, _A.REVERSE.value, note=form.reason,
        expected_version=expected,
    )  # fmt: skip
    _end(session, receipt, form.reason)
    same = ("payer_id", "collection_id", "payer_name", "payer_uscc", "item", "period", "ticket_no")
    red = _use_number(
        actor,
        book,
        ReceiptKind.RED,
        ReceiptState.ISSUED,
        org_path=receipt.org_path,
        reverses_id=receipt.id,
        amount_fen=-receipt.amount_fen,
        payee_name=receipt.payee_name,
        **{name: getattr(receipt, name) for name in same},
    )
    _write(session, actor, book, red)
    return red


def _hold(session: Session, actor: Actor, book: FundReceiptBook) -> None:
    """The caller holds the book; whoever else asks for its next number waits."""
    session.refresh(book, with_for_update=True)
    if book.status is not ReceiptBookState.IN_USE or book.holder_person_id not in actor.persons:
        raise Conflict("这一本不在您手上，请先领用票据本")


def _use_number(
    actor: Actor, book: FundReceiptBook, kind: ReceiptKind, status: ReceiptState, **values: Any
) -> FundReceipt:
    if book.next_no > book.last_no:
        raise Conflict("这一本已经用完，请领用下一本")
    number = book.next_no
    book.next_no = number + 1
    return FundReceipt(
        id=new_id(),
        district_id=book.district_id,
        book_id=book.id,
        series=book.series,
        number=number,
        number_text=rules.number_text(number, book.digits),
        kind=kind,
        status=status,
        issued_on=clock.today(),
        cashier=actor.person_name,
        recorded_at=clock.now(),
        **values,
    )


def _write(session: Session, actor: Actor, book: FundReceiptBook, receipt: FundReceipt) -> None:
    """The receipt and the next number of its book; the store refuses a second receipt of one payment."""
    session.add(book)
    try:
        with session.begin_nested():
            session.add(receipt)
            session.flush()
    except IntegrityError as problem:
        raise Conflict("这笔缴费刚刚开过收据，请刷新后再看") from problem
    history.begin(session, actor, rules.RECEIPT_WORKFLOW, receipt, _A.ISSUE)


def _refuse_payment(session: Session, paid: FundCollection) -> None:
    if paid.channel not in rules.WITH_RECEIPT:
        raise Conflict("税务代收的以税收缴款书为凭证，不另开专用收据")
    if paid.paid_fen <= 0 or paid.reverses_id is not None:
        raise Conflict("冲正的记录不能开收据")
    if queries.is_reversed(session, paid.district_id, paid.id):
        raise Conflict("这笔缴费已经冲正，不能开收据")
    if standing_fen(session, paid.district_id, paid.id, (RefundState.PAID,)) >= paid.paid_fen:
        raise Conflict("这笔缴费已经全额退费，不能开收据")
    live = queries.live_receipt_of(session, paid.district_id, paid.id)
    if live is not None:
        raise Conflict(f"这笔缴费已开收据 {live.series} {live.number_text}，一笔款只开一份")


def _refuse_lost_numbers(session: Session, book: FundReceiptBook) -> None:
    check = rules.number_check(queries.numbers_of(session, book), book.first_no, book.next_no)
    if not check.is_met:
        raise Conflict(f"{check.label}：不符合，请先查明缺号")


def _end(session: Session, receipt: FundReceipt, reason: str) -> None:
    receipt.live_collection_id = None
    receipt.ended_on, receipt.end_reason = clock.today(), reason.strip()[:200]
    session.add(receipt)
    session.flush()


def _payee(session: Session, actor: Actor) -> str:
    root = district_root(session, actor.district_id)
    return root.name if root is not None else ""
