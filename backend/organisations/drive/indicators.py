"""The founding rate: employers with a union among those that should have one, from the dated register."""

from typing import Any

from sqlalchemy import Select, select

from backend.kernel.authz import Actor
from backend.kernel.indicators import AsOf, Indicator, IndicatorKind, in_scope
from backend.organisations.drive.coverage import D, on_register, unionised
from backend.organisations.drive.models import DriveEntry

LINK = "/organisations/drive/{id}"


def due(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Employers on the register on the date, as far as was recorded at the moment."""
    return select(D.id, D.name, D.employer_uscc, D.entered_on, D.org_path).where(
        *in_scope(DriveEntry, actor, as_of, D.organisation_id), on_register(as_of.on, as_of.known_at)
    )


def covered(actor: Actor, as_of: AsOf) -> Select[Any]:
    """Those of them covered by a founded union on the date."""
    return due(actor, as_of).where(unionised(as_of.on, as_of.known_at))


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "organisations.founding_due",
        "应建会单位",
        "统计时点在应建会单位名单上的单位个数；名单逐个登记列入和移出日期。",
        "家",
        IndicatorKind.STOCK,
        due,
        link=LINK,
    ),
    Indicator(
        "organisations.founding_rate",
        "建会率",
        "应建会单位名单中，统计时点已由批准成立的基层工会覆盖的单位÷名单上的单位。",
        "%",
        IndicatorKind.RATIO,
        covered,
        whole=due,
        link=LINK,
    ),
)
