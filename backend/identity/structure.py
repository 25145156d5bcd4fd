"""The accounts' side of structure changes: they follow their union through the tree, and close before it ends."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from backend.identity.codes import AccountStatus
from backend.identity.models import Account
from backend.kernel.authz import next_path
from backend.organisations.structure.codes import StructureKind, StructurePart
from backend.organisations.structure.plugins import Carrier, Moving, Occasion, OpenMatter

_A: Any = Account
_ENDS = (StructureKind.MERGE, StructureKind.DISSOLVE)


def open_matters(
    session: Session, district_id: str, organisation_id: UUID, occasion: Occasion
) -> list[OpenMatter]:
    """Open accounts of a union that is about to end: nobody gets rights in another union by a merger."""
    if occasion.kind not in _ENDS or occasion.part is not StructurePart.SUBJECT or occasion.is_undo:
        return []
    counted = select(func.count()).where(
        _A.district_id == district_id,
        _A.organisation_id == organisation_id,
        _A.status == AccountStatus.ENABLED,
    )
    count = int(session.execute(counted).scalar_one())
    return [OpenMatter("accounts", "还有启用中的账号（请先办理交接或停用）", count, "/accounts")]


class AccountsCarrier(Carrier):
    """Accounts have their union's place; the next request of who is signed in sees the new one."""

    def follows(self, session: Session, district_id: str, path: str) -> list[Moving]:
        """Accounts at or below a place."""
        counted = select(func.count()).where(
            _A.district_id == district_id,
            _A.org_path >= path,
            _A.org_path < next_path(path),
            _A.status == AccountStatus.ENABLED,
        )
        return [Moving("accounts", "账号", int(session.execute(counted).scalar_one()))]
