"""What crosses the wire about legal personality."""

from datetime import date, datetime
from uuid import UUID

from backend.kernel.decisions import RuleCheckOut
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import WireOut
from backend.organisations.legal.codes import CertificateStanding, LegalKind, LegalMaterial, LegalState


class LegalRegistrationRow(WireOut):
    """One line of the list of applications."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    kind: LegalKind
    status: LegalState
    applied_on: date
    decide_by: date | None
    is_late: bool
    decided_on: date | None


class LegalRegistrationPage(Page[LegalRegistrationRow]):
    """A page of applications, newest first."""


class LegalRegistrationOut(LegalRegistrationRow):
    """One application with its conditions, its trail and what the caller may do now."""

    union_name: str
    domicile: str
    representative: str
    union_uscc: str | None
    changed_on: date | None
    statement: str
    materials: list[LegalMaterial]
    materials_needed: list[LegalMaterial]
    accepted_on: date | None
    certificate_id: UUID | None
    version: int
    checks: list[RuleCheckOut]
    history: list[HistoryOut]
    actions: list[ActionOut]


class LegalCertificateRow(WireOut):
    """One certificate with where it stands today."""

    id: UUID
    organisation_id: UUID
    organisation_name: str
    kind: LegalKind
    certificate_no: str
    union_uscc: str
    union_name: str
    domicile: str
    representative: str
    registrar: str
    issued_on: date
    valid_from: date
    valid_to: date
    days_left: int
    standing: CertificateStanding
    recorded_at: datetime
    recorded_by: str


class LegalCertificatePage(Page[LegalCertificateRow]):
    """A page of certificates, the ones that end first on top."""


class LegalKindOut(WireOut):
    """One kind of application that is open to a union now, and the papers it needs."""

    kind: LegalKind
    label: str
    materials: list[LegalMaterial]


class UnionLegalOut(WireOut):
    """The legal personality of one union: certificates and applications, newest first."""

    organisation_id: UUID
    organisation_name: str
    on: date
    standing: CertificateStanding | None
    suggested_name: str
    suggested_domicile: str
    suggested_representative: str
    suggested_uscc: str
    certificates: list[LegalCertificateRow]
    applications: list[LegalRegistrationRow]
    kinds: list[LegalKindOut]
    actions: list[ActionOut]
