"""The union tree as a plug-in."""

from backend.kernel.module import Module
from backend.organisations import demo, reference, routes
from backend.organisations.indicators import INDICATORS
from backend.organisations.permissions import GRANTS, LABELS, OFFICE_GRANTS

MODULE = Module(
    name="organisations",
    label="工会组织",
    routers=(routes.router, routes.divisions_router),
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    indicators=INDICATORS,
    demo=demo.make,
    seed=reference.seed,
)
