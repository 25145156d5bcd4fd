"""Entering a list of employers: read and preview first, then all or nothing; the same list twice changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, new_id
from backend.kernel.errors import FieldError, Invalid, NotFound, invalid
from backend.kernel.tables import read_table
from backend.organisations.codes import FEDERATIONS
from backend.organisations.drive.codes import DriveAction, DriveState, DriveVerdict
from backend.organisations.drive.coverage import D
from backend.organisations.drive.forms import MAX_LINES, DriveListIn
from backend.organisations.drive.models import DriveEntry
from backend.organisations.drive.rules import DRIVE_WORKFLOW, HEADINGS, REQUIRED, DriveLine, read_line
from backend.organisations.drive.schemas import DriveEntered, DriveLineOut, DrivePreview, DriveTextLine
from backend.organisations.models import Organisation
from backend.organisations.numbering import hold_register
from backend.organisations.pasted import lines_of
from backend.organisations.queries import get_organisation


@dataclass(frozen=True, slots=True)
class _Judged:
    number: int
    typed: Mapping[str, str]
    line: DriveLine | None
    verdict: DriveVerdict
    problems: list[str]


def read_file(content: bytes) -> list[DriveTextLine]:
    """An uploaded workbook or CSV as lines of text.

    Raises Invalid, PayloadTooLarge.
    """
    lines = lines_of(read_table(content), HEADINGS, REQUIRED, MAX_LINES)
    return [DriveTextLine(**{field: line.get(field, "") for field in HEADINGS}) for line in lines]


def preview(session: Session, actor: Actor, form: DriveListIn) -> DrivePreview:
    """What entering a list would do, line by line; nothing is written.

    Raises Invalid about the head of the list.
    """
    _place(session, actor, form)
    judged = _judge(session, actor, form)
    counts = {verdict: sum(item.verdict is verdict for item in judged) for verdict in DriveVerdict}
    return DrivePreview(
        total=len(judged),
        new=counts[DriveVerdict.NEW],
        known=counts[DriveVerdict.KNOWN],
        wrong=counts[DriveVerdict.WRONG],
        rows=[_row(item) for item in judged],
    )


def enter(session: Session, actor: Actor, form: DriveListIn) -> DriveEntered:
    """Enter the employers of a list that are not on the register yet.

    Raises Invalid when any line has a fault: then nothing is entered.
    """
    place = _place(session, actor, form)
    hold_register(session, actor.district_id)
    judged = _judge(session, actor, form)
    wrong = [item for item in judged if item.verdict is DriveVerdict.WRONG]
    if wrong:
        errors = [
            FieldError(f"lines.{item.number - 1}", "line", "；".join(item.problems), "请改正这一行或删去")
            for item in wrong
        ]
        raise Invalid(f"有{len(wrong)}行有误，没有登记任何单位", errors=errors)
    fresh = [item.line for item in judged if item.verdict is DriveVerdict.NEW and item.line is not None]
    for line in fresh:
        entry = _entry(place, form, line)
        session.add(entry)
        history.begin(session, actor, DRIVE_WORKFLOW, entry, DriveAction.ENTER, note=form.source)
    return DriveEntered(total=len(judged), new=len(fresh), known=len(judged) - len(fresh))


def _place(session: Session, actor: Actor, form: DriveListIn) -> Organisation:
    if form.entered_on > clock.today():
        raise invalid("entered_on", "future_date", "列入日期晚于今天", "请核对日期")
    if form.target_on < form.entered_on:
        raise invalid("target_on", "before_entered", "计划建会日期早于列入日期", "请核对两个日期")
    unknown = invalid(
        "organisation_id",
        "unknown_place",
        "没有这个工会，或不在您的范围内",
        "请选择负责推进的街道（园区）工会",
    )
    try:
        place = get_organisation(session, actor, form.organisation_id)
    except NotFound as problem:
        raise unknown from problem
    if place.level not in FEDERATIONS:
        raise unknown
    return place


def _judge(session: Session, actor: Actor, form: DriveListIn) -> list[_Judged]:
    typed = [line.model_dump() for line in form.lines]
    owner = form.owner_name or actor.person_name
    read = [read_line(line, form.target_on, owner) for line in typed]
    known = _on_register(session, actor.district_id, [line.employer_uscc for line, _ in read if line])
    first: dict[str, int] = {}
    judged = []
    for number, (line, problems) in enumerate(read, start=1):
        verdict = DriveVerdict.WRONG
        if line is not None and line.employer_uscc in first:
            problems = [f"与第{first[line.employer_uscc]}行是同一个单位"]
        elif line is not None:
            first[line.employer_uscc] = number
            verdict = DriveVerdict.KNOWN if line.employer_uscc in known else DriveVerdict.NEW
        judged.append(_Judged(number, typed[number - 1], line, verdict, problems))
    return judged


def _on_register(session: Session, district_id: str, codes: list[str]) -> set[str]:
    with as_system(session):
        statement = select(D.employer_uscc).where(
            D.district_id == district_id, D.employer_uscc.in_(codes), D.left_on.is_(None)
        )
        return set(session.execute(statement).scalars())


def _entry(place: Organisation, form: DriveListIn, line: DriveLine) -> DriveEntry:
    values: dict[str, Any] = {
        field: getattr(line, field)
        for field in (
            "name",
            "employer_uscc",
            "employees",
            "target_on",
            "owner_name",
            "economic_type",
            "industry",
        )
    }
    return DriveEntry(
        id=new_id(),
        district_id=place.district_id,
        org_path=place.org_path,
        organisation_id=place.id,
        division_code=place.division_code,
        status=DriveState.UNTOUCHED,
        source=form.source,
        entered_on=form.entered_on,
        recorded_at=clock.now(),
        **values,
    )


def _row(item: _Judged) -> DriveLineOut:
    return DriveLineOut(
        line=item.number,
        name=item.typed["name"],
        employer_uscc=item.typed["employer_uscc"],
        verdict=item.verdict,
        problems=item.problems,
    )
