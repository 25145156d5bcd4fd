"""Six-have checks and standings as the caller sees them."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.decisions import checks_out
from backend.kernel.history import ActionOut, allowed_actions, entries_of
from backend.kernel.paging import Paging, Slice, paginate
from backend.kernel.parameters import lookup
from backend.organisations.models import Organisation
from backend.organisations.permissions import P
from backend.organisations.queries import ORG, get_organisation, names_by_path, street_of
from backend.organisations.six_have import helping, queries, rules, service
from backend.organisations.six_have.codes import SixHaveScheme, SixHaveStanding
from backend.organisations.six_have.evidence import Evidence, evidence_of
from backend.organisations.six_have.models import SixHaveCheck, SixHaveItem
from backend.organisations.six_have.parameters import WARNING_DAYS
from backend.organisations.six_have.queries import StandingFilter
from backend.organisations.six_have.schemas import (
    SixHaveFileOut,
    SixHaveItemOut,
    SixHaveOut,
    SixHavePage,
    SixHaveRecordOut,
    SixHaveResultOut,
    SixHaveRow,
    SixHaveStandingPage,
    SixHaveStandingRow,
    SixHaveStateOut,
    SixHaveStatesOut,
)


def warning_days(session: Session, district_id: str) -> int:
    """How long before its end a passed check is called due."""
    return int(lookup(session, WARNING_DAYS.key, district_id, clock.today()).value)


def check_out(session: Session, actor: Actor, check: SixHaveCheck) -> SixHaveOut:
    """One check with everything a person fills or verifies on one screen."""
    rounds = queries.items_of(session, actor, check)
    proof = evidence_of(session, actor, check, rounds)
    items = [item for item in rounds if item.round == check.round]
    earlier = {item.code: item for item in rounds if item.round == check.round - 1}
    is_maker = service.is_maker(session, actor, check)
    can_verify = actor.may(P.SIX_HAVE_VERIFY) and check.status in rules.VERIFIED and not is_maker
    return SixHaveOut(
        **_facts(check),
        organisation_name=get_organisation(session, actor, check.organisation_id).name,
        scheme_version=check.scheme_version,
        version=check.version,
        can_fill=service.may_fill(actor, check),
        can_verify=can_verify,
        next_id=queries.next_waiting(session, actor, check) if actor.may(P.SIX_HAVE_VERIFY) else None,
        items=[_item(item, earlier.get(item.code), proof) for item in items],
        results=[SixHaveResultOut.model_validate(row) for row in queries.results_of(session, actor, check)],
        history=entries_of(session, actor, rules.WORKFLOW.name, check.id),
        actions=_actions(session, actor, check, items, is_maker),
        helped_on=check.helped_on,
        helped_by=check.helped_by,
        may_take_note=helping.is_untold(check)
        and not helping.helps(actor, check)
        and actor.may(P.SIX_HAVE_FILL),
    )


def page_of(session: Session, actor: Actor, found: Slice) -> SixHavePage:
    """The lines of one page of the work list."""
    streets = _streets(session, actor, [row.org_path for row, *_ in found.rows])
    return SixHavePage(
        items=[
            SixHaveRow(**_facts(row), organisation_name=name, street_name=streets[row.org_path])
            for row, name, *_ in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def standings_page(
    session: Session, actor: Actor, wanted: StandingFilter, page: Paging
) -> SixHaveStandingPage:
    """Unions with their standing, in the order of the tree."""
    statement = queries.standings_statement(session, actor, wanted)
    found = paginate(session, statement, order=[ORG.org_path], page=page)
    streets = _streets(session, actor, [row.org_path for row in found.rows])
    return SixHaveStandingPage(
        items=[_standing_row(row, wanted, streets[row.org_path]) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def states_of(session: Session, actor: Actor, union: Organisation) -> SixHaveStatesOut:
    """A union under every scheme side by side, today."""
    reporting = service.reporting_scheme(session, actor.district_id)
    today, days = clock.today(), warning_days(session, actor.district_id)
    items = []
    for scheme in SixHaveScheme:
        wanted = StandingFilter(scheme, today, days, organisation_id=union.id)
        row = session.execute(
            queries.standings_statement(session, actor, wanted).where(ORG.id == union.id)
        ).one_or_none()
        if row is not None:
            items.append(_state(actor, union, row, wanted, is_reporting=scheme is reporting))
    return SixHaveStatesOut(organisation_id=union.id, as_of=today, items=items)


def _actions(
    session: Session, actor: Actor, check: SixHaveCheck, items: list[SixHaveItem], is_maker: bool
) -> list[ActionOut]:
    context = helping.context_of(session, actor, check, items)
    found = allowed_actions(rules.WORKFLOW, check, actor, context)
    return [action for action in found if not (is_maker and action.code in rules.OUTCOMES)]


def _facts(check: SixHaveCheck) -> dict[str, Any]:
    names = ("id", "organisation_id", "scheme", "status", "round", "opened_on", "applied_on")
    return {name: getattr(check, name) for name in (*names, "mend_due_on", "closed_on")}


def _item(item: SixHaveItem, earlier: SixHaveItem | None, proof: Evidence) -> SixHaveItemOut:
    return SixHaveItemOut(
        id=item.id,
        position=item.position,
        code=item.code,
        label=item.label,
        evidence=proof.asked.get(item.code, ""),
        is_met=item.is_met,
        statement=item.statement,
        records=[SixHaveRecordOut.model_validate(record) for record in item.records],
        files=[SixHaveFileOut.model_validate(row) for row in proof.files.get(item.code, [])],
        verdict=item.verdict,
        comment=item.comment,
        earlier_verdict=earlier.verdict if earlier else None,
        earlier_comment=earlier.comment if earlier else "",
        checks=checks_out(proof.checks.get(item.code, [])),
    )


def _standing_row(row: Any, wanted: StandingFilter, street_name: str) -> SixHaveStandingRow:
    return SixHaveStandingRow(
        organisation_id=row.id,
        organisation_name=row.name,
        street_name=street_name,
        scheme=wanted.scheme,
        **_standing(row, wanted),
    )


def _standing(row: Any, wanted: StandingFilter) -> dict[str, Any]:
    standing = rules.standing_of(row.outcome, row.valid_to, wanted.on)
    last = wanted.on + timedelta(days=wanted.warning_days)
    is_due = standing is SixHaveStanding.PASSING and row.valid_to is not None and row.valid_to <= last
    return {
        "standing": standing,
        "decided_on": row.decided_on,
        "valid_to": row.valid_to,
        "is_due": is_due,
        "check_id": row.check_id,
        "open_check_id": row.open_id,
        "open_status": row.open_status,
    }


def _state(
    actor: Actor, union: Organisation, row: Any, wanted: StandingFilter, *, is_reporting: bool
) -> SixHaveStateOut:
    is_free = row.open_id is None and actor.may(P.SIX_HAVE_FILL) and service.is_checkable(union)
    cause = rules.validity(row.recheck_on, row.term_last_on)[1] if row.recheck_on else None
    return SixHaveStateOut(
        scheme=wanted.scheme,
        is_reporting=is_reporting,
        **_standing(row, wanted),
        lapse_cause=cause,
        may_open=is_free,
    )


def _streets(session: Session, actor: Actor, paths: list[str]) -> dict[str, str]:
    of = {path: street_of(path) for path in paths}
    names = names_by_path(session, actor.district_id, of.values())
    return {path: names.get(street, "") for path, street in of.items()}
