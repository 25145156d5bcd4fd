"""The member register as a plug-in."""

from backend.kernel.module import Module
from backend.members import demo, routes
from backend.members.cases import routes as case_routes
from backend.members.cases.rules import CASE_WORKFLOW
from backend.members.indicators import INDICATORS
from backend.members.parameters import PARAMETERS
from backend.members.permissions import GRANTS, LABELS, OFFICE_GRANTS
from backend.members.rolls import routes as roll_routes
from backend.members.rolls import work
from backend.members.rolls.rules import IMPORT_WORKFLOW
from backend.members.rolls.service import COMMIT_JOB, PREVIEW_JOB

MODULE = Module(
    name="members",
    label="会员",
    routers=(roll_routes.router, case_routes.router, routes.router),
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    workflows=(CASE_WORKFLOW, IMPORT_WORKFLOW),
    indicators=INDICATORS,
    parameters=PARAMETERS,
    jobs={PREVIEW_JOB: work.run_preview, COMMIT_JOB: work.run_commit},
    demo=demo.make,
)
