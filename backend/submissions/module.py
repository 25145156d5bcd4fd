"""The returns as a plug-in."""

from backend.kernel.files import AttachmentOwner
from backend.kernel.module import Module
from backend.submissions import structure
from backend.submissions.amendments.routes import router as amendments
from backend.submissions.completeness.routes import router as completeness
from backend.submissions.demo import make
from backend.submissions.forms.routes import router as forms
from backend.submissions.inbox.handover import HANDOVER
from backend.submissions.inbox.routes import router as inbox
from backend.submissions.indicators import INDICATORS
from backend.submissions.monthly.queries import get_return, writable_return
from backend.submissions.monthly.routes import router as monthly
from backend.submissions.monthly.rules import WORKFLOW
from backend.submissions.parameters import PARAMETERS
from backend.submissions.permissions import GRANTS, LABELS, OFFICE_GRANTS

MODULE = Module(
    name="submissions",
    label="月报",
    # fixed paths such as /returns/board stand before /returns/{return_id}
    routers=(forms, completeness, amendments, monthly, inbox),
    grants=GRANTS,
    office_grants=OFFICE_GRANTS,
    permission_labels=LABELS,
    workflows=(WORKFLOW,),
    indicators=INDICATORS,
    parameters=PARAMETERS,
    attachments=(AttachmentOwner(WORKFLOW.name, "月报", get_return, writable_return),),
    open_matters=(structure.open_matters,),
    carriers=(structure.ReturnsCarrier(),),
    handover=HANDOVER,
    demo=make,
)
