"""HTTP of the small-payer policy and its simulator."""

from typing import Annotated

from fastapi import Query

from backend.funds.permissions import P
from backend.funds.share_returns import simulation
from backend.funds.share_returns.codes import SmallPayerBasis
from backend.funds.share_returns.schemas import SmallPolicyOut, SmallSimulationOut
from backend.kernel.authz import Actor, require
from backend.kernel.db import Db
from backend.kernel.http import api_router
from backend.kernel.money import MAX_FEN

router = api_router("/funds/small-payers", "funds")
Reader = Annotated[Actor, require(P.READ)]
Year = Annotated[int, Query(ge=2010, le=2199, description="年度")]


@router.get("/policy", summary="某年度的小额缴费返还政策")
def read_small_policy(db: Db, actor: Reader, year: Year) -> SmallPolicyOut:
    """The policy in force on the last day of a year."""
    return simulation.policy_out(db, actor, year)


@router.get("/simulation", summary="小额缴费返还试算")
def simulate_small_policy(
    db: Db,
    actor: Reader,
    year: Year,
    basis: Annotated[SmallPayerBasis, Query(description="名单口径")],
    threshold_fen: Annotated[
        int | None, Query(ge=1, le=MAX_FEN, description="全年上缴额上限（分），不满才返还")
    ] = None,
    rate: Annotated[
        str, Query(max_length=12, pattern=r"^[0-9](\.[0-9]{1,9})?$", description="返还比例，如 1 或 0.5")
    ] = "1",
) -> SmallSimulationOut:
    """换一种政策，谁多得、谁少得；合计等于各部分之和，不写任何数据。Who gains; nothing is written."""
    return simulation.simulate(db, actor, year, basis, threshold_fen, rate)
