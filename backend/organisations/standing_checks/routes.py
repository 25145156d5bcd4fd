"""HTTP of the standing checks."""

from typing import Annotated
from uuid import UUID

from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import api_router
from backend.organisations.permissions import P
from backend.organisations.standing_checks import queries
from backend.organisations.standing_checks.schemas import UnionChecksOut

router = api_router("/organisations", "organisations")
Reader = Annotated[Actor, require(P.READ)]


@router.get("/{organisation_id}/checks", summary="组织建设规则核对")
def read_union_checks(db: Db, actor: Reader, organisation_id: UUID) -> UnionChecksOut:
    """逐条说明是否符合、依据和怎样改正。Each rule with its verdict, article, inputs and how to mend it."""
    return queries.checks_of(db, actor, organisation_id)
