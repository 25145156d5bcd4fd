"""Taking over a year's list of employers' sizes: preview first, then all or nothing; the same list twice changes nothing."""

from dataclasses import dataclass

from sqlmodel import Session

from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import bulk_insert, new_id
from backend.kernel.errors import FieldError, Invalid
from backend.kernel.tables import read_table
from backend.organisations.employers import queries
from backend.organisations.employers.codes import SizeVerdict
from backend.organisations.employers.forms import MAX_LINES, SizeListIn
from backend.organisations.employers.models import EmployerYear
from backend.organisations.employers.rules import HEADINGS, REQUIRED, SizeLine, read_line
from backend.organisations.employers.schemas import SizeLineOut, SizePreview, SizesTaken, SizeTextLine
from backend.organisations.numbering import hold_register
from backend.organisations.pasted import lines_of

SHOWN = 200


@dataclass(frozen=True, slots=True)
class _Judged:
    number: int
    name: str
    code: str
    line: SizeLine | None
    verdict: SizeVerdict
    problems: list[str]


def read_file(content: bytes) -> list[SizeTextLine]:
    """An uploaded workbook or CSV as lines of text.

    Raises Invalid, PayloadTooLarge.
    """
    lines = lines_of(read_table(content), HEADINGS, REQUIRED, MAX_LINES)
    return [SizeTextLine(**{field: line.get(field, "") for field in HEADINGS}) for line in lines]


def preview(session: Session, actor: Actor, form: SizeListIn) -> SizePreview:
    """What taking a list over would do; nothing is written."""
    judged = _judge(session, actor, form)
    shown = sorted(judged, key=lambda item: item.verdict is not SizeVerdict.WRONG)[:SHOWN]
    return SizePreview(
        **_counts(judged),
        wrong=sum(item.verdict is SizeVerdict.WRONG for item in judged),
        rows=[
            SizeLineOut(
                line=item.number,
                name=item.name,
                employer_uscc=item.code,
                verdict=item.verdict,
                problems=item.problems,
            )
            for item in shown
        ],
    )


def take_over(session: Session, actor: Actor, form: SizeListIn) -> SizesTaken:
    """Record a year's list; corrections stand beside what they correct.

    Raises Invalid when any line has a fault: then nothing is recorded.
    """
    hold_register(session, actor.district_id)
    judged = _judge(session, actor, form)
    wrong = [item for item in judged if item.verdict is SizeVerdict.WRONG]
    if wrong:
        errors = [
            FieldError(f"lines.{item.number - 1}", "line", "；".join(item.problems), "请改正这一行或删去")
            for item in wrong[:SHOWN]
        ]
        raise Invalid(f"有{len(wrong)}行有误，没有导入", errors=errors)
    lines = [item.line for item in judged if item.verdict is not SizeVerdict.SAME and item.line is not None]
    bulk_insert(session, EmployerYear, [_row(actor, form, line) for line in lines])
    details = {"year": form.year, "rows": len(lines)}
    audit.record(session, actor, "employer_sizes.take_over", "employer_sizes", None, details=details)
    return SizesTaken(**_counts(judged))


def _judge(session: Session, actor: Actor, form: SizeListIn) -> list[_Judged]:
    known = queries.year_rows(session, actor.district_id, form.year)
    first: dict[str, int] = {}
    judged = []
    for number, typed in enumerate(form.lines, start=1):
        line, problems = read_line(typed.model_dump(), above_by_default=form.above_by_default)
        earlier = first.setdefault(line.employer_uscc, number) if line is not None else number
        if earlier != number:
            line, problems = None, [f"与第{earlier}行是同一个单位"]
        verdict = _verdict(line, known)
        judged.append(_Judged(number, typed.name, typed.employer_uscc, line, verdict, problems))
    return judged


def _verdict(line: SizeLine | None, known: dict[str, EmployerYear]) -> SizeVerdict:
    if line is None:
        return SizeVerdict.WRONG
    row = known.get(line.employer_uscc)
    if row is None:
        return SizeVerdict.NEW
    is_same = (row.name, row.headcount, row.is_above_scale) == (
        line.name,
        line.headcount,
        line.is_above_scale,
    )
    return SizeVerdict.SAME if is_same else SizeVerdict.CHANGED


def _counts(judged: list[_Judged]) -> dict[str, int]:
    verdicts = (SizeVerdict.NEW, SizeVerdict.CHANGED, SizeVerdict.SAME)
    counts = {verdict.value: sum(item.verdict is verdict for item in judged) for verdict in verdicts}
    return {"total": len(judged), **counts}


def _row(actor: Actor, form: SizeListIn, line: SizeLine) -> dict[str, object]:
    return {
        "id": new_id(),
        "district_id": actor.district_id,
        "year": form.year,
        "employer_uscc": line.employer_uscc,
        "name": line.name,
        "is_above_scale": line.is_above_scale,
        "headcount": line.headcount,
        "source": form.source,
        "recorded_at": clock.now(),
        "account_id": actor.account_id,
    }
