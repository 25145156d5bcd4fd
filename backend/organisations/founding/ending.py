"""How a preparation ends without a union: what must be settled first, and what ends with it."""

from datetime import date
from typing import Any

from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.calendar import corresponding_day
from backend.kernel.errors import Conflict
from backend.kernel.parameters import lookup
from backend.organisations.codes import OrgChangeKind
from backend.organisations.founding.codes import FoundingAction
from backend.organisations.founding.models import FoundingCase
from backend.organisations.founding.parameters import PREPARATION_MONTHS
from backend.organisations.founding.rules import UNION_WORKFLOW
from backend.organisations.queries import get_organisation
from backend.organisations.structure.codes import StructureKind, StructurePart
from backend.organisations.structure.effects import cover, covered, end_union
from backend.organisations.structure.plugins import Occasion, open_matters


def last_day_of(session: Session, case: FoundingCase) -> date | None:
    """The last day of a preparation; None before it was approved."""
    if case.preparation_on is None:
        return None
    months = lookup(session, PREPARATION_MONTHS.key, case.district_id, case.preparation_on).value
    return corresponding_day(case.preparation_on, int(months))


def end_preparation(session: Session, actor: Actor, case: FoundingCase, action: FoundingAction) -> None:
    """The union in preparation ends today and its employers are free to found another.

    Raises Conflict while members, rolls, transfers or accounts of it are not settled.
    """
    assert case.union_id is not None
    union = get_organisation(session, actor, case.union_id)
    today = clock.today()
    occasion: Any = Occasion(StructureKind.DISSOLVE, StructurePart.SUBJECT, today)
    found = open_matters(session, case.district_id, union.id, occasion)
    if found:
        told = "；".join(f"{matter.label}（{matter.count}）" for matter in found)
        raise Conflict(f"请先办结筹备工会的以下事项，会员可转到其他工会：{told}")
    for link in covered(session, union):
        cover(session, link, None, today)
    history.advance(session, actor, UNION_WORKFLOW, union, action.value)
    end_union(session, actor, union, OrgChangeKind.DISSOLVED, today, clock.now())
