"""Declaring a month's persons (append-only)."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.errors import FieldError, Invalid
from backend.organisations.changes import note_change
from backend.organisations.codes import SUBDIVISIONS, OrgChangeKind, OrgLevel
from backend.organisations.facts import HeadCountFacts, refusals
from backend.organisations.forms import HeadCountIn
from backend.organisations.head_count_rules import check_head_count
from backend.organisations.models import HeadCount, Organisation
from backend.organisations.queries import head_count_of
from backend.organisations.service import locked

DECLARED = "本会申报"


def declare_head_count(
    session: Session, actor: Actor, organisation_id: UUID, form: HeadCountIn, expected_version: int
) -> Organisation:
    """Declare one month's persons; a new declaration of the same month stands beside the old one.

    Raises NotFound, StaleVersion, Invalid. The same figures again change nothing.
    """
    row = locked(session, actor, organisation_id, expected_version)
    counts = HeadCountFacts(**form.model_dump())
    errors = refusals(check_head_count(counts, row.founded_on, clock.today()))
    if row.level is not OrgLevel.BASE or row.org_form in SUBDIVISIONS:
        errors.append(
            FieldError("month", "not_grassroots", "只有基层工会报送人数", "上级工会的人数由下级汇总")
        )
    if errors:
        raise Invalid("人数填报有误", errors=errors)
    before = head_count_of(session, actor, row.id, counts.month)
    if before is not None and all(getattr(before, f) == value for f, value in asdict(counts).items()):
        return row
    row.version += 1
    session.add(
        HeadCount(
            district_id=row.district_id,
            org_path=row.org_path,
            organisation_id=row.id,
            **asdict(counts),
            source=DECLARED,
            recorded_at=clock.now(),
            account_id=actor.account_id,
        )
    )
    session.flush()
    note_change(session, actor, row, OrgChangeKind.HEAD_COUNT, _count_lines(counts, before))
    return row


def _count_lines(counts: HeadCountFacts, before: HeadCount | None) -> list[dict[str, str]]:
    table: Any = HeadCount.__dict__["__table__"]
    lines = [{"field": "month", "label": "所属月份", "before": "", "after": counts.month}]
    for field, value in asdict(counts).items():
        old = getattr(before, field) if before else None
        if field != "month" and old != value and (value or before):
            words = "" if old is None else str(old)
            lines.append(
                {"field": field, "label": table.c[field].info["label"], "before": words, "after": str(value)}
            )
    return lines
