"""What people do with structure changes: ask, agree, approve, bring into effect, take back."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, new_id
from backend.kernel.errors import Conflict, FieldError, Invalid, NotFound, invalid
from backend.kernel.text import tidy
from backend.organisations.models import Organisation
from backend.organisations.numbering import hold_register
from backend.organisations.permissions import P
from backend.organisations.queries import ORG, get_organisation
from backend.organisations.structure import effects, plugins, undo
from backend.organisations.structure.codes import (
    StructureAction,
    StructureKind,
    StructurePart,
    StructureState,
)
from backend.organisations.structure.models import StructureChange, StructureLine, StructureParty
from backend.organisations.structure.orders import TARGET_PART, Order, Scene, order_of, parties_of, scene_of
from backend.organisations.structure.plugins import Done
from backend.organisations.structure.preview import Preview, preview
from backend.organisations.structure.rules import WORKFLOW, Desk
from backend.organisations.structure.schemas import StructureChangeIn


def ask(session: Session, actor: Actor, form: StructureChangeIn) -> Preview:
    """What a change would do and what speaks against it; nothing is written."""
    order = _order(session, actor, form)
    with as_system(session):
        return preview(session, scene_of(session, order))


def apply_for(session: Session, actor: Actor, form: StructureChangeIn) -> StructureChange:
    """Record an application.

    Raises Invalid for a form that names no such union, Conflict when anything speaks against the change (A-R17).
    """
    order = _order(session, actor, form)
    errors = [
        FieldError(field, "required", f"请填写{label}", f"请填写{label}")
        for field, label in (("document_no", "批准文号"), ("reason", "理由"))
        if not tidy(getattr(form, field))
    ]
    if errors:
        raise Invalid("申请内容不全", errors=errors)
    with as_system(session):
        hold_register(session, actor.district_id)
        scene = scene_of(session, order)
        found = preview(session, scene)
        if not found.may:
            raise Conflict(f"现在不能办理：{found.against}")
        change = _record(session, actor, form, order, scene)
        history.begin(session, actor, WORKFLOW, change, StructureAction.APPLY, note=form.reason)
        session.flush()
    return change


def act(
    session: Session, actor: Actor, change: StructureChange, action: str, note: str, expected_version: int
) -> StructureChange:
    """Take one step; an approval whose day has come takes effect in the same act.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    with as_system(session):
        hold_register(session, actor.district_id)
        desk = desk_of(session, actor, change)
        history.advance(
            session,
            actor,
            WORKFLOW,
            change,
            action,
            note=note,
            expected_version=expected_version,
            context=desk,
        )
        if action in (StructureAction.RECEIVE, StructureAction.CONFIRM):
            _refuse_against(preview(session, scene_of(session, order_of(session, change)), change.id))
        if action == StructureAction.CONFIRM and change.effective_on <= clock.today():
            follow(session, actor, change, StructureAction.TAKE_EFFECT)
            bring_into_effect(session, actor, change)
        elif action == StructureAction.TAKE_EFFECT:
            bring_into_effect(session, actor, change)
        elif action == StructureAction.ASK_UNDO:
            _refuse_against(undo.undo_preview(session, change))
        elif action == StructureAction.CONFIRM_UNDO:
            _take_back(session, actor, change)
        session.flush()
    return change


def desk_of(session: Session, actor: Actor, change: StructureChange) -> Desk:
    """Who stands before a change, for its guards."""
    paths = {party.part: party.org_path for party in parties_of(session, change)}
    return Desk(
        actor,
        clock.today(),
        paths.get(StructurePart.OLD_PARENT, ""),
        paths.get(StructurePart.NEW_PARENT, ""),
    )


def _order(session: Session, actor: Actor, form: StructureChangeIn) -> Order:
    subjects = list(dict.fromkeys(form.organisation_ids))
    for item in subjects:
        _in_reach(session, actor, item, "organisation_ids")
    if form.kind in (StructureKind.SPLIT, StructureKind.RENAME) and len(subjects) != 1:
        raise invalid("organisation_ids", "one_only", f"{form.kind.label}一次只办一个工会", "请只选一个工会")
    target = None
    if form.kind in TARGET_PART:
        target = _target(session, actor, form)
        if target in subjects:
            raise invalid("target_id", "is_subject", "不能选变更的工会自己", "请另选一个工会")
    return Order(
        district_id=actor.district_id,
        kind=form.kind,
        effective_on=form.effective_on,
        subject_ids=tuple(subjects),
        target_id=target,
        document_no=tidy(form.document_no),
        new_name=tidy(form.new_name),
        member_ids=frozenset(form.member_ids),
        employer_ids=frozenset(form.employer_ids),
        employer_name=tidy(form.employer_name),
    )


def _in_reach(session: Session, actor: Actor, organisation_id: UUID, field: str) -> Organisation:
    try:
        row = get_organisation(session, actor, organisation_id)
    except NotFound as problem:
        raise invalid(
            field, "unknown_union", "没有这个工会，或不在您的范围内", "请从组织树中选择"
        ) from problem
    if row.parent_id is None:
        raise invalid(field, "is_district", "区总工会自己不能这样变更", "请选择下级工会")
    return row


