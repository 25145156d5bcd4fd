"""The demo's list of 2020: which covered employers are above scale, and how many people they employ."""

from datetime import date
from typing import Any

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.organisations.codes import ReportClass
from backend.organisations.employers.models import EmployerYear
from backend.organisations.models import Coverage, Employer

SOURCE = "武陵区统计局2020年规模以上单位名录"
LISTED = date(2020, 4, 20)
#: Employers with at least as many people are on the list; of those the larger ones are above scale.
LIST_FROM, SCALE_FROM = 60, 80
_E: Any = Employer
_C: Any = Coverage


def make(session: Session, world: DemoWorld) -> None:
    """Write one row for each larger enterprise of a union with a single employer."""
    rng = world.stream("employer-sizes")
    wanted = {
        union.id: union.employees
        for union in world.facts["unions"]
        if union.report_class is not ReportClass.PUBLIC and union.employees >= LIST_FROM
    }
    rows = session.execute(
        select(_C.organisation_id, _E.name, _E.employer_uscc)
        .join(_E, and_(_E.district_id == _C.district_id, _E.id == _C.employer_id))
        .where(_C.district_id == world.district_id, _E.employer_uscc.is_not(None))
        .order_by(_C.org_path, _E.employer_uscc)
    ).all()
    moment = working_moment(rng, LISTED)
    listed = [
        {
            "id": invented_id(rng, moment),
            "district_id": world.district_id,
            "year": world.today.year,
            "employer_uscc": row.employer_uscc,
            "name": row.name,
            "is_above_scale": wanted[row.organisation_id] >= SCALE_FROM,
            "headcount": wanted[row.organisation_id] + rng.randrange(-4, 9),
            "source": SOURCE,
            "recorded_at": moment,
            "account_id": None,
        }
        for row in rows
        if row.organisation_id in wanted
    ]
    bulk_insert(session, EmployerYear, listed)
