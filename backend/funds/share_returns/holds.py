"""What is known of unions on the day money would go to them: standing, certificate, account."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.bank_accounts.models import FundBankAccount
from backend.funds.bank_accounts.queries import union_accounts
from backend.funds.share_returns.rules import HoldFacts
from backend.organisations.legal.register import C, is_newest
from backend.organisations.models import Organisation

_O: Any = Organisation
_AT_ONCE = 5_000


def union_rows(session: Session, district_id: str, union_ids: Iterable[UUID]) -> dict[UUID, Organisation]:
    """The unions by id."""
    wanted = list(dict.fromkeys(union_ids))
    found: dict[UUID, Organisation] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = session.execute(
            select(Organisation).where(
                _O.district_id == district_id, _O.id.in_(wanted[start : start + _AT_ONCE])
            )
        ).scalars()
        found |= {row.id: row for row in rows}
    return found


def hold_facts(
    session: Session, unions: dict[UUID, Organisation], district_id: str, on: date
) -> dict[UUID, tuple[HoldFacts, FundBankAccount | None]]:
    """The facts of E-R12 for each union, with its account in force."""
    accounts = union_accounts(session, district_id, unions)
    rows = session.execute(
        select(C.organisation_id, C.certificate_no, C.valid_to, C.is_cancelled).where(
            C.district_id == district_id, is_newest()
        )
    )
    certificates = {row.organisation_id: row for row in rows}
    return {
        union_id: (
            _facts(union, certificates.get(union_id), accounts.get(union_id), on),
            accounts.get(union_id),
        )
        for union_id, union in unions.items()
    }


def _facts(union: Organisation, certificate: Any, account: FundBankAccount | None, on: date) -> HoldFacts:
    return HoldFacts(
        on=on,
        name=union.name,
        status=union.status,
        certificate_no=certificate.certificate_no if certificate else None,
        certificate_to=certificate.valid_to if certificate else None,
        is_cancelled=bool(certificate and certificate.is_cancelled),
        holder=account.holder_name if account else None,
    )
