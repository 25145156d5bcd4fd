"""What is done with suspected pairs: judged, merged, taken back; and the search for them in the background."""

from uuid import UUID

from sqlmodel import Session

from backend.kernel import clock, history, jobs
from backend.kernel.authz import Actor
from backend.kernel.errors import Invalid, StaleVersion, invalid
from backend.kernel.identifiers import canonical_id_number, check_document, check_mobile
from backend.kernel.jobs import JobContext
from backend.kernel.text import clean_name
from backend.members import rules as member_rules
from backend.members import sealing
from backend.members.codes import IdType
from backend.members.duplicates import finding, merging, queries
from backend.members.duplicates.codes import PairAction
from backend.members.duplicates.models import DuplicatePair
from backend.members.duplicates.reopening import prints_of
from backend.members.duplicates.rules import CHOOSING, MERGING, PAIR_WORKFLOW
from backend.members.duplicates.schemas import PairActionIn, SuspectIn, SuspectOut
from backend.members.rules import RESIDENT_LIKE

FIND_JOB = "members.find_duplicates"


def act(
    session: Session, actor: Actor, pair: DuplicatePair, form: PairActionIn, expected_version: int
) -> DuplicatePair:
    """Take one step with a pair; what is merged is exactly what was shown.

    Raises Invalid, Forbidden, Conflict, StaleVersion.
    """
    sides = merging.sides_of(session, actor, pair)
    if form.action in CHOOSING and form.keep_id not in (pair.first_id, pair.second_id):
        raise invalid("keep_id", "required", "请选择保留哪一条记录", "在并排的两条记录中选一条")
    versions = [side.version for side in sides]
    if form.action == PairAction.APPROVE and versions != pair.versions:
        raise StaleVersion("提出合并以后记录又有变动，请退回后重新判定")
    context = queries.context_of(session, pair, sides)
    history.advance(
        session,
        actor,
        PAIR_WORKFLOW,
        pair,
        form.action,
        note=form.note,
        expected_version=expected_version,
        context=context,
    )
    if form.action in CHOOSING:
        pair.keep_id, pair.versions = form.keep_id, versions
    if form.action in MERGING:
        merging.merge(session, actor, pair, form.note)
    elif form.action == PairAction.UNDO:
        merging.undo(session, actor, pair, form.note)
    _note_judgement(session, actor, pair, form.action)
    session.add(pair)
    session.flush()
    return pair


def _note_judgement(session: Session, actor: Actor, pair: DuplicatePair, action: str) -> None:
    judged = action in MERGING or action == PairAction.DISMISS
    pair.judged_on = clock.today() if judged else None
    pair.judged_by = actor.person_name if judged else ""
    pair.prints = prints_of(session, pair)
    if action in (PairAction.REFUSE, PairAction.WITHDRAW, PairAction.UNDO):
        pair.keep_id, pair.versions = None, []


def suspects(session: Session, actor: Actor, form: SuspectIn) -> list[SuspectOut]:
    """Whom somebody about to be registered resembles, in the caller's own reach.

    Raises Invalid for a form that cannot be read yet.
    """
    name = clean_name(form.name)
    if name.value is None:
        problem = name.errors[0]
        raise invalid("name", problem.code, problem.message, problem.fix)
    number, birth = _identity(form)
    mobile = check_mobile(form.mobile).value if form.mobile else None
    keys = finding.keys_of(
        name.value,
        birth,
        number,
        sealing.mobile_index(mobile) if mobile else None,
        sealing.tail_index(mobile[-sealing.TAIL_DIGITS :]) if mobile else None,
    )
    return queries.resembling(session, actor, keys, sealing.person_index(form.id_type, number))


def _identity(form: SuspectIn) -> tuple[str, str]:
    """The full number and the ISO birth date."""
    if form.id_type not in RESIDENT_LIKE:
        number = check_document(form.id_no).value
        if number is None or form.birth_date is None:
            raise invalid("id_no", "incomplete", "证件号码或出生日期还没有填完", "请填完后再查")
        return number, form.birth_date.isoformat()
    person, errors = member_rules.identify(
        IdType.RESIDENT,
        canonical_id_number(form.id_no),
        None,
        None,
        today=clock.today(),
        of_age_on=clock.today(),
    )
    if person is None:
        raise Invalid(errors[0].message, errors=errors)
    return person.id_no, person.birth_date.isoformat()


def start_finding(session: Session, actor: Actor) -> tuple[int, UUID | None]:
    """Let the background compare whatever is new or changed; (how many records wait, its job or None)."""
    waiting = finding.count_stale(session, actor.district_id)
    if not waiting:
        return 0, None
    job = jobs.enqueue(session, actor, FIND_JOB, {})
    session.flush()
    return waiting, job.id


def find_daily(session: Session, actor: Actor) -> int:
    """Once a business day: start the comparison of everything new or changed."""
    return start_finding(session, actor)[0]


def run_finding(ctx: JobContext) -> None:
    """The background job: a batch a transaction, until nothing is left; a crash loses one batch at most."""
    with ctx.transaction() as session:
        total = finding.count_stale(session, ctx.district_id)
    done = 0
    while True:
        ctx.progress(done, max(total, done), "正在比对")
        with ctx.transaction() as session:
            count = finding.find_next(session, ctx.actor)
            if not count:
                ctx.complete(session, {"compared": done})
                return
        done += count
