"""The interest check of identity: looks up both sides of a decision and asks the rule."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session

from backend.identity.codes import Relation
from backend.identity.models import Person
from backend.identity.parameters import RELATIVE_DAYS
from backend.identity.relatives.models import RelativeDeclaration
from backend.identity.relatives.rules import Known, refusal
from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system
from backend.kernel.interests import Subject
from backend.kernel.parameters import lookup

P: Any = Person
R: Any = RelativeDeclaration


def check_interest(session: Session, actor: Actor, subjects: list[Subject]) -> str | None:
    """Why the caller may not decide about somebody among the subjects, or None."""
    with as_system(session):
        caller = _completed(session, actor.district_id, Known(actor.persons))
        caller = replace(caller, names=_names(session, actor.district_id, caller))
        subject = _completed(session, actor.district_id, _told(subjects))
        relatives = _relatives(session, actor.district_id, caller)
        theirs = _relatives(session, actor.district_id, subject)
    return refusal(caller, relatives, subject, theirs)


def _told(subjects: Iterable[Subject]) -> Known:
    told = list(subjects)
    return Known(
        frozenset(one.person_id for one in told if one.person_id),
        frozenset(one.mobile_index for one in told if one.mobile_index),
        frozenset(one.id_no_index for one in told if one.id_no_index),
        frozenset(one.name for one in told if one.name),
    )


def _names(session: Session, district_id: str, known: Known) -> frozenset[str]:
    found = select(P.name).where(P.district_id == district_id, P.id.in_(known.persons))
    return frozenset(session.execute(found).scalars())


def _completed(session: Session, district_id: str, known: Known) -> Known:
    """The same persons with what else the store knows of them: registered phones, own declared ID numbers."""
    declared = select(R.person_id).where(
        R.district_id == district_id, R.relation == Relation.SELF, R.id_no_index.in_(known.id_numbers)
    )
    found = session.execute(
        select(P.id, P.mobile_index).where(
            P.district_id == district_id,
            or_(P.id.in_(known.persons), P.mobile_index.in_(known.mobiles), P.id.in_(declared)),
        )
    ).all()
    persons = known.persons | {row[0] for row in found}
    own = _declared(session, district_id, persons, R.relation == Relation.SELF)
    return Known(
        persons,
        known.mobiles | {row[1] for row in found} | own.mobiles,
        known.id_numbers | own.id_numbers,
        known.names,
    )


def _relatives(session: Session, district_id: str, known: Known) -> Known:
    """Whom some persons declared as relatives; a withdrawn declaration counts for the days of the parameter."""
    return _declared(session, district_id, known.persons, R.relation != Relation.SELF)


def _declared(session: Session, district_id: str, persons: Iterable[Any], kind: Any) -> Known:
    today = clock.today()
    rows = session.execute(
        select(R.mobile_index, R.id_no_index, R.withdrawn_on, R.name).where(
            R.district_id == district_id, R.person_id.in_(set(persons)), kind
        )
    ).all()
    if any(row[2] for row in rows):
        days = int(lookup(session, RELATIVE_DAYS.key, district_id, today).value)
        rows = [row for row in rows if row[2] is None or today < row[2] + timedelta(days=days)]
    return Known(
        mobiles=frozenset(row[0] for row in rows if row[0]),
        id_numbers=frozenset(row[1] for row in rows if row[1]),
        names=frozenset(row[3] for row in rows),
    )
