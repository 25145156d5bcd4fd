"""The yearly lists of small payers and micro enterprises: who is on them, added with the source, ended with a reason."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from backend.funds.payers.codes import PayerList
from backend.funds.payers.models import FundPayer, FundPayerYear
from backend.funds.payers.queries import PAYER, YEAR, years_of
from backend.funds.payers.schemas import PayerYearEndIn, PayerYearIn, PayerYearPage, PayerYearRow
from backend.funds.payers.service import note_change
from backend.funds.permissions import P
from backend.funds.share_returns.codes import ShareReturnKind
from backend.funds.share_returns.models import FundShareReturn, FundShareReturnItem
from backend.kernel import clock
from backend.kernel.authz import Actor, within
from backend.kernel.errors import Conflict, invalid
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.text import compact_code
from backend.organisations.queries import union_names

_B: Any = FundShareReturn
_I: Any = FundShareReturnItem
#: The column that says whether a payer is on a list.
COLUMN_OF = {PayerList.SMALL: "is_small_payer", PayerList.MICRO: "is_micro"}


@dataclass(frozen=True, slots=True)
class YearFilter:
    """What the caller wants to see of a year's lists."""

    year: int | None = None
    on_list: PayerList | None = None
    q: str = ""


def list_years(session: Session, actor: Actor, wanted: YearFilter, page: Paging) -> PayerYearPage:
    """The payers in reach that are on the lists of a year or of any, by name."""
    lists = [wanted.on_list] if wanted.on_list else list(PayerList)
    statement: Any = (
        select(FundPayerYear, FundPayer)
        .join(FundPayer, and_(PAYER.district_id == YEAR.district_id, PAYER.id == YEAR.payer_id))
        .where(
            within(FundPayerYear, actor),
            or_(*(getattr(YEAR, COLUMN_OF[each]).is_(True) for each in lists)),
        )
    )
    if wanted.year is not None:
        statement = statement.where(YEAR.year == wanted.year)
    if wanted.q:
        key = like_escape(wanted.q)
        statement = statement.where(
            or_(
                PAYER.name.like(f"%{key}%", escape="\\"),
                PAYER.initials.like(f"{key.lower()}%", escape="\\"),
                PAYER.payer_uscc == compact_code(wanted.q).upper(),
            )
        )
    found = paginate(session, statement, order=[PAYER.sort_key, YEAR.id], page=page)
    names = union_names(session, actor.district_id, {row[1].organisation_id for row in found.rows})
    return PayerYearPage(
        items=[
            PayerYearRow(
                payer_id=payer.id,
                payer_name=payer.name,
                payer_uscc=payer.payer_uscc,
                organisation_name=names.get(payer.organisation_id, ""),
                year=row.year,
                is_small_payer=row.is_small_payer,
                is_micro=row.is_micro,
                source=row.source,
                may_end=actor.may(P.COLLECT),
            )
            for row, payer, *_ in found.rows
        ],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def note_year(session: Session, actor: Actor, payer: FundPayer, form: PayerYearIn) -> None:
    """Put a payer on lists of a year; the lists it is on already stay.

    Raises Invalid (no list named, on all of them already).
    """
    wanted = [each for each in PayerList if getattr(form, COLUMN_OF[each])]
    if not wanted:
        raise invalid("is_small_payer", "required", "没有选择名单", "请选择小额缴费工会组织或小微企业名单")
    row = _row(session, actor, payer, form.year) or FundPayerYear(
        district_id=payer.district_id, org_path=payer.org_path, payer_id=payer.id, year=form.year, source=""
    )  # fmt: skip
    new = [each for each in wanted if not getattr(row, COLUMN_OF[each])]
    if not new:
        raise invalid("year", "listed", "这一户已在这一年的名单里", "不必再登记；要更正的先移出再加入")
    row.source = form.source
    _set(session, actor, payer, row, new, is_listed=True, reason=form.source)


def end_year(session: Session, actor: Actor, payer: FundPayer, form: PayerYearEndIn) -> None:
    """Take a payer off a list of a year, with the reason.

    Raises Invalid (not on the list) and Conflict (the year's full return is made or in the making).
    """
    row = _row(session, actor, payer, form.year)
    if row is None or not getattr(row, COLUMN_OF[form.on_list]):
        raise invalid("on_list", "not_listed", "这一户不在这一年的名单里", "请核对年度和名单")
    batch_no = _returned(session, payer, form.year)
    if batch_no:
        raise Conflict(
            f"这一户 {form.year} 年的全额返还已在批次“{batch_no}”里，不能移出名单：还没有付款的，请先取消该批次"
        )
    _set(session, actor, payer, row, [form.on_list], is_listed=False, reason=form.reason)


def _row(session: Session, actor: Actor, payer: FundPayer, year: int) -> FundPayerYear | None:
    return next((row for row in years_of(session, actor, payer.id) if row.year == year), None)


def _returned(session: Session, payer: FundPayer, year: int) -> str | None:
    """The batch of the year's full return that holds a payment of this payer."""
    found: str | None = session.execute(
        select(_B.batch_no)
        .join(FundShareReturnItem, and_(_I.district_id == _B.district_id, _I.batch_id == _B.id))
        .where(
            _I.district_id == payer.district_id,
            _I.payer_id == payer.id,
            _I.kind == ShareReturnKind.SMALL_PAYER,
            _I.live_key.is_not(None),
            _B.from_on == date(year, 1, 1),
        )
        .limit(1)
    ).scalar_one_or_none()
    return found


def _set(
    session: Session,
    actor: Actor,
    payer: FundPayer,
    row: FundPayerYear,
    lists: list[PayerList],
    *,
    is_listed: bool,
    reason: str,
) -> None:
    """Change the lists of one year; the change stays in the payer's history."""
    before, after = ("", "在名单") if is_listed else ("在名单", "移出")
    lines = [
        {
            "field": COLUMN_OF[each],
            "label": f"{row.year} 年{each.label}名单",
            "before": before,
            "after": after,
        }
        for each in lists
    ]
    for each in lists:
        setattr(row, COLUMN_OF[each], is_listed)
    row.version += 1
    session.add(row)
    session.flush()
    note_change(session, actor, payer, clock.today(), lines, reason)
