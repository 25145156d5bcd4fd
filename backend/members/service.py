"""What clerks do with members: register, edit, look at a full value."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import audit, clock, outbox, pinyin
from backend.kernel.authz import Actor, within
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, FieldError, Invalid
from backend.kernel.http import check_version
from backend.kernel.identifiers import check_mobile
from backend.kernel.text import clean_name
from backend.kernel.views import note_reveal
from backend.members import ledger, rules, sealing
from backend.members.cases.former import barred_by
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberSource, MemberState, RevealField
from backend.members.duplicates import finding
from backend.members.models import Member
from backend.members.permissions import P
from backend.members.queries import M
from backend.members.reveals import note_look
from backend.members.schemas import MemberEditIn, MemberIn, RevealIn
from backend.organisations import queries as organisations
from backend.organisations.codes import OrgStatus

#: Columns taken from a form as they are.
PROFILE = (
    "ethnicity",
    "education",
    "political",
    "technical_level",
    "work_status",
    "hukou_type",
    "hukou_place",
    "native_place",
    "is_migrant",
    "employment_form",
    "group_eight",
    "department",
    "job",
    "employer_name",
)


def register(session: Session, actor: Actor, form: MemberIn) -> Member:
    """Register a person in a union; the district's own registrations count at once, others wait for the check.

    An enterprise or street gets the same answer whether or not the person is a member elsewhere (AZ-10).
    Raises Invalid, NotFound (the union) and Conflict (registered in the caller's own reach).
    """
    member = enter(session, actor, form)
    kind = Kind.JOIN if is_direct(actor) else Kind.APPLY
    if kind is Kind.JOIN:
        _refuse_former(session, member)
    change = ledger.Change(kind, form.joined_on, to_organisation_id=member.organisation_id)
    ledger.append(session, actor, member, change)
    return member


def _refuse_former(session: Session, member: Member) -> None:
    if barred_by(session, member.district_id, [member.id_no_index]):
        raise Conflict("此人曾被除名或已登记死亡，不能重新入会；原登记有误的，请先更正原记录")


def enter(session: Session, actor: Actor, form: MemberIn) -> Member:
    """The row of a person in a union, new or taken up again, without a first line in its ledger.

    Raises Invalid, NotFound (the union) and Conflict (registered in the caller's own reach).
    """
    union = organisations.get_organisation(session, actor, form.organisation_id)
    if union.status is OrgStatus.DISSOLVED:
        raise Conflict("该工会已撤销，不能登记会员")
    name, person, mobile = _identified(form)
    index = sealing.person_index(person.id_type, person.id_no)
    member = _known_here(session, actor, index, union.id)
    if member is None:
        member = _new_member(actor.district_id, union, person, name, mobile, form)
        session.add(member)
    else:
        _rewrite(member, form, mobile, name)
    finding.refresh(session, actor, member)
    return member


def is_direct(actor: Actor) -> bool:
    """Whether the caller's registrations count at once and may name other unions in the answer."""
    return actor.may(P.CHECK)


def _identified(form: MemberIn) -> tuple[str, rules.Person, str | None]:
    today = clock.today()
    name = clean_name(form.name)
    person, errors = rules.identify(
        form.id_type, form.id_no, form.sex, form.birth_date, today=today, of_age_on=min(form.joined_on, today)
    )
    errors = [FieldError("name", f.code, f.message, f.fix) for f in name.errors] + errors
    mobile, wrong = _checked_mobile(form.mobile)
    errors += wrong
    if form.joined_on > today:
        errors.append(
            FieldError("joined_on", "future_change", "入会日期不能晚于今天", "请填写实际入会的日期")
        )
    if errors or person is None or name.value is None:
        raise Invalid(errors[0].message, errors=errors)
    return name.value, person, mobile


def _checked_mobile(typed: str | None) -> tuple[str | None, list[FieldError]]:
    if not typed:
        return None, []
    checked = check_mobile(typed)
    return checked.value, [FieldError("mobile", f.code, f.message, f.fix) for f in checked.errors]


def _known_here(session: Session, actor: Actor, index: str, union_id: UUID) -> Member | None:
    """The person's ended row in this very union, to be taken up again.

    Raises Conflict when the person is registered in the caller's own reach (the district's is the whole district).
    """
    rows = session.execute(select(Member).where(within(Member, actor), M.id_no_index == index)).scalars()
    own: Member | None = None
    for row in rows:
        if row.status is MemberState.ENDED:
            own = row if row.organisation_id == union_id else own
        elif row.organisation_id == union_id:
            raise Conflict(f"此人已在本工会登记，当前会籍“{row.status.label}”")
        elif row.status is not MemberState.PENDING or not is_direct(actor):
            raise Conflict(_elsewhere(session, row))
    return own


def _elsewhere(session: Session, row: Member) -> str:
    names = organisations.union_names(session, row.district_id, [row.organisation_id])
    return f"此人已在“{names.get(row.organisation_id, '')}”登记，请由该工会办理转出"


def _new_member(
    district_id: str, union: Any, person: rules.Person, name: str, mobile: str | None, form: MemberIn
) -> Member:
    member_id = new_id()
    return Member(
        district_id=district_id,
        id=member_id,
        org_path=union.org_path,
        organisation_id=union.id,
        **named(name),
        **sealing.sealed_person(district_id, member_id, person),
        **sealing.sealed_mobile(district_id, member_id, mobile),
        **{key: getattr(form, key) for key in PROFILE},
        joined_on=form.joined_on,
        member_no=ledger.member_no_of(district_id, member_id),
        status=MemberState.PENDING,
        status_on=form.joined_on,
        first_kind=Kind.JOIN,
        source=MemberSource.FORM,
        updated_at=clock.now(),
    )


def named(name: str) -> dict[str, Any]:
    """A name with what it is searched and sorted by."""
    return {"name": name, "initials": pinyin.person_initials(name), "name_key": pinyin.person_key(name)}


def _rewrite(member: Member, form: MemberIn, mobile: str | None, name: str) -> None:
    """Somebody who left comes back to the same union."""
    for key in PROFILE:
        setattr(member, key, getattr(form, key))
    _set_all(member, named(name))
    _set_all(member, sealing.sealed_mobile(member.district_id, member.id, mobile))
    member.joined_on = form.joined_on
    member.first_kind = Kind.JOIN


def _set_all(member: Member, values: dict[str, Any]) -> None:
    for key, value in values.items():
        setattr(member, key, value)


def edit(session: Session, actor: Actor, member: Member, form: MemberEditIn, expected_version: int) -> Member:
    """Change particulars; only what the form holds. Identity fields change through a change request alone.

    Raises StaleVersion, Invalid, and Conflict for an ended membership.
    """
    lock(session, member, expected_version)
    if member.status is MemberState.ENDED:
        raise Conflict("会籍已终止，资料不能再改")
    given = form.model_fields_set
    if "mobile" in given:
        mobile, wrong = _checked_mobile(form.mobile)
        if wrong:
            raise Invalid(wrong[0].message, errors=wrong)
        _set_all(member, sealing.sealed_mobile(member.district_id, member.id, mobile))
    for key in PROFILE:
        if key in given:
            setattr(member, key, getattr(form, key))
    member.version += 1
    member.updated_at = clock.now()
    session.add(member)
    audit.record(
        session,
        actor,
        "member.edit",
        "member",
        member.id,
        org_path=member.org_path,
        details={"fields": sorted(given)},
    )
    outbox.emit(session, "member.edit", member, {"fields": sorted(given)})
    session.flush()
    return member


def lock(session: Session, member: Member, expected_version: int) -> None:
    """Nobody else changes the member until the end of the transaction, and the caller saw its newest version."""
    session.refresh(member, with_for_update=True)
    check_version(member, expected_version)


def reveal(session: Session, actor: Actor, member: Member, form: RevealIn) -> tuple[str, int]:
    """One full value and how many the caller has looked at today; every look leaves a row and an audit entry."""
    value = sealing.open_value(member, RevealField(form.field))
    seen = note_look(session, actor, member, member.id, form.field, form.purpose)
    audit.record(
        session,
        actor,
        "member.reveal",
        "member",
        member.id,
        org_path=member.org_path,
        details={"field": form.field.value, "purpose": form.purpose.value},
    )
    note_reveal(session, actor, "member", member, f"{form.field.label}（{form.purpose.label}）")
    return value, seen
