"""Reads of the legal-person register."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, visible, within
from backend.kernel.decisions import checks_out
from backend.kernel.history import ActionOut, actions_for, entries_of
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.parameters import lookup
from backend.organisations.codes import OrgLevel, OrgStatus
from backend.organisations.legal.codes import (
    NEEDED,
    OPEN_LEGAL,
    CertificateStanding,
    LegalAction,
    LegalKind,
    LegalState,
)
from backend.organisations.legal.models import LegalCertificate, LegalRegistration
from backend.organisations.legal.parameters import EXPIRY_DAYS
from backend.organisations.legal.register import C, certificates_of, is_newest
from backend.organisations.legal.rules import LEGAL_WORKFLOW, standing_of
from backend.organisations.legal.schemas import (
    LegalCertificatePage,
    LegalCertificateRow,
    LegalKindOut,
    LegalRegistrationOut,
    LegalRegistrationPage,
    LegalRegistrationRow,
    UnionLegalOut,
)
from backend.organisations.legal.service import application_checks
from backend.organisations.models import Organisation
from backend.organisations.permissions import P
from backend.organisations.queries import ORG, get_organisation, subtree
from backend.organisations.terms.register import committees_of

G: Any = LegalRegistration
EDIT = ActionOut(code="edit", label="补正内容", needs_note=False)
_PLAIN = set(LegalRegistrationOut.model_fields) & set(LegalRegistration.model_fields)
_PRINTED = set(LegalCertificateRow.model_fields) & set(LegalCertificate.model_fields)


@dataclass(frozen=True, slots=True)
class RegistrationFilter:
    """What the caller wants to see of the applications."""

    status: LegalState | None = None
    kind: LegalKind | None = None
    parent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CertificateFilter:
    """What the caller wants to see of the certificates."""

    q: str = ""
    standing: CertificateStanding | None = None
    parent_id: UUID | None = None


def get_registration(session: Session, actor: Actor, registration_id: UUID) -> LegalRegistration:
    """One application in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(LegalRegistration, (actor.district_id, registration_id)), actor)


def registrations(
    actor: Actor, status: LegalState | None = None, *, kind: LegalKind | None = None
) -> Select[Any]:
    """Applications in the caller's reach."""
    statement = _with_union(LegalRegistration, actor)
    if kind is not None:
        statement = statement.where(G.kind == kind)
    return statement if status is None else statement.where(G.status == status)


