"""Fund collection as a plug-in."""

from backend.funds import demo, outgoing
from backend.funds.arrears import models as _arrears
from backend.funds.arrears import parameters as arrears_parameters
from backend.funds.arrears import service as arrears
from backend.funds.arrears.routes import ROUTERS as ARREARS_ROUTERS
from backend.funds.arrears.standing import has_arrears
from backend.funds.arrears.workflow import WORKFLOW as ARREARS_WORKFLOW
from backend.funds.closing.routes import router as month_router
from backend.funds.collections import models as _collections
from backend.funds.collections import parameters as collection_parameters
from backend.funds.collections.routes import router as collection_router
from backend.funds.collections.routes import tables_router as split_table_router
from backend.funds.dues import models as _dues
from backend.funds.dues import parameters as dues_parameters
from backend.funds.dues.routes import router as dues_router
from backend.funds.dues.rules import WORKFLOW as DUES_WORKFLOW
from backend.funds.indicators import INDICATORS
from backend.funds.ledger import models as _ledger
from backend.funds.ledger.routes import router as ledger_router
from backend.funds.ledger.rules import MONTH_WORKFLOW
from backend.funds.obligations import models as _obligations
from backend.funds.obligations.routes import declarations, obligations, payer_months
from backend.funds.parameters import PARAMETERS
from backend.funds.payers import models as _payers
from backend.funds.payers.routes import router as payer_router
from backend.funds.payers.routes import year_router as payer_year_router
from backend.funds.payers.rules import WORKFLOW as PAYER_WORKFLOW
from backend.funds.payers.structure import PayersCarrier
from backend.funds.permissions import GRANTS, LABELS, OFFICE_GRANTS
from backend.funds.plans import models as _plans
from backend.funds.plans.progress_routes import router as progress_router
from backend.funds.plans.routes import router as plan_router
from backend.funds.plans.rules import WORKFLOW as PLAN_WORKFLOW
from backend.funds.reconciliation import models as _reconciliation
from backend.funds.reconciliation.routes import router as reconciliation_router
from backend.funds.reconciliation.service import reconcile_daily
from backend.funds.reliefs import models as _reliefs
from backend.funds.reliefs.routes import router as relief_router
from backend.funds.reliefs.rules import WORKFLOW as RELIEF_WORKFLOW
from backend.funds.statements import models as _statements
from backend.funds.statements import service as statements
from backend.funds.statements import work as statement_work
from backend.funds.statements.exception_routes import router as exception_router
from backend.funds.statements.handover import HANDOVER as STATEMENT_HANDOVER
from backend.funds.statements.routes import router as statement_router
from backend.funds.statements.rules import EXCEPTION_WORKFLOW, STATEMENT_WORKFLOW
from backend.kernel.files import AttachmentOwner
from backend.kernel.module import Module

TABLES = (
    *outgoing.TABLES,
    _plans,
    _reconciliation,
    _arrears,
    _dues,
    _payers,
    _reliefs,
    _obligations,
    _collections,
    _ledger,
    _statements,
)

MODULE = Module(
    name="funds",
    label="经费收缴",
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    routers=(
        *outgoing.ROUTERS,
        payer_router,
        payer_year_router,
        payer_months,
        declarations,
        obligations,
        relief_router,
        plan_router,
        progress_router,
        reconciliation_router,
        statement_router,
        exception_router,
        *ARREARS_ROUTERS,
        dues_router,
        collection_router,
        split_table_router,
        ledger_router,
        month_router,
    ),
    indicators=INDICATORS,
    jobs={
        statements.PREVIEW_JOB: statement_work.run_preview,
        statements.COMMIT_JOB: statement_work.run_commit,
    },
    handover=STATEMENT_HANDOVER,
    daily={"funds.reconcile": reconcile_daily, "funds.settle_arrears": arrears.settle_paid},
    workflows=(
        *outgoing.WORKFLOWS,
        PAYER_WORKFLOW,
        RELIEF_WORKFLOW,
        PLAN_WORKFLOW,
        MONTH_WORKFLOW,
        STATEMENT_WORKFLOW,
        EXCEPTION_WORKFLOW,
        ARREARS_WORKFLOW,
        DUES_WORKFLOW,
    ),
    parameters=(
        *outgoing.PARAMETERS,
        *PARAMETERS,
        *collection_parameters.PARAMETERS,
        *arrears_parameters.PARAMETERS,
        *dues_parameters.PARAMETERS,
    ),
    attachments=(AttachmentOwner("dunning_notice", "催缴文书", arrears.readable, arrears.writable),),
    carriers=(PayersCarrier(),),
    owes_funds=has_arrears,
    demo=demo.make,
)
