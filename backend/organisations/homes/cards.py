"""Home ratings as the caller sees them."""

from datetime import date
from typing import Any

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.history import actions_for, entries_of
from backend.kernel.paging import Slice
from backend.organisations.evaluations.queries import get_evaluation
from backend.organisations.homes import queries, rules, service
from backend.organisations.homes.models import HomeRating
from backend.organisations.homes.schemas import (
    HomeAwardOut,
    HomeHeldOut,
    HomeOut,
    HomePage,
    HomeRow,
    HomesHeldOut,
)
from backend.organisations.models import Organisation
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation


def rating_out(session: Session, actor: Actor, rating: HomeRating) -> HomeOut:
    """One rating with everything a decision needs."""
    awards = queries.awards_of(session, actor, rating)
    known = get_evaluation(session, actor, rating.evaluation_id) if rating.evaluation_id else None
    valid_to = awards[-1].valid_to if awards else None
    return HomeOut(
        **_facts(rating, valid_to),
        organisation_name=get_organisation(session, actor, rating.organisation_id).name,
        statement=rating.statement,
        evaluation_id=rating.evaluation_id,
        evaluation=service.evaluation_text(known),
        published_from=rating.published_from,
        version=rating.version,
        checks=checks_out(service.veto_checks(session, actor, rating)) if rating.status in rules.OPEN else [],
        awards=[HomeAwardOut.model_validate(row) for row in awards],
        history=entries_of(session, actor, rules.WORKFLOW.name, rating.id),
        actions=actions_for(session, rules.WORKFLOW, rating, actor, rules.HomeContext(clock.today())),
    )


def page_of(found: Slice) -> HomePage:
    """One page of the list."""
    return HomePage(
        items=[
            HomeRow(**_facts(row, valid_to), organisation_name=name) for row, name, valid_to, *_ in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def held_of(session: Session, actor: Actor, union: Organisation, on: date) -> HomesHeldOut:
    """What a union holds on a date."""
    return HomesHeldOut(
        organisation_id=union.id,
        as_of=on,
        may_apply=actor.may(P.HOMES_APPLY) and service.may_hold(union),
        items=[
            HomeHeldOut.model_validate(row, from_attributes=True)
            for row in queries.held_by(session, actor, union.id, on)
        ],
    )


def _facts(rating: HomeRating, valid_to: date | None) -> dict[str, Any]:
    names = ("id", "organisation_id", "unit", "unit_name", "level", "year", "status", "applied_on")
    is_lapsed = rating.status in rules.NAMED and valid_to is not None and valid_to < clock.today()
    return {
        **{name: getattr(rating, name) for name in names},
        "published_to": rating.published_to,
        "valid_to": valid_to,
        "is_lapsed": is_lapsed,
    }
