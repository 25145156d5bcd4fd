"""A payer that owes, its dunning and a month of dues, as direct rows for the tests of reach."""

from datetime import date
from typing import Any

from fastapi import FastAPI

from backend.funds.arrears.codes import ArrearsCaseState, DunningKind
from backend.funds.arrears.models import ArrearsCase, DunningNotice
from backend.funds.dues.codes import DuesState
from backend.funds.dues.models import DuesBatch
from backend.kernel import clock
from backend.kernel.db import new_id, unit_of_work
from tests.funds.arrears.owing import DISTRICT, add_payer, declare
from tests.support.builders import Union

DAY = date(2020, 12, 1)


def chased(app: FastAPI, union: Union) -> dict[str, str]:
    """The ids by the name of the parameter that takes them."""
    code = new_id().hex[-10:].upper()
    payer = add_payer(app, union, f"启明经费{code}", f"91430702{code}")
    declare(app, union, payer, "2020-09", 650_960)
    place = {"district_id": DISTRICT, "org_path": union.org_path}
    case = ArrearsCase(
        **place, id=new_id(), payer_id=payer, status=ArrearsCaseState.REMINDED, from_period="2020-09",
        to_period="2020-09", opened_on=DAY, opened_fen=650_960, opened_by="卜街一", open_key="open",
    )  # fmt: skip
    line: dict[str, Any] = {
        "period": "2020-09",
        "due_on": "2020-10-15",
        "overdue_days": 47,
        "late_fee_fen": None,
    }
    amounts = {"due_fen": 650_960, "relief_fen": 0, "paid_fen": 0, "arrears_fen": 650_960}
    notice = DunningNotice(
        **place, id=new_id(), arrears_case_id=case.id, payer_id=payer, kind=DunningKind.REMINDER,
        notice_no=f"工费提{code}", issued_on=DAY, payer_name="启明一厂", payer_uscc=f"91430702{code}",
        arrears_fen=650_960, lines=[{**line, **amounts}], recorded_at=clock.now(), account_id=new_id(),
        person_name="卜街一",
    )  # fmt: skip
    batch = DuesBatch(
        **place, id=new_id(), organisation_id=union.id, period="2020-10", status=DuesState.DRAFT, as_of=DAY,
        payers=0, exempt=0, missing=0,
    )  # fmt: skip
    with unit_of_work(app.state.engine) as session:
        for row in (case, notice, batch):
            session.add(row)
            session.flush()
    return {
        "payer_id": str(payer),
        "arrears_case_id": str(case.id),
        "notice_id": str(notice.id),
        "dues_batch_id": str(batch.id),
    }
