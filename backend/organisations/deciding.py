"""Whose desk a case lies on: the conditions behind the lists and the inbox lines of whoever decides or mends."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true

from backend.kernel.authz import Actor
from backend.kernel.codes import Code
from backend.kernel.history import trail_has
from backend.kernel.roles import Role
from backend.kernel.workflow import Workflow
from backend.organisations.queries import below_street


def waits_for(actor: Actor, workflow: Workflow, model: Any, made_by: Iterable[Code]) -> ColumnElement[bool]:
    """Cases another person made; the district decides what a street made and what no street stands above."""
    actions = list(made_by)
    own = _made(workflow, model, actions, persons=actor.persons)
    if not _is_district(actor):
        return ~own
    from_street = _made(workflow, model, actions, role=Role.STREET)
    return and_(~own, or_(from_street, ~below_street(model)))


def comes_back_to(
    actor: Actor, workflow: Workflow, model: Any, made_by: Iterable[Code]
) -> ColumnElement[bool]:
    """Cases sent back to where they were made: anybody there mends them, at the district whoever made them."""
    return _made(workflow, model, made_by, persons=actor.persons) if _is_district(actor) else true()


def _is_district(actor: Actor) -> bool:
    return actor.org_path == f"{actor.district_id}."


def _made(workflow: Workflow, model: Any, actions: Iterable[Code], **hands: Any) -> ColumnElement[bool]:
    return or_(*(trail_has(workflow, model, action, **hands) for action in actions))
