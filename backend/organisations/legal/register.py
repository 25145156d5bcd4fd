"""The certificates that count: the newest row of each union."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from backend.kernel.authz import Actor, within
from backend.organisations.legal.models import LegalCertificate

C: Any = LegalCertificate


def is_newest() -> ColumnElement[bool]:
    """No newer certificate of the same union."""
    newer: Any = aliased(LegalCertificate)
    return ~exists().where(
        newer.district_id == C.district_id, newer.organisation_id == C.organisation_id, newer.id > C.id
    )


def certificates_of(session: Session, actor: Actor, organisation_id: UUID) -> list[LegalCertificate]:
    """Every certificate of a union, newest first."""
    return list(
        session.execute(
            select(LegalCertificate)
            .where(within(LegalCertificate, actor), C.organisation_id == organisation_id)
            .order_by(C.id.desc())
        ).scalars()
    )
