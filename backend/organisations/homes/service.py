"""What people do with a home rating: apply, take its steps, award by document; every decision leaves a row."""

from datetime import date

from sqlmodel import Session

from backend.kernel import calendar_table, clock, history
from backend.kernel.authz import Actor
from backend.kernel.calendar import PeriodUnit, corresponding_day, period_end
from backend.kernel.decisions import Check, ParameterUsed, decide, refusals
from backend.kernel.errors import Conflict, Invalid, invalid
from backend.kernel.history import ActionIn
from backend.kernel.parameters import lookup
from backend.organisations.codes import SUBDIVISIONS, OrgLevel, OrgStatus
from backend.organisations.evaluations.models import MemberEvaluation
from backend.organisations.evaluations.queries import latest_of
from backend.organisations.evaluations.rules import rate_of
from backend.organisations.homes import queries, rules
from backend.organisations.homes.codes import HomeAction, HomeOutcome, HomeState, HomeUnit
from backend.organisations.homes.models import HomeAward, HomeRating
from backend.organisations.homes.parameters import (
    EVALUATION_MONTHS,
    NEEDS_LOWER,
    PUBLICITY_PERIOD,
    VALID_YEARS,
)
from backend.organisations.homes.schemas import HomeAwardIn, HomeRatingIn
from backend.organisations.models import Organisation
from backend.organisations.owing import owes_funds
from backend.organisations.queries import get_organisation
from backend.organisations.six_have.evidence import term_last_day

_A, _S = HomeAction, HomeState
#: Steps that want the award document and so have a route of their own.
BY_DOCUMENT = frozenset({_A.AWARD, _A.RETAIN})
LIVE = frozenset({OrgStatus.ACTIVE, OrgStatus.TERM_DUE})


def apply_home(session: Session, actor: Actor, form: HomeRatingIn) -> HomeRating:
    """Apply for a level.

    Raises NotFound, Conflict (not a grassroots union, the same application is under way), Invalid (name, lower level).
    """
    union = get_organisation(session, actor, form.organisation_id)
    if not may_hold(union):
        raise Conflict("职工之家由正常的基层工会申报，请选择基层工会")
    if form.unit is HomeUnit.SMALL_HOME and not form.unit_name:
        raise invalid("unit_name", "required", "职工小家没有写名称", "请写分会、小组或班组的名称")
    today = clock.today()
    rating = HomeRating(
        district_id=union.district_id,
        org_path=union.org_path,
        organisation_id=union.id,
        unit=form.unit,
        unit_name=form.unit_name if form.unit is HomeUnit.SMALL_HOME else "",
        level=form.level,
        year=today.year,
        status=_S.APPLIED,
        statement=form.statement,
        applied_on=today,
        open_key=None,
    )
    rating.open_key = f"{rating.unit.value}:{rating.unit_name}"
    _refuse_second(session, actor, rating)
    lower = [check for check in veto_checks(session, actor, rating) if check.code == "lower_level"]
    errors = refusals(lower, "level")
    if errors:
        raise Invalid("不能越级申报", errors=errors)
    session.add(rating)
    history.begin(session, actor, rules.WORKFLOW, rating, _A.APPLY)
    return rating


def act(session: Session, actor: Actor, rating: HomeRating, form: ActionIn, expected: int) -> HomeRating:
    """Take a step that wants no document.

    Raises Invalid, Forbidden, Conflict (a veto, publicity not over), StaleVersion.
    """
    if form.action in BY_DOCUMENT:
        raise invalid("action", "needs_document", "命名和保留要写明文号", "请按“命名”或“保留”填写文号后提交")
    _advance(session, actor, rating, form.action, form.note, expected)
    action, today = _A(form.action), clock.today()
    if action is _A.EVALUATE:
        _link_evaluation(session, actor, rating, today)
    elif action is _A.PUBLISH:
        period = lookup(session, PUBLICITY_PERIOD.key, rating.district_id, today).value
        calendar = calendar_table.load_around(session, today)
        rating.published_from = today
        rating.published_to = period_end(today, period["count"], PeriodUnit(period["unit"]), calendar).day
    elif action is _A.REVOKE:
        session.add(_award(actor, rating, HomeOutcome.REVOKED, form.note[:60], today, None))
    if rating.status in (_S.REFUSED, _S.REVOKED):
        rating.open_key = None
    session.add(rating)
    session.flush()
    return rating


