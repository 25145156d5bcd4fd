"""What a clerk does with unions: register and correct."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import FieldError, Invalid, NotFound, invalid
from backend.kernel.http import check_version
from backend.kernel.pinyin import phrase_initials, phrase_key
from backend.kernel.text import clean_name
from backend.kernel.uscc import canonical_uscc
from backend.organisations import coverage, placement_rules, rules
from backend.organisations.changes import change_line, note_change
from backend.organisations.codes import OrgChangeKind, OrgStatus
from backend.organisations.facts import EmployerFacts, PlaceFacts, UnionFacts, refusals
from backend.organisations.forms import EmployerIn, OrganisationChangeIn, OrganisationIn
from backend.organisations.models import Organisation, ParentEdge
from backend.organisations.numbering import (
    CODE_SERIES,
    child_path,
    hold_register,
    next_number,
    organisation_code,
    path_series,
)
from backend.organisations.permissions import P
from backend.organisations.phones import seal_phones
from backend.organisations.queries import get_organisation
from backend.organisations.register_checks import PERSONS, PHONES, against_register, people_errors
from backend.organisations.structure import plugins
from backend.organisations.terms.following import chair_faults

#: What a union may correct about itself without the street.
OWN_FIELDS = frozenset({"chair_phone", "contact_name", "contact_phone", "address"})
#: Fields that may be emptied; the others refuse null.
MAY_BE_EMPTY = frozenset(
    {
        "base_type",
        "report_class",
        "economic_type",
        "unit_category",
        "industry",
        "union_uscc",
        "founded_on",
        "mode",
        "prep_group_on",
    }
)
#: The status a union is registered with when its approval is at hand; the others come by their own procedures.
FIRST_STATUS = OrgStatus.ACTIVE
_NAME_WORDS = ("联合工会委员会", "工会委员会", "工会联合会", "总工会")
_SPECIAL = frozenset({"parent_id", "employers", *PHONES})


def register_organisation(session: Session, actor: Actor, form: OrganisationIn) -> Organisation:
    """Register a union under a parent in the caller's reach.

    Raises Invalid naming every field that breaks a rule.
    """
    parent = parent_in_reach(session, actor, form.parent_id)
    hold_register(session, actor.district_id)
    values = _clean(form.model_dump(exclude=set(_SPECIAL)))
    values["approving_org"] = values["approving_org"] or parent.name
    values["short_name"] = values["short_name"] or short_name(values["name"])
    union = facts_of(actor.district_id, values, form.employers)
    place = PlaceFacts(parent.level, parent.org_path, parent.org_form, parent.status)
    errors = refusals(
        [
            *placement_rules.check_placement(
                place, PlaceFacts(union.level, None, union.org_form, union.status)
            ),
            *rules.check_union(union, clock.today()),
        ]
    )
    if form.status is not FIRST_STATUS:
        fix = "请选“正常”并填写批复；还没有批复的，请从“建会”申请筹备"
        errors.append(FieldError("status", "first_status", "直接登记的工会必须已经批准，状态为“正常”", fix))
    errors += people_errors(form.model_dump(include={*PERSONS, *PHONES}))
    errors += against_register(session, actor, union, parent.id)
    if errors:
        raise Invalid("登记内容有误", errors=errors)
    row = add_union(session, parent, values)
    seal_phones(row, form.model_dump(include=set(PHONES)))
    coverage.add_employers(session, row, union.employers)
    session.flush()
    lines = [change_line(field, None, getattr(row, field)) for field in ("name", "level", "status")]
    note_change(session, actor, row, OrgChangeKind.CREATED, lines)
    plugins.settle(session, actor, [row.id], row.founded_on or clock.today(), "登记工会")
    return row


def change_organisation(
    session: Session, actor: Actor, organisation_id: UUID, form: OrganisationChangeIn, expected_version: int
) -> Organisation:
    """Correct a union; only what the form names changes. An unchanged form changes nothing.

    Raises NotFound, StaleVersion, Invalid.
    """
    row = locked(session, actor, organisation_id, expected_version)
    given = form.model_dump(include=form.model_fields_set)
    errors = [*_not_editable(actor, given), *_emptied(given)]
    if errors:
        raise Invalid("修改内容有误", errors=errors)
    if form.employers is not None:
        hold_register(session, actor.district_id)
    current = coverage.employers_now(session, row.id, row.district_id)
    values = _clean({field: value for field, value in given.items() if field not in _SPECIAL})
    employers = coverage.as_forms(current) if form.employers is None else form.employers
    union = facts_of(row.district_id, {**_row_values(row), **values}, employers)
    errors = _new_faults(session, actor, row, union, current, given)
    if errors:
        raise Invalid("修改内容有误", errors=errors)
    lines = _apply(row, values, given)
    if form.employers is not None:
        lines += coverage.replace_employers(session, row, current, union.employers)
    if lines:
        row.version += 1
        session.flush()
        note_change(session, actor, row, OrgChangeKind.EDITED, lines)
        if form.employers is not None or "founded_on" in values:
            plugins.settle(session, actor, [row.id], clock.today(), "修改工会登记")
    return row


def locked(session: Session, actor: Actor, organisation_id: UUID, expected_version: int) -> Organisation:
    """A union to change: of two who saw the same card only one saves.

    Raises NotFound, StaleVersion.
    """
    row = get_organisation(session, actor, organisation_id)
    session.refresh(row, with_for_update=True)
    check_version(row, expected_version)
    return row


def union_facts(row: Organisation, employers: list[EmployerIn]) -> UnionFacts:
    """What the rules judge about a kept union."""
    return facts_of(row.district_id, _row_values(row), employers)


def short_name(name: str) -> str:
    """The name without the words every union's name ends with."""
    for word in _NAME_WORDS:
        name = name.removesuffix(word)
    return name[:60]


