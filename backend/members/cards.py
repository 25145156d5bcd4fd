"""Member rows and cards as the wire shows them: numbers masked, names of unions filled in, open changes listed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.members import changes, ledger, queries, rules, sealing
from backend.members.codes import MembershipEventKind as Kind
from backend.members.codes import MemberState
from backend.members.effects import effects_of
from backend.members.models import Member, MembershipEvent
from backend.members.permissions import P
from backend.members.schemas import MemberChangeOut, MemberEffectOut, MemberEventOut, MemberOut, MemberRow
from backend.organisations import queries as organisations


def list_rows(session: Session, actor: Actor, rows: Iterable[Any]) -> list[MemberRow]:
    """The lines of a page of the list."""
    found = list(rows)
    names = organisations.union_names(session, actor.district_id, {row.organisation_id for row in found})
    return [_row(row, names) for row in found]


def _row(row: Any, names: dict[UUID, str]) -> MemberRow:
    return MemberRow(
        id=row.id,
        organisation_id=row.organisation_id,
        organisation_name=names.get(row.organisation_id, ""),
        name=row.name,
        sex=row.sex,
        id_type=row.id_type,
        id_no_masked=sealing.masked_id(row),
        mobile_masked=sealing.masked_mobile(row),
        status=row.status,
        status_on=row.status_on,
        joined_on=row.joined_on,
        member_no=row.member_no,
        work_status=row.work_status,
        is_migrant=row.is_migrant,
        employment_form=row.employment_form,
        group_eight=row.group_eight,
        employer_name=row.employer_name,
    )


def card(session: Session, actor: Actor, member: Member) -> MemberOut:
    """One member as the caller sees it, with the changes they may record now."""
    names = organisations.union_names(session, member.district_id, [member.organisation_id])
    plain = {key: getattr(member, key) for key in MemberOut.model_fields if hasattr(member, key)}
    may_edit = actor.may(P.EDIT)
    return MemberOut(
        **plain,
        organisation_name=names.get(member.organisation_id, ""),
        id_no_masked=sealing.masked_id(member),
        mobile_masked=sealing.masked_mobile(member),
        can_edit=may_edit and member.status is not MemberState.ENDED,
        can_reveal=actor.may(P.REVEAL),
        actions=_changes(session, actor, member) if may_edit else [],
        effects=_effects(session, member),
    )


def _effects(session: Session, member: Member) -> list[MemberEffectOut]:
    before = ledger.standing_of(session, member).before
    was_retained = before is not None and before.state is MemberState.RETAINED
    return [
        MemberEffectOut(right=e.right, holds=e.holds, article=e.article, note=e.note)
        for e in effects_of(member.status, was_retained=was_retained)
    ]


def _changes(session: Session, actor: Actor, member: Member) -> list[MemberChangeOut]:
    return [
        MemberChangeOut(
            code=kind,
            label=kind.label,
            needs_reason=kind in rules.NEEDS_REASON,
            needs_note=kind in rules.NEEDS_NOTE,
            takes_organisation=kind is Kind.TRANSFER_OUT,
        )
        for kind in changes.open_changes(session, actor, member)
    ]


def ledger_lines(session: Session, actor: Actor, member: Member) -> list[MemberEventOut]:
    """The membership ledger of one member, oldest first."""
    events = queries.events_of(session, actor, member.id)
    ids = {key for event in events for key in (event.from_organisation_id, event.to_organisation_id) if key}
    names = organisations.union_names(session, actor.district_id, ids)
    return [_line(event, names) for event in events]


def _line(event: MembershipEvent, names: dict[UUID, str]) -> MemberEventOut:
    plain = {key: getattr(event, key) for key in MemberEventOut.model_fields if hasattr(event, key)}
    return MemberEventOut(
        **plain,
        from_organisation_name=names.get(event.from_organisation_id, "")
        if event.from_organisation_id
        else "",
        to_organisation_name=names.get(event.to_organisation_id, "") if event.to_organisation_id else "",
    )