def _target(session: Session, actor: Actor, form: StructureChangeIn) -> UUID:
    """A merge needs both unions in reach; a new parent may stand anywhere in the district (names are public)."""
    if form.target_id is None:
        label = TARGET_PART[form.kind].label
        raise invalid("target_id", "required", f"请选择{label}", f"请选择{label}")
    if form.kind is StructureKind.MERGE:
        return _in_reach(session, actor, form.target_id, "target_id").id
    with as_system(session):
        known = session.execute(
            select(ORG.id).where(ORG.district_id == actor.district_id, ORG.id == form.target_id)
        ).scalar_one_or_none()
    if known is None:
        raise invalid("target_id", "unknown_union", "没有这个工会", "请从列表中选择")
    return form.target_id


def _record(
    session: Session, actor: Actor, form: StructureChangeIn, order: Order, scene: Scene
) -> StructureChange:
    change = StructureChange(
        id=new_id(), district_id=order.district_id, org_path=f"{order.district_id}.", kind=order.kind,
        status=StructureState.APPLIED, title=_title(scene), effective_on=order.effective_on,
        document_no=order.document_no, reason=form.reason, new_name=order.new_name,
        choice={
            "members": sorted(str(item) for item in order.member_ids),
            "employers": sorted(str(item) for item in order.employer_ids),
            "employer_name": order.employer_name,
        },
        opened_on=clock.today(), opened_by=actor.person_name,
    )  # fmt: skip
    session.add(change)
    session.flush()
    parties = [(union, StructurePart.SUBJECT) for union in scene.subjects]
    if order.kind is StructureKind.REPARENT and scene.parent is not None:
        parties.append((scene.parent, StructurePart.OLD_PARENT))
    if scene.target is not None:
        parties.append((scene.target, TARGET_PART[order.kind]))
    for union, part in parties:
        session.add(
            StructureParty(
                district_id=order.district_id, org_path=union.org_path, change_id=change.id,
                organisation_id=union.id, part=part, name=union.name,
            )
        )  # fmt: skip
        session.flush()
    return change


def _title(scene: Scene) -> str:
    first = scene.subjects[0].name
    names = first if len(scene.subjects) == 1 else f"{first}等{len(scene.subjects)}家"
    kind = scene.order.kind
    if scene.target is not None:
        verb = "调整到" if kind is StructureKind.REPARENT else "并入"
        return f"{names}{verb}{scene.target.name}"[:300]
    if kind is StructureKind.DISSOLVE:
        return f"撤销{names}"[:300]
    return f"{names}{'分出' if kind is StructureKind.SPLIT else '更名为'}{scene.order.new_name}"[:300]


def _refuse_against(found: Preview) -> None:
    if not found.may:
        raise Conflict(f"现在不能办理：{found.against}")


def follow(session: Session, actor: Actor, change: StructureChange, action: StructureAction) -> None:
    """A step that follows by itself; the right is lent for it."""
    lent = replace(actor, permissions=actor.permissions | {P.RESTRUCTURE})
    desk = desk_of(session, lent, change)
    history.advance(session, lent, WORKFLOW, change, action.value, context=desk)


def bring_into_effect(session: Session, actor: Actor, change: StructureChange) -> None:
    """Carry out an approved change, if still nothing speaks against it.

    Raises Conflict.
    """
    scene = scene_of(session, order_of(session, change))
    _refuse_against(preview(session, scene, change.id))
    at = clock.now()
    done = effects.carry_out(session, actor, change, scene, at)
    session.refresh(change)
    change.applied_at, change.hindrance = at, ""
    _keep_lines(session, change, done, is_undo=False)
    _settle(session, actor, change, change.kind.label)


def _take_back(session: Session, actor: Actor, change: StructureChange) -> None:
    _refuse_against(undo.undo_preview(session, change))
    at = clock.now()
    done = undo.take_back(session, actor, change, at)
    session.refresh(change)
    change.undone_at = at
    _keep_lines(session, change, done, is_undo=True)
    _settle(session, actor, change, f"撤回{change.kind.label}")


_COVERING = (StructurePart.SUBJECT, StructurePart.CREATED)


def _settle(session: Session, actor: Actor, change: StructureChange, what: str) -> None:
    """What hangs on whom a union covers follows once everything else is done."""
    parties = [party for party in parties_of(session, change) if party.part in _COVERING]
    ids = [party.organisation_id for party in sorted(parties, key=lambda party: _COVERING.index(party.part))]
    plugins.settle(session, actor, ids, change.effective_on, f"{what}（{change.document_no}）")
    session.refresh(change)


def _keep_lines(session: Session, change: StructureChange, done: list[Done], *, is_undo: bool) -> None:
    for line in done:
        session.add(
            StructureLine(
                id=new_id(), district_id=change.district_id, org_path=change.org_path, change_id=change.id,
                kind=line.kind, is_undo=is_undo, object_id=line.object_id, result_id=line.result_id,
                from_id=line.from_id, to_id=line.to_id, before=line.before, after=line.after,
                recorded_at=clock.now(),
            )
        )  # fmt: skip
    session.flush()
