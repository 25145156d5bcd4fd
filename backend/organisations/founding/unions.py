"""The union that a founding brings into being: in preparation first, then active with its approval number."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import FieldError, Invalid
from backend.organisations import coverage, placement_rules, rules
from backend.organisations.changes import change_line, note_change
from backend.organisations.codes import OrgChangeKind, OrgLevel, OrgStatus
from backend.organisations.facts import PlaceFacts, UnionFacts, refusals
from backend.organisations.forms import EmployerIn
from backend.organisations.founding import queries
from backend.organisations.founding.codes import FoundingAction
from backend.organisations.founding.forms import FoundingEmployerIn, FoundingIn
from backend.organisations.founding.models import FoundingCase, FoundingElection, FoundingEmployer
from backend.organisations.founding.rules import (
    UNION_WORKFLOW,
    derived_name,
    form_of,
    only_category,
    only_class,
)
from backend.organisations.models import Organisation
from backend.organisations.queries import get_organisation
from backend.organisations.register_checks import against_register
from backend.organisations.service import add_union, facts_of, short_name
from backend.organisations.structure import plugins
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation
from backend.organisations.terms.following import follow
from backend.organisations.terms.service import add_seat, add_term

CLASS_FIELDS = ("base_type", "report_class", "economic_type", "unit_category", "industry")
_APPROVED = ("status", "founded_on", "approval_no", "approving_org")


def proposed_values(form: FoundingIn) -> dict[str, Any]:
    """The union's classes as applied for; what was left out follows from the first employer."""
    first = form.employers[0]
    economy = form.economic_type or first.economic_type
    name = form.union_name or derived_name([e.name for e in form.employers], form.base_type)
    values = {
        "base_type": form.base_type,
        "economic_type": economy,
        "report_class": form.report_class or only_class(economy),
        "unit_category": form.unit_category or only_category(economy),
        "industry": form.industry or first.industry,
    }
    return _union_values(name, form.division_code, values)


def proposed_facts(
    district_id: str,
    values: dict[str, Any],
    employers: Sequence[FoundingEmployerIn] | Sequence[FoundingEmployer],
) -> UnionFacts:
    """What the rules judge about the union to be."""
    lines = [
        EmployerIn(
            name=e.name, employer_uscc=e.employer_uscc, economic_type=e.economic_type, industry=e.industry
        )
        for e in employers
    ]
    return facts_of(district_id, values, lines)


def faults(
    session: Session, actor: Actor, parent: Organisation, union: UnionFacts, case: FoundingCase | None
) -> list[FieldError]:
    """What refuses the union: its own rules, its place, and the rest of the register."""
    place = PlaceFacts(parent.level, parent.org_path, parent.org_form, parent.status)
    own = PlaceFacts(union.level, None, union.org_form, union.status)
    found = refusals([*placement_rules.check_placement(place, own), *rules.check_union(union, clock.today())])
    found += against_register(session, actor, union, parent.id, case_id=case.id if case else None)
    return [replace(fault, field="union_name") if fault.field == "name" else fault for fault in found]


def register_preparing(session: Session, actor: Actor, case: FoundingCase, on: date) -> Organisation:
    """Enter the union in the register as in preparation; it may enrol members from now on.

    Raises Invalid when an employer has got a union in the meantime.
    """
    parent = get_organisation(session, actor, case.parent_id)
    values = _union_values(
        case.union_name, case.division_code, {key: getattr(case, key) for key in CLASS_FIELDS}
    )
    union = proposed_facts(case.district_id, values, queries.employers_of_case(session, case))
    errors = faults(session, actor, parent, union, case)
    if errors:
        raise Invalid("申请内容现已不符合规定，请退回核对", errors=errors)
    values |= {
        "short_name": short_name(union.name),
        "mode": case.mode,
        "prep_group_on": on,
        "contact_name": case.preparer_name,
        "chair_name": "",
        "address": "",
        "note": "",
        "union_uscc": None,
    }
    row = add_union(session, parent, values)
    coverage.add_employers(session, row, union.employers)
    session.flush()
    lines = [change_line(field, None, getattr(row, field)) for field in ("name", "level", "status")]
    note_change(session, actor, row, OrgChangeKind.CREATED, lines)
    return row


def make_active(session: Session, actor: Actor, case: FoundingCase, election: FoundingElection) -> None:
    """The union is founded: approval number, approving union and founding date are entered, its first term begins.

    Raises Conflict when the union is no longer in preparation.
    """
    assert case.union_id is not None and case.approved_on is not None
    row = get_organisation(session, actor, case.union_id)
    before = {field: getattr(row, field) for field in _APPROVED}
    history.advance(session, actor, UNION_WORKFLOW, row, FoundingAction.APPROVE_UNION.value)
    row.founded_on, row.founded_recorded_at = case.approved_on, clock.now()
    row.approval_no, row.approving_org = case.approval_no, case.approving_org
    session.flush()
    lines = [change_line(field, before[field], getattr(row, field)) for field in _APPROVED]
    note_change(session, actor, row, OrgChangeKind.FOUNDED, lines)
    _first_term(session, actor, case, row, election)
    plugins.settle(session, actor, [row.id], case.approved_on, f"批准建会（{case.approval_no}）")


def _first_term(
    session: Session, actor: Actor, case: FoundingCase, union: Organisation, election: FoundingElection
) -> None:
    approved = {
        "elected_on": election.elected_on,
        "approved_on": case.approved_on,
        "approval_no": case.approval_no,
    }
    values = {
        "term_no": 1,
        "years": election.years,
        "start_on": election.elected_on,
        "approving_org": case.approving_org,
    }
    term = add_term(session, actor, union, new_id(), {**values, **approved})
    for item in election.elected:
        seat = {
            "name": item["name"],
            "role": CommitteeRole(item["role"]),
            "relation": DeclaredRelation(item["relation"]),
        }
        add_seat(session, actor, union, term, {**seat, **approved})
    follow(session, actor, union)


def _union_values(name: str, division_code: str, classes: dict[str, Any]) -> dict[str, Any]:
    org_form, org_type = form_of(classes["base_type"])
    return {
        "name": name,
        "level": OrgLevel.BASE,
        "org_form": org_form,
        "org_type": org_type,
        "division_code": division_code,
        "founded_on": None,
        "prep_group_on": None,
        "approval_no": "",
        "approving_org": "",
        "status": OrgStatus.PREPARING,
        **classes,
    }
