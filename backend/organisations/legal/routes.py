"""HTTP of the legal-person register."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.exports import EXPORT_ANSWER, ExportFormat
from backend.kernel.history import ActionIn
from backend.kernel.http import Idempotent, IfMatch, api_router, set_etag
from backend.kernel.paging import WHOLE, PageQuery
from backend.kernel.text import tidy
from backend.organisations.legal import queries, service
from backend.organisations.legal.codes import CertificateStanding, LegalKind, LegalState
from backend.organisations.legal.export import CERTIFICATES, REGISTRATIONS
from backend.organisations.legal.forms import LegalApplicationIn, LegalCorrectionIn, LegalIssueIn
from backend.organisations.legal.schemas import (
    LegalCertificatePage,
    LegalRegistrationOut,
    LegalRegistrationPage,
    UnionLegalOut,
)
from backend.organisations.permissions import P

router = api_router("/legal-registrations", "organisations")
certificates_router = api_router("/legal-certificates", "organisations")
union_router = api_router("/organisations", "organisations")
Reader = Annotated[Actor, require(P.READ)]
Filer = Annotated[Actor, require(P.LEGAL_FILE)]
Below = Annotated[UUID | None, Query(description="只看这个工会及其以下")]


def _registrations(
    status: LegalState | None = None, kind: LegalKind | None = None, parent_id: Below = None
) -> queries.RegistrationFilter:
    return queries.RegistrationFilter(status, kind, parent_id)


def _certificates(
    q: Annotated[str, Query(max_length=60, description="工会名称的一部分、证书编号或信用代码")] = "",
    standing: CertificateStanding | None = None,
    parent_id: Below = None,
) -> queries.CertificateFilter:
    return queries.CertificateFilter(tidy(q), standing, parent_id)


WantedRegistrations = Annotated[queries.RegistrationFilter, Depends(_registrations)]
WantedCertificates = Annotated[queries.CertificateFilter, Depends(_certificates)]


@router.get("", summary="工会法人登记申请")
def list_legal_registrations(
    db: Db, actor: Reader, page: PageQuery, wanted: WantedRegistrations
) -> LegalRegistrationPage:
    """Applications in the caller's reach, newest first."""
    return queries.list_registrations(db, actor, wanted, page)


@router.get("/export", summary="导出工会法人登记申请", response_class=Response, responses=EXPORT_ANSWER)
def export_legal_registrations(
    db: Db, actor: Reader, wanted: WantedRegistrations, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file."""
    return REGISTRATIONS.answer(actor, queries.list_registrations(db, actor, wanted, WHOLE).items, format)


@router.post("", status_code=201, summary="申请工会法人登记", dependencies=[Idempotent])
def apply_for_legal_registration(
    db: Db, actor: Filer, form: LegalApplicationIn, response: Response
) -> LegalRegistrationOut:
    """首次、换证、变更、补领、注销；未填的取工会登记内容。What is left empty comes from the card."""
    case = service.apply(db, actor, form)
    set_etag(response, case)
    return queries.registration_out(db, actor, case)


@router.get("/{registration_id}", summary="工会法人登记申请详情")
def read_legal_registration(
    db: Db, actor: Reader, registration_id: UUID, response: Response
) -> LegalRegistrationOut:
    """One application with its conditions and trail."""
    case = queries.get_registration(db, actor, registration_id)
    set_etag(response, case)
    return queries.registration_out(db, actor, case)


@router.patch("/{registration_id}", summary="补正工会法人登记申请")
def mend_legal_registration(
    db: Db,
    actor: Filer,
    registration_id: UUID,
    form: LegalCorrectionIn,
    expected: IfMatch,
    response: Response,
) -> LegalRegistrationOut:
    """只有通知补正的申请可以修改。Only an application the registrar asked to correct."""
    case = queries.get_registration(db, actor, registration_id)
    service.mend(db, actor, case, form, expected)
    set_etag(response, case)
    return queries.registration_out(db, actor, case)


@router.post("/{registration_id}/actions", summary="办理工会法人登记申请")
def act_on_legal_registration(
    db: Db, actor: Reader, registration_id: UUID, form: ActionIn, expected: IfMatch, response: Response
) -> LegalRegistrationOut:
    """受理、补正、审查、不予登记。The right is checked for the step taken."""
    case = queries.get_registration(db, actor, registration_id)
    service.move(db, actor, case, form.action, form.note, expected)
    set_etag(response, case)
    return queries.registration_out(db, actor, case)


@router.post("/{registration_id}/certificates", summary="准予登记并发证")
def issue_legal_certificate(
    db: Db, actor: Reader, registration_id: UUID, form: LegalIssueIn, expected: IfMatch, response: Response
) -> LegalRegistrationOut:
    """证书有效期到本届任期届满；注销登记只记录注销。The certificate lasts as long as the term."""
    case = queries.get_registration(db, actor, registration_id)
    service.issue(db, actor, case, form, expected)
    set_etag(response, case)
    return queries.registration_out(db, actor, case)


@certificates_router.get("", summary="工会法人证书")
def list_legal_certificates(
    db: Db, actor: Reader, page: PageQuery, wanted: WantedCertificates
) -> LegalCertificatePage:
    """每家工会现行的证书，先到期的在前。The certificate that counts of each union."""
    return queries.list_certificates(db, actor, wanted, page)


@certificates_router.get(
    "/export", summary="导出工会法人证书", response_class=Response, responses=EXPORT_ANSWER
)
def export_legal_certificates(
    db: Db, actor: Reader, wanted: WantedCertificates, format: ExportFormat = ExportFormat.XLSX
) -> Response:
    """The same filter as the list, as a file without persons."""
    return CERTIFICATES.answer(actor, queries.list_certificates(db, actor, wanted, WHOLE).items, format)


@union_router.get("/{organisation_id}/legal", summary="工会的法人资格")
def read_union_legal(db: Db, actor: Reader, organisation_id: UUID) -> UnionLegalOut:
    """Certificates and applications of one union, newest first."""
    return queries.union_legal(db, actor, organisation_id)
