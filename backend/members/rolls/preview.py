"""The preview of a roll: every row judged, compared with the register and counted; nothing is written to it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.errors import Invalid, invalid
from backend.kernel.tables import Sheet
from backend.members import sealing
from backend.members.codes import RowOutcome, RowVerdict
from backend.members.rolls.columns import REQUIRED, find_header
from backend.members.rolls.entries import Judged
from backend.members.rolls.judge import judge_rows
from backend.members.rolls.match import Matched, match
from backend.members.rolls.register import UnionPlace, look_up

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import of the roll would do."""

    header_row: int
    rows: list[Matched]
    unknown_columns: tuple[str, ...]

    @property
    def verdicts(self) -> Counter[RowVerdict]:
        """Rows by verdict."""
        return Counter(row.verdict for row in self.rows)

    @property
    def outcomes(self) -> Counter[RowOutcome]:
        """Rows by what is done with them; they add up to the rows read."""
        return Counter(row.outcome for row in self.rows)


def preview(
    session: Session,
    actor: Actor,
    target: UnionPlace,
    sheet: Sheet,
    as_of: date,
    *,
    is_direct: bool,
    progress: Progress | None = None,
) -> Preview:
    """Judge a roll for the target union, or for the unions below it that the roll names.

    Raises Invalid when there is no header or nobody under it.
    """
    header = find_header(sheet.rows)
    if header is None:
        raise _no_header()
    judged = judge_rows(sheet.rows, header, as_of, formulas=sheet.formulas, progress=progress)
    if not judged:
        raise invalid("file", "no_rows", "表头下面没有人员", "请在表头下逐行填写会员后再上传")
    indexes = [_index(item) for item in judged]
    register = look_up(session, actor, target, [index for index in indexes if index], is_direct=is_direct)
    rows = [
        match(item, index, _mobile(item, index, register.known), register)
        for item, index in zip(judged, indexes, strict=True)
    ]
    return Preview(header.row, rows, header.unknown)


def _index(judged: Judged) -> str:
    entry = judged.entry
    return sealing.person_index(entry.id_type, entry.id_no) if entry.id_no else ""


def _mobile(judged: Judged, index: str, known: dict[str, list[object]]) -> str | None:
    """The phone's look-up code, needed only for those the register knows."""
    mobile = judged.entry.mobile
    return sealing.mobile_index(mobile) if mobile and index in known else None


def _no_header() -> Invalid:
    needed = "、".join(REQUIRED)
    return invalid(
        "file",
        "no_header",
        f"没有找到表头：前30行里没有一行同时写着“{needed}”",
        "请使用会员花名册模板，或把表头改为模板的列名",
    )
