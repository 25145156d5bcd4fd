"""月报: the monthly pack of an enterprise-union chair (domain L.1), version 1."""

from backend.submissions.returns.form import Form
from backend.submissions.returns.monthly_pack.checks import checks_for
from backend.submissions.returns.monthly_pack.funds import FUNDS
from backend.submissions.returns.monthly_pack.members import MEMBERS
from backend.submissions.returns.monthly_pack.organisation import HEAD_COUNT, ORGANISATION
from backend.submissions.returns.monthly_pack.work import (
    ACTIVITIES,
    BARGAINING,
    HARDSHIP,
    MUTUAL_AID,
    NOTES,
    PUBLICITY,
    SAFETY,
)

_SECTIONS = (
    ORGANISATION,
    HEAD_COUNT,
    MEMBERS,
    FUNDS,
    BARGAINING,
    HARDSHIP,
    MUTUAL_AID,
    PUBLICITY,
    ACTIVITIES,
    SAFETY,
    NOTES,
)

MONTHLY_PACK = Form(
    code="monthly_pack",
    version=1,
    label="基层工会月报",
    valid_from="2020-01",
    valid_to=None,
    legal_basis="区总工会报表制度",
    sections=_SECTIONS,
    checks=checks_for(_SECTIONS),
    parameters={
        "fund_rate": "fund.rate",
        "change_percent": "return.change_percent",
        "change_people": "return.change_people",
        "change_fen": "return.change_fen",
        "minimum_wage_fen": "wage.minimum_fen",
    },
)
