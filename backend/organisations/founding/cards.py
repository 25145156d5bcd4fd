"""The card of one founding and the lines of the list."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.decisions import Check, checks_out
from backend.kernel.history import actions_for, entries_of
from backend.kernel.paging import Slice
from backend.organisations.founding import checks, queries
from backend.organisations.founding.codes import FoundingLetter, FoundingState
from backend.organisations.founding.ending import last_day_of
from backend.organisations.founding.models import (
    FoundingCase,
    FoundingElection,
    FoundingEmployer,
    FoundingSlate,
)
from backend.organisations.founding.rules import FOUNDING_WORKFLOW
from backend.organisations.founding.schemas import (
    FoundingElectionOut,
    FoundingEmployerOut,
    FoundingLetterRef,
    FoundingOut,
    FoundingPage,
    FoundingRow,
    FoundingSlateOut,
)
from backend.organisations.models import Organisation
from backend.organisations.queries import division_name, union_names

_ROW = (
    "id", "case_no", "union_name", "parent_id", "union_id", "base_type", "employees", "status", "applied_on",
    "approved_on", "version",
)  # fmt: skip
_CARD = (
    "report_class", "economic_type", "unit_category", "industry", "division_code", "mode", "preparer_name", "reason",
    "preparation_no", "preparation_on", "election_allowed_on", "approval_no", "approving_org", "closed_on",
)  # fmt: skip


def page_of(session: Session, actor: Actor, found: Slice) -> FoundingPage:
    """The lines of one page with the names of the upper unions and the days to reply by."""
    names = union_names(session, actor.district_id, {case.parent_id for case in found.rows})
    due = queries.due_days(session, found.rows)
    return FoundingPage(
        items=[FoundingRow(**_line(case, names, due)) for case in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def card_of(session: Session, actor: Actor, case: FoundingCase) -> FoundingOut:
    """Everything about one founding, and what this caller may do with it."""
    employers = queries.employers_of_case(session, case)
    slate = queries.newest_slate(session, case)
    elections = queries.elections_of(session, case)
    names = union_names(session, actor.district_id, {case.parent_id})
    return FoundingOut(
        **_line(case, names, queries.due_days(session, [case])),
        **{field: getattr(case, field) for field in _CARD},
        division_name=division_name(session, case.division_code),
        union_status=_union_status(session, case),
        prepare_by=last_day_of(session, case),
        employers=[FoundingEmployerOut.model_validate(e) for e in employers],
        slate=FoundingSlateOut.model_validate(slate) if slate else None,
        elections=[FoundingElectionOut.model_validate(e) for e in elections],
        checks=checks_out(_checks(session, case, list(employers), slate, list(elections))),
        letters=[FoundingLetterRef(code=letter, label=letter.label) for letter in letters_of(case)],
        history=entries_of(session, actor, FOUNDING_WORKFLOW.name, case.id),
        actions=actions_for(session, FOUNDING_WORKFLOW, case, actor, last_day_of(session, case)),
    )


def letters_of(case: FoundingCase) -> list[FoundingLetter]:
    """The letters that have been written by now."""
    written = [FoundingLetter.APPLICATION]
    if case.preparation_no:
        written.append(FoundingLetter.PREPARATION_REPLY)
    if case.status in (FoundingState.ELECTED, FoundingState.FOUNDED):
        written.append(FoundingLetter.ELECTION_REPORT)
    if case.approval_no:
        written.append(FoundingLetter.APPROVAL)
    return written


def _line(case: FoundingCase, names: dict[UUID, str], due: dict[UUID, date]) -> dict[str, Any]:
    due_on = due.get(case.id)
    return {
        **{field: getattr(case, field) for field in _ROW},
        "parent_name": names.get(case.parent_id, ""),
        "due_on": due_on,
        "is_overdue": due_on is not None and due_on < clock.today(),
    }


def _checks(
    session: Session,
    case: FoundingCase,
    employers: list[FoundingEmployer],
    slate: FoundingSlate | None,
    elections: list[FoundingElection],
) -> list[Check]:
    found = checks.check_application(case.base_type, [e.employer_uscc for e in employers], case.approval_no)
    if slate is not None:
        found += queries.slate_checks(session, case, slate)
    if elections:
        found += _not_twice(found, queries.election_checks(session, case, elections[0]))
    return found


def _not_twice(known: list[Check], more: list[Check]) -> list[Check]:
    """What the election is judged by; the candidates' own findings of the same rule are replaced by it."""
    codes = {check.code for check in more}
    known[:] = [check for check in known if check.code not in codes]
    return more


def _union_status(session: Session, case: FoundingCase) -> Any:
    row = session.get(Organisation, (case.district_id, case.union_id)) if case.union_id else None
    return row.status if row else None