def list_registrations(
    session: Session, actor: Actor, wanted: RegistrationFilter, page: Paging
) -> LegalRegistrationPage:
    """Applications, newest first."""
    statement = _below(
        session, actor, registrations(actor, wanted.status, kind=wanted.kind), wanted.parent_id
    )
    found = paginate(session, statement, order=[G.id], page=page, descending=True)
    today = clock.today()
    return LegalRegistrationPage(
        items=[LegalRegistrationRow(**_line(row[0], row[1], today)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def list_certificates(
    session: Session, actor: Actor, wanted: CertificateFilter, page: Paging
) -> LegalCertificatePage:
    """The certificate that counts of each union, the ones that end first on top."""
    today = clock.today()
    days = _warning(session, actor.district_id, today)
    newest = _with_union(LegalCertificate, actor).where(is_newest())
    statement = _below(session, actor, newest, wanted.parent_id)
    if wanted.standing is not None:
        statement = statement.where(_stands(today, days)[wanted.standing])
    if q := wanted.q:
        pattern = f"%{like_escape(q)}%"
        statement = statement.where(
            or_(ORG.name.like(pattern, escape="\\"), C.certificate_no == q, C.union_uscc == q.upper())
        )
    found = paginate(session, statement, order=[C.valid_to, C.id], page=page)
    return LegalCertificatePage(
        items=[_certificate(row[0], row[1], today, days) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def union_legal(session: Session, actor: Actor, organisation_id: UUID) -> UnionLegalOut:
    """The legal personality of one union.

    Raises NotFound.
    """
    union = get_organisation(session, actor, organisation_id)
    today = clock.today()
    days = _warning(session, union.district_id, today)
    printed = certificates_of(session, actor, union.id)
    newest = printed[0] if printed else None
    rows = session.execute(
        select(LegalRegistration)
        .where(within(LegalRegistration, actor), G.organisation_id == union.id)
        .order_by(G.id.desc())
    ).scalars()
    applications = [LegalRegistrationRow(**_line(row, union.name, today)) for row in rows]
    is_busy = any(row.status in OPEN_LEGAL for row in applications)
    kinds = [] if is_busy or not _may_apply(actor, union) else _kinds(newest)
    chair = committees_of(session, actor, union.id).chair_on(today)
    return UnionLegalOut(
        organisation_id=union.id,
        organisation_name=union.name,
        on=today,
        standing=standing_of(newest.valid_to, newest.is_cancelled, today, days) if newest else None,
        suggested_name=union.name,
        suggested_domicile=union.address,
        suggested_representative=chair.seat.name if chair else union.chair_name,
        suggested_uscc=union.union_uscc or "",
        certificates=[_certificate(row, union.name, today, days) for row in printed],
        applications=applications,
        kinds=[LegalKindOut(kind=kind, label=kind.label, materials=list(NEEDED[kind])) for kind in kinds],
        actions=[ActionOut(code="apply", label="申请法人登记", needs_note=False)] if kinds else [],
    )


def registration_out(session: Session, actor: Actor, case: LegalRegistration) -> LegalRegistrationOut:
    """One application as the caller sees it."""
    union = get_organisation(session, actor, case.organisation_id)
    is_open = case.status in OPEN_LEGAL
    actions = actions_for(session, LEGAL_WORKFLOW, case, actor)
    if any(action.code == LegalAction.RESUBMIT.value for action in actions):
        actions = [EDIT, *actions]
    plain = {field: getattr(case, field) for field in _PLAIN}
    return LegalRegistrationOut(
        **{**plain, **_line(case, union.name, clock.today())},
        materials_needed=list(NEEDED[case.kind]),
        checks=checks_out(application_checks(session, actor, union, case)) if is_open else [],
        history=entries_of(session, actor, LEGAL_WORKFLOW.name, case.id),
        actions=actions,
    )


def _may_apply(actor: Actor, union: Organisation) -> bool:
    is_base = union.level is OrgLevel.BASE
    return (
        actor.may(P.LEGAL_FILE) and is_base and union.status not in (OrgStatus.DISSOLVED, OrgStatus.PREPARING)
    )


def _kinds(newest: LegalCertificate | None) -> list[LegalKind]:
    if newest is None or newest.is_cancelled:
        return [LegalKind.FIRST]
    return [kind for kind in LegalKind if kind is not LegalKind.FIRST]


def _warning(session: Session, district_id: str, on: date) -> int:
    return int(lookup(session, EXPIRY_DAYS.key, district_id, on).value)


def _stands(today: date, days: int) -> dict[CertificateStanding, ColumnElement[bool]]:
    """The same words as the rule, as conditions."""
    edge = today + timedelta(days=days)
    counts = C.is_cancelled.is_(False)
    return {
        CertificateStanding.CANCELLED: C.is_cancelled.is_(True),
        CertificateStanding.EXPIRED: and_(counts, C.valid_to < today),
        CertificateStanding.EXPIRING: and_(counts, C.valid_to >= today, C.valid_to <= edge),
        CertificateStanding.VALID: and_(counts, C.valid_to > edge),
    }


def _with_union(model: Any, actor: Actor) -> Select[Any]:
    joined = and_(ORG.district_id == model.district_id, ORG.id == model.organisation_id)
    return select(model, ORG.name).join(Organisation, joined).where(within(model, actor))


def _below(session: Session, actor: Actor, statement: Select[Any], parent_id: UUID | None) -> Select[Any]:
    if parent_id is None:
        return statement
    return statement.where(subtree(get_organisation(session, actor, parent_id).org_path))


def _line(row: LegalRegistration, name: str, today: date) -> dict[str, Any]:
    waits = row.status in (LegalState.ACCEPTED, LegalState.REVIEWED)
    return {
        "id": row.id,
        "organisation_id": row.organisation_id,
        "organisation_name": name,
        "kind": row.kind,
        "status": row.status,
        "applied_on": row.applied_on,
        "decide_by": row.decide_by,
        "is_late": waits and row.decide_by is not None and row.decide_by < today,
        "decided_on": row.decided_on,
    }


def _certificate(row: LegalCertificate, name: str, today: date, days: int) -> LegalCertificateRow:
    return LegalCertificateRow(
        **{field: getattr(row, field) for field in _PRINTED},
        organisation_name=name,
        days_left=(row.valid_to - today).days,
        standing=standing_of(row.valid_to, row.is_cancelled, today, days),
    )
