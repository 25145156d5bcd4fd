"""Reads of re-elections and extensions."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, visible, within
from backend.kernel.decisions import checks_out
from backend.kernel.history import ActionOut, actions_for, entries_of
from backend.kernel.paging import Paging, paginate
from backend.organisations.models import Organisation
from backend.organisations.queries import ORG, below_street, get_organisation, subtree
from backend.organisations.terms.codes import ExtensionState, ReelectionAction, ReelectionState
from backend.organisations.terms.extensions import extension_checks
from backend.organisations.terms.judging import election_checks
from backend.organisations.terms.models import ElectionReport, Reelection, TermExtension
from backend.organisations.terms.reelections import latest_report
from backend.organisations.terms.register import committees_of
from backend.organisations.terms.schemas import (
    ElectedOut,
    ElectionReportOut,
    ReelectionOut,
    ReelectionPage,
    ReelectionRow,
    TermExtensionOut,
    TermExtensionPage,
    TermExtensionRow,
)
from backend.organisations.terms.workflows import EXTENSION_WORKFLOW, REELECTION_WORKFLOW

R: Any = Reelection
X: Any = TermExtension
EDIT = ActionOut(code="edit", label="修改请示", needs_note=False)


@dataclass(frozen=True, slots=True)
class ReelectionFilter:
    """What the caller wants to see of the re-elections."""

    status: ReelectionState | None = None
    is_late: bool = False
    is_direct: bool = False
    parent_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ExtensionFilter:
    """What the caller wants to see of the extensions."""

    status: ExtensionState | None = None
    is_direct: bool = False
    parent_id: UUID | None = None


def get_reelection(session: Session, actor: Actor, reelection_id: UUID) -> Reelection:
    """One re-election in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(Reelection, (actor.district_id, reelection_id)), actor)


def get_extension(session: Session, actor: Actor, extension_id: UUID) -> TermExtension:
    """One extension in the caller's reach.

    Raises NotFound.
    """
    return visible(session.get(TermExtension, (actor.district_id, extension_id)), actor)


def reelections(
    actor: Actor, status: ReelectionState | None = None, *, is_late: bool = False, is_direct: bool = False
) -> Select[Any]:
    """Re-elections in the caller's reach; late ones wait for a reply past its last day, direct ones for the district's."""
    statement = _with_union(Reelection, actor)
    if is_direct:
        statement = statement.where(~below_street(ORG, strictly=True))
    if status is not None:
        statement = statement.where(R.status == status)
    if is_late:
        statement = statement.where(R.status == ReelectionState.REPORTED, R.reply_due_on < clock.today())
    return statement


def extensions(actor: Actor, status: ExtensionState | None = None, *, is_direct: bool = False) -> Select[Any]:
    """Extensions in the caller's reach; direct ones have no street above them."""
    statement = _with_union(TermExtension, actor)
    if is_direct:
        statement = statement.where(~below_street(ORG, strictly=True))
    return statement if status is None else statement.where(X.status == status)


def list_reelections(
    session: Session, actor: Actor, wanted: ReelectionFilter, page: Paging
) -> ReelectionPage:
    """Re-elections, newest first."""
    cases = reelections(actor, wanted.status, is_late=wanted.is_late, is_direct=wanted.is_direct)
    statement = _below(session, actor, cases, wanted.parent_id)
    found = paginate(session, statement, order=[R.id], page=page, descending=True)
    today = clock.today()
    return ReelectionPage(
        items=[ReelectionRow(**_reelection_line(row[0], row[1], today)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def list_extensions(
    session: Session, actor: Actor, wanted: ExtensionFilter, page: Paging
) -> TermExtensionPage:
    """Extensions, newest first."""
    cases = extensions(actor, wanted.status, is_direct=wanted.is_direct)
    statement = _below(session, actor, cases, wanted.parent_id)
    found = paginate(session, statement, order=[X.id], page=page, descending=True)
    return TermExtensionPage(
        items=[TermExtensionRow(**_extension_line(row[0], row[1])) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def reelection_out(session: Session, actor: Actor, case: Reelection) -> ReelectionOut:
    """One re-election as the caller sees it."""
    union = get_organisation(session, actor, case.organisation_id)
    report = latest_report(session, case)
    actions = actions_for(session, REELECTION_WORKFLOW, case, actor, actor.org_path)
    if any(action.code == ReelectionAction.RESUBMIT.value for action in actions):
        actions = [EDIT, *actions]
    return ReelectionOut(
        **_reelection_line(case, union.name, clock.today()),
        years=case.years,
        congress=case.congress,
        plan=case.plan,
        permitted_on=case.permitted_on,
        approval_no=case.approval_no,
        version=case.version,
        report=_report_out(session, union, case, report) if report else None,
        history=entries_of(session, actor, REELECTION_WORKFLOW.name, case.id),
        actions=actions,
    )


def extension_out(session: Session, actor: Actor, case: TermExtension) -> TermExtensionOut:
    """One extension as the caller sees it."""
    union = get_organisation(session, actor, case.organisation_id)
    term = committees_of(session, actor, union.id).term(case.term_id)
    is_open = case.status is ExtensionState.REQUESTED
    return TermExtensionOut(
        **_extension_line(case, union.name),
        reason=case.reason,
        approval_no=case.approval_no,
        term_no=term.term_no,
        end_on=term.end_on,
        version=case.version,
        checks=checks_out(extension_checks(session, union, term, case.months)) if is_open else [],
        history=entries_of(session, actor, EXTENSION_WORKFLOW.name, case.id),
        actions=actions_for(session, EXTENSION_WORKFLOW, case, actor, actor.org_path),
    )


def _with_union(model: Any, actor: Actor) -> Select[Any]:
    joined = and_(ORG.district_id == model.district_id, ORG.id == model.organisation_id)
    return select(model, ORG.name).join(Organisation, joined).where(within(model, actor))


def _below(session: Session, actor: Actor, statement: Select[Any], parent_id: UUID | None) -> Select[Any]:
    if parent_id is None:
        return statement
    return statement.where(subtree(get_organisation(session, actor, parent_id).org_path))


def _reelection_line(row: Reelection, name: str, today: date) -> dict[str, Any]:
    waits = row.status is ReelectionState.REPORTED and row.reply_due_on is not None
    return {
        "id": row.id,
        "organisation_id": row.organisation_id,
        "organisation_name": name,
        "status": row.status,
        "term_no": row.term_no,
        "planned_on": row.planned_on,
        "requested_on": row.requested_on,
        "reported_on": row.reported_on,
        "reply_due_on": row.reply_due_on,
        "is_reply_late": waits and row.reply_due_on is not None and row.reply_due_on < today,
        "replied_on": row.replied_on,
    }


def _extension_line(row: TermExtension, name: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "organisation_id": row.organisation_id,
        "organisation_name": name,
        "status": row.status,
        "months": row.months,
        "extended_to": row.extended_to,
        "requested_on": row.requested_on,
        "decided_on": row.decided_on,
    }


def _report_out(
    session: Session, union: Organisation, case: Reelection, report: ElectionReport
) -> ElectionReportOut:
    return ElectionReportOut(
        elected_on=report.elected_on,
        years=report.years,
        entitled=report.entitled,
        present=report.present,
        candidates=report.candidates,
        elected=[ElectedOut.model_validate(item) for item in report.elected],
        note=report.note,
        recorded_at=report.recorded_at,
        recorded_by=report.recorded_by,
        checks=checks_out(election_checks(session, union, case, report)),
    )
