"""Which employers of the register have a union, and where each stands: derived, never typed in."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, exists, or_, select, type_coerce

from backend.organisations.drive.codes import DriveStage
from backend.organisations.drive.models import DriveEntry
from backend.organisations.drive.rules import NOT_DUE
from backend.organisations.founding.models import FoundingCase, FoundingEmployer
from backend.organisations.founding.rules import OPEN_STATES
from backend.organisations.models import Coverage, Employer, Organisation

D: Any = DriveEntry
_C: Any = Coverage
_E: Any = Employer
_O: Any = Organisation
_F: Any = FoundingCase
_FE: Any = FoundingEmployer


def on_register(on: date, known_at: datetime | None) -> ColumnElement[bool]:
    """Entered by the date and not yet gone on it, as far as was recorded at the moment."""
    gone = D.left_on <= on
    entered = [D.entered_on <= on]
    if known_at is not None:
        gone = and_(gone, D.left_recorded_at <= known_at)
        entered.append(D.recorded_at <= known_at)
    return and_(*entered, or_(D.left_on.is_(None), ~gone))


def unionised(on: date, known_at: datetime | None) -> ColumnElement[bool]:
    """Covered on the date by a union founded by then, below the union that is responsible for the employer."""
    ended = _O.dissolved_on <= on
    known = []
    if known_at is not None:
        ended = and_(ended, _O.dissolved_recorded_at <= known_at)
        known = [
            _C.created_at <= known_at,
            or_(_O.founded_recorded_at.is_(None), _O.founded_recorded_at <= known_at),
        ]
    return exists(
        select(_C.id)
        .join(_E, and_(_E.district_id == _C.district_id, _E.id == _C.employer_id))
        .join(_O, and_(_O.district_id == _C.district_id, _O.id == _C.organisation_id))
        .where(
            _E.district_id == D.district_id,
            _E.employer_uscc == D.employer_uscc,
            _C.org_path.like(D.org_path.concat("%")),
            _C.valid_from <= on,
            or_(_C.valid_to.is_(None), _C.valid_to > on),
            _O.founded_on <= on,
            or_(_O.dissolved_on.is_(None), ~ended),
            *known,
        )
        .correlate(D)
    )


def in_founding() -> ColumnElement[bool]:
    """With a founding on its way."""
    return exists(
        select(_FE.id)
        .join(_F, and_(_F.district_id == _FE.district_id, _F.id == _FE.case_id))
        .where(
            _FE.district_id == D.district_id,
            _FE.employer_uscc == D.employer_uscc,
            _F.org_path.like(D.org_path.concat("%")),
            _F.status.in_(OPEN_STATES),
        )
        .correlate(D)
    )


def stage(today: date) -> ColumnElement[str]:
    """The value of the stage of an employer now."""
    return case(
        (D.left_on.is_not(None), DriveStage.LEFT.value),
        (unionised(today, None), DriveStage.FOUNDED.value),
        (in_founding(), DriveStage.PREPARING.value),
        else_=type_coerce(D.status, String),
    )


def overdue(today: date) -> ColumnElement[bool]:
    """Past its target date without a union, and not put off."""
    return and_(D.target_on < today, stage(today).not_in([item.value for item in NOT_DUE]))
