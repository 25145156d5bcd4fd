"""What proves the items of a check: files, records, and what the register says, as explained checks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.calendar import corresponding_day
from backend.kernel.decisions import Check, ParameterUsed
from backend.kernel.errors import Forbidden
from backend.kernel.files import Attachment, AttachmentOwner
from backend.kernel.parameters import Parameter, lookup
from backend.organisations.evaluations.queries import latest_of
from backend.organisations.evaluations.rules import rate_of
from backend.organisations.models import Organisation
from backend.organisations.permissions import P
from backend.organisations.queries import get_organisation
from backend.organisations.six_have.codes import SixHaveNeed
from backend.organisations.six_have.evidence_rules import Demand, Moment, Proof, Register, checks_of
from backend.organisations.six_have.helping import note_help
from backend.organisations.six_have.models import SixHaveCheck, SixHaveItem
from backend.organisations.six_have.parameters import ACTIVITY_MONTHS, SCHEMES
from backend.organisations.six_have.queries import get_check, get_item
from backend.organisations.six_have.rules import FILLED
from backend.organisations.terms.register import committees_of, facts_of

A: Any = Attachment
OBJECT_TYPE = "six_have_item"
YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """Files by item code (every round), and the explained checks by item code."""

    files: Mapping[str, list[Attachment]]
    checks: Mapping[str, list[Check]]
    asked: Mapping[str, str]

    @property
    def all_checks(self) -> list[Check]:
        """Every check of the six items."""
        return [check for checks in self.checks.values() for check in checks]


def evidence_of(
    session: Session, actor: Actor, check: SixHaveCheck, items: Iterable[SixHaveItem]
) -> Evidence:
    """What is there for each item of the shown round, judged on the day of application (today until then)."""
    rounds = list(items)
    shown = [item for item in rounds if item.round == check.round]
    files = _files(session, actor, rounds)
    today = clock.today()
    scheme = lookup(session, SCHEMES[check.scheme].key, check.district_id, check.opened_on)
    months = int(lookup(session, ACTIVITY_MONTHS.key, check.district_id, check.opened_on).value)
    union = get_organisation(session, actor, check.organisation_id)
    register = _register(session, actor, union, today, scheme)
    demands = {entry["code"]: _demands(session, check, entry["needs"]) for entry in scheme.value}
    moment = Moment(today if check.applied_on is None else check.applied_on, months)
    found = {}
    for item in shown:
        days = tuple(_day(record) for record in item.records)
        proof = Proof(item.code, item.label, len(files[item.code]), days)
        found[item.code] = list(checks_of(proof, demands.get(item.code, ()), register, moment))
    return Evidence(files, found, {entry["code"]: entry["evidence"] for entry in scheme.value})


def _day(record: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(record["on"]) if record["on"] else None


def _demands(session: Session, check: SixHaveCheck, needs: Iterable[Mapping[str, Any]]) -> tuple[Demand, ...]:
    found = []
    for need in needs:
        kind = SixHaveNeed(need["kind"])
        if need["minimum"] is None:
            found.append(Demand(kind, 0, None))
            continue
        minimum = lookup(session, need["minimum"], check.district_id, check.opened_on)
        found.append(Demand(kind, int(minimum.value), ParameterUsed.of(minimum)))
    return tuple(found)


def _register(
    session: Session, actor: Actor, union: Organisation, today: date, scheme: Parameter
) -> Register:
    held = latest_of(session, actor, union.id, today)
    if held is not None and held.held_on < corresponding_day(today, -YEAR_MONTHS):
        held = None
    shown = ""
    if held is not None:
        rate = rate_of(held.numerator, held.denominator) / 100
        shown = f"{held.held_on.isoformat()} {held.numerator}/{held.denominator} = {rate:.2f}%"
    return Register(
        has_seal=union.has_seal,
        address=union.address,
        term_end=term_last_day(session, actor, union.id, today),
        is_satisfied=held.is_reached if held else None,
        evaluation=shown,
        article=scheme.legal_source,
    )


def term_last_day(session: Session, actor: Actor, organisation_id: UUID, on: date) -> date | None:
    """The last day of a union's running term, its extension counted; None when no term is registered."""
    term = committees_of(session, actor, organisation_id).running(on)
    return facts_of(term).last_day(on) if term is not None else None


def _files(session: Session, actor: Actor, items: list[SixHaveItem]) -> dict[str, list[Attachment]]:
    codes: dict[UUID, str] = {item.id: item.code for item in items}
    found: dict[str, list[Attachment]] = defaultdict(list)
    rows = session.execute(
        select(Attachment)
        .where(within(Attachment, actor), A.object_type == OBJECT_TYPE, A.object_id.in_(codes))
        .order_by(A.id)
    ).scalars()
    for row in rows:
        found[codes[row.object_id]].append(row)
    return found


def _writable(session: Session, actor: Actor, item_id: UUID) -> SixHaveItem:
    """An item to which this caller may add a file.

    Raises NotFound, and Forbidden without the right or once the check is handed in.
    """
    item = get_item(session, actor, item_id)
    check = get_check(session, actor, item.check_id)
    if not actor.may(P.SIX_HAVE_FILL) or check.status not in FILLED or item.round != check.round:
        raise Forbidden("这一项现在不能添加附件")
    note_help(session, actor, check)
    return item


ATTACHMENTS = AttachmentOwner(OBJECT_TYPE, "六有佐证", get_item, _writable)
