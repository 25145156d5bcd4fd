"""The one list of domains, lower ones first."""

from sqlmodel import Session

from backend.funds.module import MODULE as FUNDS
from backend.identity.module import MODULE as IDENTITY
from backend.kernel import handover, interests, right_labels
from backend.kernel.authz import Actor
from backend.kernel.daily import DailyWork, system_actor
from backend.kernel.files import AttachmentOwner
from backend.kernel.jobs import Handler
from backend.kernel.kernel_module import MODULE as KERNEL
from backend.kernel.large_exports import registry as export_lists
from backend.kernel.module import Module
from backend.kernel.roles import Office, Role
from backend.members.module import MODULE as MEMBERS
from backend.organisations import owing
from backend.organisations.module import MODULE as ORGANISATIONS
from backend.organisations.queries import district_roots
from backend.organisations.structure import plugins
from backend.reports import registry
from backend.reports.module import MODULE as REPORTS
from backend.submissions.module import MODULE as SUBMISSIONS

MODULES: tuple[Module, ...] = (KERNEL, ORGANISATIONS, IDENTITY, MEMBERS, FUNDS, SUBMISSIONS, REPORTS)
registry.publish(MODULES)
interests.publish(MODULES)
right_labels.publish(MODULES)
handover.publish(MODULES)
export_lists.publish(MODULES)
plugins.publish(MODULES)
owing.publish(MODULES)


def permissions_of(role: Role, offices: frozenset[Office] = frozenset()) -> frozenset[str]:
    """Every right of a role, and of the offices of a district account, collected from the domains."""
    held = [module.grants.get(role, frozenset[str]()) for module in MODULES]
    if role is Role.DISTRICT:
        held += [module.office_grants.get(office, frozenset()) for module in MODULES for office in offices]
    return frozenset[str]().union(*held)


def job_handlers() -> dict[str, Handler]:
    """Every kind of background job, collected from the domains."""
    return {kind: handler for module in MODULES for kind, handler in module.jobs.items()}


def daily_work() -> DailyWork:
    """Everything to be done once a business day, collected from the domains."""
    return DailyWork(
        {name: task for module in MODULES for name, task in module.daily.items()}, _system_actors
    )


def _system_actors(session: Session) -> list[Actor]:
    """The system itself in every district of the store; it holds every right a domain declares."""
    rights = frozenset(right for module in MODULES for right in module.permission_labels)
    return [system_actor(row.district_id, row.id, row.org_path, rights) for row in district_roots(session)]


def attachment_owners() -> dict[str, AttachmentOwner]:
    """Every kind of object that may carry files, collected from the domains."""
    return {owner.object_type: owner for module in MODULES for owner in module.attachments}
