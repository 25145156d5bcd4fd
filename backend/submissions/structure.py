"""The returns' side of structure changes: locked months stay as they are, open returns are settled first."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.kernel.authz import next_path
from backend.organisations import queries as organisations
from backend.organisations.structure.codes import StructureKind, StructurePart
from backend.organisations.structure.plugins import Carrier, Moving, Occasion, OpenMatter
from backend.submissions.codes import ReturnStatus
from backend.submissions.models import MonthlyReturn

R: Any = MonthlyReturn
_UNSETTLED = (ReturnStatus.DRAFT, ReturnStatus.RETURNED, ReturnStatus.SUBMITTED)
_ENDS = (StructureKind.MERGE, StructureKind.DISSOLVE)


def open_matters(
    session: Session, district_id: str, organisation_id: UUID, occasion: Occasion
) -> list[OpenMatter]:
    """Locked months from the effective date on (MO-5), and unsettled returns of a union that ends."""
    if occasion.kind is StructureKind.RENAME:
        return []
    path = organisations.org_path_of(session, district_id, organisation_id)
    month = f"{occasion.effective_on:%Y-%m}"
    own = [R.district_id == district_id, R.org_path >= path, R.org_path < next_path(path)]
    locked = _count(session, [*own, R.status == ReturnStatus.LOCKED, R.period >= month])
    found = [
        OpenMatter(
            "locked_months",
            f"{month}及以后已锁定的月报（请改用锁定月份之后的生效日期）",
            locked,
            "/returns?status=locked",
        )
    ]
    if occasion.kind in _ENDS and occasion.part is StructurePart.SUBJECT and not occasion.is_undo:
        count = _count(session, [*own, R.status.in_(_UNSETTLED)])
        found.append(OpenMatter("returns", "还没有审核通过的月报", count, "/returns"))
    return found


class ReturnsCarrier(Carrier):
    """Returns have their union's place."""

    def follows(self, session: Session, district_id: str, path: str) -> list[Moving]:
        """Returns at or below a place."""
        own = [R.district_id == district_id, R.org_path >= path, R.org_path < next_path(path)]
        return [Moving("returns", "月报", _count(session, own))]


def _count(session: Session, conditions: list[Any]) -> int:
    return int(
        session.execute(select(func.count()).select_from(MonthlyReturn).where(*conditions)).scalar_one()
    )