def parent_in_reach(session: Session, actor: Actor, parent_id: UUID) -> Organisation:
    """The union a new one is to stand below.

    Raises Invalid, the same for a foreign id as for a random one.
    """
    try:
        return get_organisation(session, actor, parent_id)
    except NotFound as problem:
        raise invalid(
            "parent_id", "unknown_parent", "没有这个上级工会，或不在您的范围内", "请从组织树中选择上级工会"
        ) from problem


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    """Codes and names in their one spelling; an empty credit code is none."""
    if "union_uscc" in values:
        values["union_uscc"] = canonical_uscc(values["union_uscc"] or "") or None
    for field in PERSONS:
        if values.get(field):
            values[field] = clean_name(values[field]).value or values[field]
    return values


def facts_of(district_id: str, values: dict[str, Any], employers: list[EmployerIn]) -> UnionFacts:
    """What the rules judge about a union with these values."""
    known = {field.name for field in fields(UnionFacts)} - {"district_id", "employers", "union_uscc"}
    covered = tuple(
        EmployerFacts(e.name, canonical_uscc(e.employer_uscc), e.economic_type, e.industry) for e in employers
    )
    return UnionFacts(
        district_id=district_id,
        employers=covered,
        union_uscc=values.get("union_uscc") or "",
        **{field: values[field] for field in known},
    )


def _row_values(row: Organisation) -> dict[str, Any]:
    return row.model_dump(exclude={"district_id"})


def add_union(session: Session, parent: Organisation, values: dict[str, Any]) -> Organisation:
    """A new union below a parent, with its code, its place and its edge; what is in ``values`` has been checked."""
    district = parent.district_id
    path = child_path(parent.org_path, next_number(session, district, path_series(parent.org_path)))
    row = Organisation(
        id=new_id(),
        district_id=district,
        org_path=path,
        parent_id=parent.id,
        code=organisation_code(district, next_number(session, district, CODE_SERIES)),
        initials=phrase_initials(values["short_name"])[:100],
        sort_key=phrase_key(values["short_name"])[:600],
        **values,
    )
    session.add(row)
    session.flush()
    start = row.founded_on or row.prep_group_on or clock.today()
    session.add(
        ParentEdge(
            district_id=district,
            org_path=path,
            child_id=row.id,
            parent_id=parent.id,
            valid_from=start,
            valid_to=None,
            recorded_at=clock.now(),
        )
    )
    return row


def _new_faults(
    session: Session,
    actor: Actor,
    row: Organisation,
    union: UnionFacts,
    current: list[coverage.Pair],
    given: dict[str, Any],
) -> list[FieldError]:
    """What is wrong with the changed fields, or wrong only because of them; older faults do not stop a mend."""
    if not set(given) - OWN_FIELDS:
        return list(people_errors(given))
    before = union_facts(row, coverage.as_forms(current))
    known = {(error.field, error.code) for error in refusals(rules.check_union(before, clock.today()))}
    found = refusals(rules.check_union(union, clock.today()))
    return [
        *(e for e in found if e.field.split(".")[0] in given or (e.field, e.code) not in known),
        *chair_faults(session, actor, row, given),
        *people_errors(given),
        *(
            e
            for e in against_register(session, actor, union, row.parent_id, row.id)
            if e.field.split(".")[0] in given
        ),
    ]


def _apply(row: Organisation, values: dict[str, Any], given: dict[str, Any]) -> list[dict[str, str]]:
    lines = []
    for field, value in values.items():
        before = getattr(row, field)
        if before != value:
            lines.append(change_line(field, before, value))
            setattr(row, field, value)
    row.initials = phrase_initials(row.short_name)[:100]
    row.sort_key = phrase_key(row.short_name)[:600]
    phones = {field: given[field] for field in PHONES if field in given}
    return lines + [change_line(field, None, None) for field in seal_phones(row, phones)]


def _not_editable(actor: Actor, given: dict[str, Any]) -> list[FieldError]:
    if actor.may(P.EDIT):
        return []
    return [
        FieldError(field, "read_only", "企业工会不能自行修改这一项", "请联系街道（园区、系统）工会修改")
        for field in given
        if field not in OWN_FIELDS
    ]


def _emptied(given: dict[str, Any]) -> list[FieldError]:
    return [
        FieldError(field, "required", "这一项不能清空", "请填写内容，或不修改这一项")
        for field, value in given.items()
        if value is None and field not in MAY_BE_EMPTY
    ]
