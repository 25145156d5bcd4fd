"""Phone numbers of unions: sealed in the table, masked on the card."""

from uuid import UUID

from sqlmodel import Session

from backend.kernel import audit
from backend.kernel.authz import Actor
from backend.kernel.identifiers import canonical_mobile
from backend.kernel.masks import mask_phone
from backend.kernel.privacy import cipher
from backend.organisations.forms import PhoneRevealIn
from backend.organisations.models import Organisation
from backend.organisations.queries import get_organisation


def seal_phones(row: Organisation, phones: dict[str, str]) -> list[str]:
    """Keep the typed numbers; the fields whose number is another one than before."""
    changed = []
    for field, typed in phones.items():
        sealed = getattr(row, f"{field}_sealed")
        number = canonical_mobile(typed)
        before = open_phone(row, field, sealed)
        if number != before:
            value = (
                cipher().seal("organisation", f"{field}_sealed", row.id, number, district_id=row.district_id)
                if number
                else None
            )
            setattr(row, f"{field}_sealed", value)
            changed.append(field)
    return changed


def open_phone(row: Organisation, field: str, sealed: bytes | None) -> str:
    """A phone number of a union in clear; empty when none is kept."""
    if sealed is None:
        return ""
    return cipher().open_("organisation", f"{field}_sealed", row.id, sealed, district_id=row.district_id)


def masked_phone(row: Organisation, field: str) -> str:
    """A phone number as the card shows it."""
    number = open_phone(row, field, getattr(row, f"{field}_sealed"))
    return mask_phone(number) if number else ""


def reveal_phone(session: Session, actor: Actor, organisation_id: UUID, form: PhoneRevealIn) -> str:
    """One number in full; every look leaves an audit entry with its purpose.

    Raises NotFound.
    """
    row = get_organisation(session, actor, organisation_id)
    details = {"field": form.field.value, "purpose": form.purpose.value}
    audit.record(
        session, actor, "organisation.reveal", "organisation", row.id, org_path=row.org_path, details=details
    )
    return open_phone(row, form.field, getattr(row, f"{form.field.value}_sealed"))
