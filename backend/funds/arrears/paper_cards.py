"""Papers of a case as the caller sees and prints them."""

from sqlmodel import Session

from backend.funds.arrears import cases
from backend.funds.arrears.codes import DunningKind, ServiceMethod
from backend.funds.arrears.letters import LetterFacts, letter_of
from backend.funds.arrears.models import ArrearsCase, DunningNotice
from backend.funds.arrears.schemas import (
    DunningLetterOut,
    DunningLineOut,
    DunningNoticeOut,
    DunningNoticeRow,
    DunningServiceOut,
)
from backend.funds.arrears.workflow import WRITTEN
from backend.funds.codes import FundItem
from backend.funds.payers.queries import get_payer
from backend.funds.payers.rules import item_due
from backend.funds.permissions import P
from backend.funds.receipts.capitals import capitals
from backend.kernel.authz import Actor
from backend.organisations.queries import district_root


def paper_rows(session: Session, case: ArrearsCase) -> list[DunningNoticeRow]:
    """The papers of a case with the day each was served, oldest first."""
    notices = cases.notices_of(session, case)
    served = cases.served_on(cases.services_of(session, case.district_id, [row.id for row in notices]))
    return [
        DunningNoticeRow(
            id=row.id,
            kind=row.kind,
            notice_no=row.notice_no,
            issued_on=row.issued_on,
            pay_by=row.pay_by,
            arrears_fen=row.arrears_fen,
            late_fee_fen=row.late_fee_fen,
            served_on=served.get(row.id),
            is_written=row.kind in WRITTEN,
        )
        for row in notices
    ]


def notice_out(session: Session, actor: Actor, notice: DunningNotice) -> DunningNoticeOut:
    """One paper in full, as it is printed."""
    services = cases.services_of(session, notice.district_id, [notice.id])
    facts = _facts(session, actor, notice)
    letter = letter_of(facts)
    is_order = notice.kind is DunningKind.ORDER
    return DunningNoticeOut(
        id=notice.id,
        kind=notice.kind,
        notice_no=notice.notice_no,
        issued_on=notice.issued_on,
        pay_by=notice.pay_by,
        arrears_fen=notice.arrears_fen,
        late_fee_fen=notice.late_fee_fen,
        served_on=cases.served_on(services).get(notice.id),
        is_written=notice.kind in WRITTEN,
        arrears_case_id=notice.arrears_case_id,
        payer_id=notice.payer_id,
        payer_name=notice.payer_name,
        payer_uscc=notice.payer_uscc,
        payer_address=notice.payer_address,
        disputed_fen=notice.disputed_fen,
        total_fen=facts.asked_fen,
        total_words=facts.words,
        note=notice.note,
        person_name=notice.person_name,
        lines=[DunningLineOut.model_validate(line) for line in notice.lines],
        letter=DunningLetterOut.model_validate(letter),
        services=[DunningServiceOut.model_validate(row) for row in services],
        may_serve=actor.may(P.CHASE),
        methods=[method for method in ServiceMethod if (method is ServiceMethod.COURT) == is_order],
    )


def _facts(session: Session, actor: Actor, notice: DunningNotice) -> LetterFacts:
    payer = get_payer(session, actor, notice.payer_id)
    sender = district_root(session, notice.district_id)
    item = item_due(payer, notice.issued_on)
    periods = [str(line["period"]) for line in notice.lines]
    asked = notice.arrears_fen - notice.disputed_fen + (notice.late_fee_fen or 0)
    return LetterFacts(
        kind=notice.kind,
        issued_on=notice.issued_on,
        pay_by=notice.pay_by,
        payer_name=notice.payer_name,
        payer_uscc=notice.payer_uscc,
        payer_address=notice.payer_address,
        sender=sender.name if sender else "",
        item=item.label,
        channel=payer.channel.label,
        first_period=min(periods),
        last_period=max(periods),
        months=len(periods),
        arrears_fen=notice.arrears_fen,
        disputed_fen=notice.disputed_fen,
        late_fee_fen=notice.late_fee_fen,
        late_fee_basis=notice.late_fee_basis,
        words=capitals(asked),
        court=notice.court,
        note=notice.note,
        is_reserve=item is FundItem.RESERVE,
    )
