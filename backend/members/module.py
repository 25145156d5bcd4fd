"""The member register as a plug-in."""

from backend.kernel.files import AttachmentOwner
from backend.kernel.module import Module
from backend.members import demo, routes, structure, structure_matters
from backend.members.applications import routes as application_routes
from backend.members.applications.queries import get_application, writable_application
from backend.members.applications.rules import APPLICATION_WORKFLOW
from backend.members.batches import routes as batch_routes
from backend.members.batches.queries import get_batch, writable_batch
from backend.members.batches.rules import BATCH_WORKFLOW
from backend.members.bulk import routes as bulk_routes
from backend.members.bulk.rules import BULK_WORKFLOW
from backend.members.cases import routes as case_routes
from backend.members.cases.check import check_daily
from backend.members.cases.overdue import escalate
from backend.members.cases.rules import CASE_WORKFLOW
from backend.members.change_requests import routes as change_request_routes
from backend.members.change_requests.evidence import OWNER as CHANGE_EVIDENCE
from backend.members.change_requests.rules import CHANGE_WORKFLOW
from backend.members.duplicates import routes as duplicate_routes
from backend.members.duplicates import service as duplicates
from backend.members.duplicates.parameters import PARAMETERS as DUPLICATE_PARAMETERS
from backend.members.duplicates.rules import PAIR_WORKFLOW
from backend.members.endings import routes as ending_routes
from backend.members.endings.queries import get_ending, writable_ending
from backend.members.endings.rules import ENDING_WORKFLOW
from backend.members.figures import routes as figure_routes
from backend.members.handover import HANDOVER
from backend.members.indicators import INDICATORS
from backend.members.large_export import MEMBER_LIST
from backend.members.list_imports import routes as list_routes
from backend.members.list_imports import service as lists
from backend.members.list_imports import work as list_work
from backend.members.list_imports.rules import LIST_WORKFLOW
from backend.members.parameters import PARAMETERS
from backend.members.permissions import GRANTS, LABELS, OFFICE_GRANTS
from backend.members.rolls import routes as roll_routes
from backend.members.rolls import work
from backend.members.rolls.rules import IMPORT_WORKFLOW
from backend.members.rolls.service import COMMIT_JOB, PREVIEW_JOB
from backend.members.transfers import routes as transfer_routes

MODULE = Module(
    name="members",
    label="会员",
    routers=(
        roll_routes.router,
        case_routes.router,
        application_routes.router,
        batch_routes.router,
        ending_routes.router,
        bulk_routes.router,
        transfer_routes.router,
        change_request_routes.router,
        duplicate_routes.router,
        list_routes.router,
        figure_routes.router,
        routes.router,
    ),
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    workflows=(
        CASE_WORKFLOW,
        IMPORT_WORKFLOW,
        APPLICATION_WORKFLOW,
        CHANGE_WORKFLOW,
        PAIR_WORKFLOW,
        LIST_WORKFLOW,
        BATCH_WORKFLOW,
        BULK_WORKFLOW,
        ENDING_WORKFLOW,
    ),
    indicators=INDICATORS,
    exports=(MEMBER_LIST,),
    parameters=(*PARAMETERS, *DUPLICATE_PARAMETERS),
    jobs={
        PREVIEW_JOB: work.run_preview,
        COMMIT_JOB: work.run_commit,
        duplicates.FIND_JOB: duplicates.run_finding,
        lists.PREVIEW_JOB: list_work.run_preview,
        lists.COMMIT_JOB: list_work.run_commit,
    },
    attachments=(
        AttachmentOwner(APPLICATION_WORKFLOW.name, "入会申请", get_application, writable_application),
        AttachmentOwner(BATCH_WORKFLOW.name, "集中入会", get_batch, writable_batch),
        AttachmentOwner(ENDING_WORKFLOW.name, "退会和除名", get_ending, writable_ending),
        CHANGE_EVIDENCE,
    ),
    open_matters=(structure_matters.open_matters,),
    carriers=(structure.MembersCarrier(),),
    handover=HANDOVER,
    daily={
        "members.find_duplicates": duplicates.find_daily,
        "members.check_pending": check_daily,
        "members.escalate_transfers": escalate,
    },
    demo=demo.make,
)
