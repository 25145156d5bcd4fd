"""Workflow tables of re-election, extension and the state of a union (pure).

The higher union that decides is any union above the one concerned: the tree knows bureaus and communities without an
office of their own, for which the street or the district acts.
"""

from typing import Any

from backend.kernel.workflow import Step, Workflow
from backend.organisations.codes import OrgStatus
from backend.organisations.permissions import P
from backend.organisations.terms.codes import (
    ExtensionAction,
    ExtensionState,
    ReelectionAction,
    ReelectionState,
    TermStatusAction,
)

_R, _RA = ReelectionState, ReelectionAction
_E, _EA = ExtensionState, ExtensionAction


def stands_above(row: Any, org_path: Any) -> str | None:
    """The guard of every decision: the caller's own union (``org_path``) stands above the one concerned."""
    if isinstance(org_path, str) and row.org_path != org_path and row.org_path.startswith(org_path):
        return None
    return "应由上一级工会办理，本级工会不能批准自己的事项"


REELECTION_WORKFLOW = Workflow(
    "reelection",
    "换届",
    (
        Step(
            _R.REQUESTED,
            _RA.PERMIT,
            _R.PERMITTED,
            P.TERMS_DECIDE,
            stands_above,
            other_than=(_RA.REQUEST, _RA.RESUBMIT),
        ),
        Step(_R.REQUESTED, _RA.RETURN, _R.RETURNED, P.TERMS_DECIDE, stands_above, needs_note=True),
        Step(_R.REQUESTED, _RA.WITHDRAW, _R.WITHDRAWN, P.TERMS_FILE, needs_note=True),
        Step(_R.RETURNED, _RA.RESUBMIT, _R.REQUESTED, P.TERMS_FILE),
        Step(_R.RETURNED, _RA.WITHDRAW, _R.WITHDRAWN, P.TERMS_FILE, needs_note=True),
        Step(_R.PERMITTED, _RA.REPORT, _R.REPORTED, P.TERMS_FILE),
        Step(_R.PERMITTED, _RA.WITHDRAW, _R.WITHDRAWN, P.TERMS_FILE, needs_note=True),
        Step(
            _R.REPORTED,
            _RA.REPLY,
            _R.REPLIED,
            P.TERMS_DECIDE,
            stands_above,
            other_than=(_RA.REQUEST, _RA.RESUBMIT, _RA.REPORT),
        ),
        Step(_R.REPORTED, _RA.RETURN_REPORT, _R.PERMITTED, P.TERMS_DECIDE, stands_above, needs_note=True),
    ),
)
EXTENSION_WORKFLOW = Workflow(
    "term_extension",
    "延期换届",
    (
        Step(_E.REQUESTED, _EA.APPROVE, _E.APPROVED, P.TERMS_DECIDE, stands_above, other_than=(_EA.REQUEST,)),
        Step(_E.REQUESTED, _EA.REFUSE, _E.REFUSED, P.TERMS_DECIDE, stands_above, needs_note=True),
        Step(_E.REQUESTED, _EA.WITHDRAW, _E.WITHDRAWN, P.TERMS_FILE, needs_note=True),
    ),
)
#: The state of a union follows the dates of its term once a day and at each reply; figures and warnings never read
#: it, they are computed from the dates. It is kept so that the register, its filters and exports show 待换届.
TERM_STATUS_WORKFLOW = Workflow(
    "union_term",
    "工会状态随届次变化",
    (
        Step(OrgStatus.ACTIVE, TermStatusAction.BECOME_DUE, OrgStatus.TERM_DUE, P.TERMS_FOLLOW),
        Step(OrgStatus.TERM_DUE, TermStatusAction.RENEW, OrgStatus.ACTIVE, P.TERMS_FOLLOW),
    ),
)
WORKFLOWS = (REELECTION_WORKFLOW, EXTENSION_WORKFLOW, TERM_STATUS_WORKFLOW)
