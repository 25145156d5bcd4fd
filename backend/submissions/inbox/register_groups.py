"""The groups of the inbox that come from the registers of unions and members: to decide, and sent back."""

from backend.members.applications import queries as applications
from backend.members.batches import queries as batches
from backend.members.endings import queries as endings
from backend.members.permissions import P as MembersP
from backend.members.transfers import queries as transfers
from backend.organisations.founding import queries as foundings
from backend.organisations.permissions import P as OrganisationsP
from backend.organisations.structure import waiting as structure
from backend.submissions.inbox.groups import Group

_NOBODY: frozenset[str] = frozenset()
REGISTER_GROUPS: tuple[Group, ...] = (
    Group(
        "foundings_to_reply", "建会待批复", OrganisationsP.APPROVE_FOUNDING, _NOBODY, "/foundings?is_to_reply=true",
        "/organisations/foundings?is_to_reply=true", lambda _session, actor, _period: foundings.to_reply(actor),
    ),
    Group(
        "foundings_returned", "建会退回待改", OrganisationsP.FOUND, _NOBODY, "/foundings?is_returned=true",
        "/organisations/foundings?is_returned=true", lambda _session, actor, _period: foundings.returned(actor),
    ),
    Group(
        "structure_waiting", "组织变更待办理", OrganisationsP.RESTRUCTURE, _NOBODY, "/structure-changes?is_waiting=true",
        "/structure-changes?is_waiting=true", lambda session, actor, _period: structure.waiting(session, actor),
        frozenset({OrganisationsP.CONFIRM_STRUCTURE}),
    ),
    Group(
        "applications_waiting", "入会申请待审批", MembersP.APPROVE, _NOBODY, "/members/applications?is_waiting=true",
        "/members/applications?is_waiting=true", lambda _session, actor, _period: applications.waiting(actor),
    ),
    Group(
        "batches_waiting", "集中入会待批准", MembersP.APPROVE, _NOBODY, "/members/batches?is_waiting=true",
        "/members/batches?is_waiting=true", lambda _session, actor, _period: batches.waiting(actor),
    ),
    Group(
        "batches_returned", "集中入会退回待改", MembersP.ENROL, _NOBODY, "/members/batches?is_returned=true",
        "/members/batches?is_returned=true", lambda _session, actor, _period: batches.returned(actor),
    ),
    Group(
        "endings_waiting", "退会、除名待决定或备案", MembersP.APPROVE, _NOBODY, "/members/endings?is_waiting=true",
        "/members/endings?is_waiting=true", lambda _session, actor, _period: endings.waiting(actor),
    ),
    Group(
        "transfers_sent_back", "转出被退回", MembersP.EDIT, _NOBODY, "/members/transfers?is_sent_back=true",
        "/members/transfers?is_sent_back=true", lambda session, actor, _period: transfers.sent_back(session, actor),
    ),
)  # fmt: skip
