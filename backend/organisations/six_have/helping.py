"""A union above fills in for one below: recorded as such, its chair told, and never verified by the same person."""

from sqlmodel import Session

from backend.kernel import clock, history
from backend.kernel.authz import Actor
from backend.kernel.errors import Forbidden
from backend.organisations.six_have import rules
from backend.organisations.six_have.codes import SixHaveAction
from backend.organisations.six_have.models import SixHaveCheck, SixHaveItem


def helps(actor: Actor, check: SixHaveCheck) -> bool:
    """Whether the caller is of a union above the one checked."""
    return actor.org_path != check.org_path


def note_help(session: Session, actor: Actor, check: SixHaveCheck) -> None:
    """The trail names whoever fills in for a union, once a person; the chair is told anew each time."""
    if not helps(actor, check):
        return
    known = history.makers_of(session, rules.WORKFLOW, check, (SixHaveAction.FILL_FOR,))
    if not actor.persons & known:
        history.begin(session, actor, rules.WORKFLOW, check, SixHaveAction.FILL_FOR, on_behalf=True)
    check.helped_on, check.helped_by, check.help_seen_on = clock.today(), actor.person_name, None
    session.add(check)


def take_note(session: Session, actor: Actor, check: SixHaveCheck) -> None:
    """The union has seen what was filled in for it; repeating it changes nothing.

    Raises Forbidden for anybody above.
    """
    if helps(actor, check):
        raise Forbidden("由被代填的工会确认已阅")
    if check.helped_on is not None and check.help_seen_on is None:
        check.help_seen_on = clock.today()
        session.add(check)
        session.flush()


def is_untold(check: SixHaveCheck) -> bool:
    """Whether the union has yet to take note."""
    return check.helped_on is not None and check.help_seen_on is None


def context_of(
    session: Session, actor: Actor, check: SixHaveCheck, items: list[SixHaveItem]
) -> rules.CheckContext:
    """What a step of this caller is judged with."""
    handed_in = history.makers_of(
        session, rules.WORKFLOW, check, (SixHaveAction.APPLY, SixHaveAction.REAPPLY)
    )
    own = not helps(actor, check) or bool(actor.persons & handed_in)
    return rules.CheckContext(clock.today(), tuple(items), own)
