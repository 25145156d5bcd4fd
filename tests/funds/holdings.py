"""One of everything about the funds of a union, as direct rows for the tests of reach; each walks its own story."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import FastAPI

from backend.funds.bank_accounts.codes import BankAccountPurpose, BankAccountState
from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.codes import CollectionChannel, FundItem
from backend.funds.collections.models import FundCollection
from backend.funds.collections.service import book
from backend.funds.payers.models import FundPayer
from backend.funds.plans.codes import FundPlanState
from backend.funds.plans.models import FundPlan
from backend.funds.receipts.codes import ReceiptBookState, ReceiptKind, ReceiptState
from backend.funds.receipts.models import FundReceipt, FundReceiptBook
from backend.funds.reconciliation.models import FundReconciliation
from backend.funds.refunds.codes import RefundReason, RefundState
from backend.funds.refunds.models import FundRefund
from backend.funds.reliefs.codes import ReliefState
from backend.funds.reliefs.models import FundRelief
from backend.funds.share_returns.codes import ShareReturnKind, ShareReturnLineState, ShareReturnState
from backend.funds.share_returns.models import FundShareReturn, FundShareReturnLine
from backend.funds.statements.codes import (
    ReconciliationClass,
    StatementLayout,
    StatementState,
    StatementVerdict,
)
from backend.funds.statements.content import keep_file
from backend.funds.statements.models import FundException, FundStatement, FundStatementRow
from backend.kernel import clock
from backend.kernel.db import Scoped, new_id, unit_of_work
from tests.funds.arrears.holdings import chased
from tests.funds.arrears.owing import DISTRICT
from tests.funds.books import clerk, working
from tests.funds.collections.payments import PAID, payment
from tests.funds.statements.files import TAX_FILE
from tests.support.builders import Union

DAY = date(2020, 12, 1)
FEN = 325_480
TOP: dict[str, Any] = {"district_id": DISTRICT, "org_path": f"{DISTRICT}."}


def funded(app: FastAPI, union: Union) -> dict[str, str]:
    """The ids by the name of the parameter that takes them; a name that two kinds share has its own here."""
    ids = chased(app, union)
    code = new_id().hex[-8:].upper()
    paid = _booked(app, UUID(ids["payer_id"]), code)
    rows = {**_of_the_district(code), **_out(paid, union, code), **_in(paid, code)}
    with unit_of_work(app.state.engine) as session:
        for row in rows.values():
            session.add(row)
            session.flush()
        keep_file(session, session.get_one(FundStatement, (DISTRICT, rows["statement_id"].id)), TAX_FILE)
        made = {name: str(row.id) for name, row in rows.items()}
    known = {"collection_id": paid.id, "ledger_entry_id": paid.entry_id, "union_id": union.id}
    return {**ids, **made, **{name: str(value) for name, value in known.items()}}


def _booked(app: FastAPI, payer_id: UUID, code: str) -> FundCollection:
    with working(app.state.engine, clerk()) as session:
        payer = session.get_one(FundPayer, (DISTRICT, payer_id))
        return book(session, clerk(), payment(payer, ticket_no=f"3430702{code}"))


def _of_the_district(code: str) -> dict[str, Scoped]:
    """A version of the plan and a comparison of the books, which only the district sees."""
    plan = FundPlan(
        **TOP, year=2020, number=int(code, 16) % 1_000_000, status=FundPlanState.WITHDRAWN, basis="启明"
    )  # fmt: skip
    sums = dict.fromkeys(
        ("receipts_fen", "parts_fen", "ledger_fen", "imported_fen", "source_fen", "year_fen", "figure_fen"),
        FEN,
    )
    run = FundReconciliation(
        **TOP, **sums, start=date(2020, 1, 1), as_of=DAY, payments=1, differences=0, is_balanced=True,
        recorded_at=clock.now(), account_id=new_id(), person_name="钱会计",
    )  # fmt: skip
    return {"plan_id": plan, "reconciliation_id": run}


def _out(paid: FundCollection, union: Union, code: str) -> dict[str, Scoped]:
    """What is given back of a payment, or not asked for: account, relief, refund, return of the share."""
    place = {"district_id": DISTRICT, "org_path": union.org_path}
    account = FundBankAccount(
        **place, id=new_id(), purpose=BankAccountPurpose.PAYING, payer_id=paid.payer_id, owner_name="启明一厂",
        holder_name="启明一厂", account_no_sealed=b"sealed", account_tail="0002", bank_name="建设银行武陵支行",
        proof="开户信息表", status=BankAccountState.IN_FORCE, open_key=code, recorded_at=clock.now(),
        recorded_by="钱会计",
    )  # fmt: skip
    relief = FundRelief(
        **place, payer_id=paid.payer_id, period="2020-09", status=ReliefState.APPLIED, amount_fen=FEN,
        basis="湘工发〔2020〕2号", reason="启明停产", applied_on=DAY, applied_by="卜街一", open_key="2020-09",
    )  # fmt: skip
    refund = FundRefund(
        **place, payer_id=paid.payer_id, collection_id=paid.id, account_id=account.id, channel=paid.channel,
        item=paid.item, period=paid.period, reason=RefundReason.OVERPAID, amount_fen=FEN, statement="启明多缴",
        status=RefundState.APPLIED, applied_on=DAY, applied_by="钱会计", recorded_at=clock.now(),
    )  # fmt: skip
    batch = FundShareReturn(
        **TOP, id=new_id(), batch_no=f"FH{code}", kind=ShareReturnKind.BASE_SHARE, from_on=PAID, to_on=DAY,
        status=ShareReturnState.DRAFT, basis="启明", compiled_on=DAY, compiled_by="钱会计", recorded_at=clock.now(),
    )  # fmt: skip
    line = FundShareReturnLine(
        **place, batch_id=batch.id, union_id=union.id, union_name=union.name, amount_fen=FEN, payments=1,
        status=ShareReturnLineState.READY, account_id=account.id,
    )  # fmt: skip
    return {
        "bank_account_id": account,
        "relief_id": relief,
        "refund_id": refund,
        "share_return_id": batch,
        "share_return_line_id": line,
    }


def _in(paid: FundCollection, code: str) -> dict[str, Scoped]:
    """What tells of a payment: its receipt in a book, and a statement with a row that nobody could place."""
    place = {"district_id": DISTRICT, "org_path": paid.org_path}
    payer: dict[str, Any] = {"payer_id": paid.payer_id, "payer_name": "启明一厂"}
    receipts = FundReceiptBook(
        **TOP, id=new_id(), series=code, first_no=1, last_no=50, next_no=2, digits=8, issuer="启明财政局",
        received_on=DAY, status=ReceiptBookState.IN_USE,
    )  # fmt: skip
    receipt = FundReceipt(
        **place, **payer, book_id=receipts.id, series=code, number=1, number_text="00000001", kind=ReceiptKind.NORMAL,
        status=ReceiptState.ISSUED, collection_id=paid.id, live_collection_id=paid.id, item=FundItem.FUNDS,
        period=paid.period, amount_fen=paid.paid_fen, payee_name="武陵区总工会", issued_on=DAY, cashier="钱会计",
        recorded_at=clock.now(),
    )  # fmt: skip
    statement = FundStatement(
        **TOP, id=new_id(), layout=StatementLayout.TAX, channel=CollectionChannel.TAX, period="2020-11",
        file_name="启明.csv", file_hash=code, status=StatementState.COMMITTED, rows_read=1, exception_rows=1,
        total_fen=FEN, exception_fen=FEN, account_id=new_id(), person_name="钱会计",
    )  # fmt: skip
    row = FundStatementRow(
        **place, **payer, id=new_id(), statement_id=statement.id, row_number=2, fingerprint=code, item=FundItem.FUNDS,
        period="2020-10", paid_fen=FEN, booked_on=PAID, verdict=StatementVerdict.ITEM_CONTRADICTS,
        recon_class=ReconciliationClass.PAYER,
    )  # fmt: skip
    exception = FundException(
        **place, **payer, statement_id=statement.id, row_id=row.id, row_number=2, channel=CollectionChannel.TAX,
        period="2020-11", verdict=row.verdict, recon_class=ReconciliationClass.PAYER, amount_fen=FEN, booked_on=PAID,
        resolution=None,
    )  # fmt: skip
    return {
        "book_id": receipts,
        "receipt_id": receipt,
        "statement_id": statement,
        "row_id": row,
        "exception_id": exception,
    }
