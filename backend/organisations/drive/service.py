"""What clerks do with an employer of the register: correct, note, move on, take off."""

from typing import Any

from sqlmodel import Session

from backend.kernel import audit, clock, history
from backend.kernel.authz import Actor
from backend.kernel.errors import FieldError, Invalid, invalid
from backend.kernel.http import check_version
from backend.organisations.drive import queries
from backend.organisations.drive.codes import DriveAction
from backend.organisations.drive.forms import DriveChangeIn, DriveLeaveIn, DriveNoteIn
from backend.organisations.drive.models import DriveEntry, DriveNote
from backend.organisations.drive.rules import DRIVE_WORKFLOW
from backend.organisations.models import Division

OBJECT = DRIVE_WORKFLOW.name
#: Fields that may be emptied; the others refuse null.
_MAY_BE_EMPTY = frozenset({"employees", "economic_type", "industry"})


def move(
    session: Session, actor: Actor, entry: DriveEntry, action: str, note: str, expected: int
) -> DriveEntry:
    """Record how far an employer has been won over.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    if action == DriveAction.LEAVE.value:
        raise invalid("action", "own_form", "移出名单要填写日期和原因", "请按页面上的按钮填写后提交")
    now = queries.stage_of(session, entry)
    history.advance(
        session, actor, DRIVE_WORKFLOW, entry, action, note=note, expected_version=expected, context=now
    )
    return entry


def leave(session: Session, actor: Actor, entry: DriveEntry, form: DriveLeaveIn, expected: int) -> DriveEntry:
    """Take an employer off the register from a date on; the entry stays for the figures of earlier dates.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    if form.left_on > clock.today() or form.left_on < entry.entered_on:
        raise invalid("left_on", "left_range", "移出日期应在列入日期与今天之间", "请核对日期")
    note = f"{form.reason.label}。{form.note}" if form.note else form.reason.label
    now = queries.stage_of(session, entry)
    history.advance(
        session,
        actor,
        DRIVE_WORKFLOW,
        entry,
        DriveAction.LEAVE.value,
        note=note,
        expected_version=expected,
        context=now,
    )
    entry.left_on, entry.left_reason, entry.left_recorded_at = form.left_on, form.reason, clock.now()
    session.flush()
    return entry


def change(
    session: Session, actor: Actor, entry: DriveEntry, form: DriveChangeIn, expected: int
) -> DriveEntry:
    """Correct what is known of an employer, its target date or its owner.

    Raises Invalid, StaleVersion.
    """
    session.refresh(entry, with_for_update=True)
    check_version(entry, expected)
    given = form.model_dump(include=form.model_fields_set)
    errors = list(_faults(session, entry, given))
    if errors:
        raise Invalid("修改内容有误", errors=errors)
    changed = {field: value for field, value in given.items() if getattr(entry, field) != value}
    for field, value in changed.items():
        setattr(entry, field, value)
    if changed:
        entry.version += 1
        session.flush()
        details = {"fields": sorted(changed)}
        audit.record(
            session, actor, f"{OBJECT}.edit", OBJECT, entry.id, org_path=entry.org_path, details=details
        )
    return entry


def note(session: Session, actor: Actor, entry: DriveEntry, form: DriveNoteIn) -> DriveEntry:
    """Add a line to the log of an employer.

    Raises Invalid.
    """
    if form.noted_on > clock.today():
        raise invalid("noted_on", "future_date", "日期晚于今天", "请填写实际走访或联系的日期")
    row = DriveNote(
        district_id=entry.district_id,
        org_path=entry.org_path,
        entry_id=entry.id,
        noted_on=form.noted_on,
        text=form.text,
        account_id=actor.account_id,
        person_name=actor.person_name,
        at=clock.now(),
    )
    session.add(row)
    session.flush()
    audit.record(session, actor, f"{OBJECT}.note", OBJECT, entry.id, org_path=entry.org_path)
    return entry


def _faults(session: Session, entry: DriveEntry, given: dict[str, Any]) -> list[FieldError]:
    found = [
        FieldError(field, "required", "这一项不能清空", "请填写内容，或不修改这一项")
        for field, value in given.items()
        if value is None and field not in _MAY_BE_EMPTY
    ]
    code = given.get("division_code")
    if code and (not code.startswith(entry.district_id) or session.get(Division, code) is None):
        found.append(
            FieldError("division_code", "unknown_division", "行政区划表里没有这个代码", "请从下拉表中选择")
        )
    return found