def award(session: Session, actor: Actor, rating: HomeRating, form: HomeAwardIn, expected: int) -> HomeRating:
    """Name a home by its document, or keep it after a review.

    Raises Invalid (dates), Forbidden, Conflict (a veto, publicity not over), StaleVersion.
    """
    is_review = rating.status is _S.REVIEWING
    action = _A.RETAIN if is_review else _A.AWARD
    _advance(session, actor, rating, action.value, form.note, expected)
    today = clock.today()
    decided_on = form.decided_on or today
    if decided_on > today:
        raise invalid("decided_on", "future", "决定日期不能晚于今天", "请填写文件上的日期")
    if rating.published_to is not None and decided_on <= rating.published_to:
        raise invalid("decided_on", "in_publicity", "决定日期在公示期内", "请填写公示期满以后的日期")
    years = int(lookup(session, VALID_YEARS.key, rating.district_id, decided_on).value)
    valid_to = form.valid_to or corresponding_day(decided_on, 12 * years)
    if valid_to <= decided_on:
        raise invalid("valid_to", "before_start", "有效期早于决定日期", "请核对有效期")
    outcome = HomeOutcome.RETAINED if is_review else HomeOutcome.AWARDED
    session.add(_award(actor, rating, outcome, form.document_no, decided_on, valid_to))
    rating.open_key = None
    session.add(rating)
    session.flush()
    return rating


def may_hold(union: Organisation) -> bool:
    """A grassroots union that stands; its branches and groups hold small homes under it."""
    is_base = union.level is OrgLevel.BASE and union.org_form not in SUBDIVISIONS
    return is_base and union.status in LIVE


def veto_checks(session: Session, actor: Actor, rating: HomeRating) -> list[Check]:
    """What stands against a rating today, each with its inputs."""
    today = clock.today()
    ladder = lookup(session, NEEDS_LOWER.key, rating.district_id, today)
    months = int(lookup(session, EVALUATION_MONTHS.key, rating.district_id, rating.applied_on).value)
    held = queries.held_by(session, actor, rating.organisation_id, today)
    known = latest_of(session, actor, rating.organisation_id, today)
    facts = rules.HomeFacts(
        today=today,
        level=rating.level,
        held=frozenset(
            row.level for row in held if (row.unit, row.unit_name) == (rating.unit, rating.unit_name)
        ),
        term_last_on=term_last_day(session, actor, rating.organisation_id, today),
        evaluated_on=known.held_on if known else None,
        evaluated_since=corresponding_day(rating.applied_on, -months),
        is_satisfied=known.is_reached if known else None,
        evaluation=evaluation_text(known),
        has_arrears=owes_funds(session, rating.district_id, rating.organisation_id, today),
    )
    return rules.vetoes(facts, bool(ladder.value), ParameterUsed.of(ladder))


def evaluation_text(known: MemberEvaluation | None) -> str:
    """A session in one line: day and rate with its parts."""
    if known is None:
        return ""
    rate = rate_of(known.numerator, known.denominator) / 100
    return f"{known.held_on.isoformat()} 满意率 {known.numerator}/{known.denominator} = {rate:.2f}%"


def _advance(
    session: Session, actor: Actor, rating: HomeRating, action: str, note: str, expected: int
) -> None:
    context = rules.HomeContext(clock.today())
    history.advance(
        session,
        actor,
        rules.WORKFLOW,
        rating,
        action,
        note=note,
        expected_version=expected,
        context=context,
    )
    if action in rules.VETOED:
        found = decide(veto_checks(session, actor, rating))
        if found.failed:
            reasons = "；".join(check.label for check in found.failed)
            raise Conflict(f"有否决项，不能办理：{reasons}")


def _link_evaluation(session: Session, actor: Actor, rating: HomeRating, today: date) -> None:
    """The newest session of the union within the time before the application."""
    known = latest_of(session, actor, rating.organisation_id, today)
    months = int(lookup(session, EVALUATION_MONTHS.key, rating.district_id, rating.applied_on).value)
    if known is None or known.held_on < corresponding_day(rating.applied_on, -months):
        raise Conflict(f"近 {months} 个月没有登记会员评家，请先开展会员评家并登记票数")
    rating.evaluation_id = known.id


def _refuse_second(session: Session, actor: Actor, rating: HomeRating) -> None:
    under_way = session.execute(
        queries.waiting_in(actor, *rules.OPEN).where(
            queries.H.organisation_id == rating.organisation_id, queries.H.open_key == rating.open_key
        )
    ).first()
    if under_way is not None:
        raise Conflict("已有一份申报在办，请等它办结后再申报")


def _award(
    actor: Actor,
    rating: HomeRating,
    outcome: HomeOutcome,
    document_no: str,
    decided_on: date,
    valid_to: date | None,
) -> HomeAward:
    return HomeAward(
        district_id=rating.district_id,
        org_path=rating.org_path,
        organisation_id=rating.organisation_id,
        rating_id=rating.id,
        unit=rating.unit,
        unit_name=rating.unit_name,
        level=rating.level,
        outcome=outcome,
        document_no=document_no,
        decided_on=decided_on,
        valid_to=valid_to,
        decided_by=actor.person_name,
    )
