"""The payer list: filters, search, columns; the export reads the same statement."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session

from backend.funds.codes import CollectionChannel, FundCoverage, PayerStatus, WageBase
from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import PAYER
from backend.funds.payers.rules import item_due
from backend.funds.payers.schemas import PayerPage, PayerRow
from backend.kernel import clock
from backend.kernel.authz import Actor, next_path, within
from backend.kernel.exports import ExportFormat
from backend.kernel.paging import Paging, like_escape, paginate
from backend.kernel.tables_write import Column, Kind, write_csv, write_workbook
from backend.kernel.text import compact_code
from backend.organisations.codes import ReportClass
from backend.organisations.queries import get_organisation, union_names

SHEET = "经费缴费户"
COLUMNS = (
    Column("缴费户名称", width=36),
    Column("统一社会信用代码", width=22),
    Column("登记序号", width=18),
    Column("属地工会", width=32),
    Column("缴纳渠道", width=12),
    Column("计费基数", width=18),
    Column("入库范围", width=18),
    Column("应缴费种", width=14),
    Column("单位类别", width=22),
    Column("职工人数", Kind.NUMBER, width=10),
    Column("建会日期", Kind.DATE, width=12),
    Column("登记日期", Kind.DATE, width=12),
    Column("注销日期", Kind.DATE, width=12),
    Column("状态", width=10),
)
_ROW = set(PayerRow.model_fields) - {"organisation_name", "item"}


@dataclass(frozen=True, slots=True)
class PayerFilter:
    """What the caller wants to see of the list."""

    q: str = ""
    channel: CollectionChannel | None = None
    wage_base: WageBase | None = None
    coverage: FundCoverage | None = None
    payer_class: ReportClass | None = None
    status: PayerStatus | None = None
    has_union: bool | None = None
    organisation_id: UUID | None = None


def list_payers(session: Session, actor: Actor, wanted: PayerFilter, page: Paging) -> PayerPage:
    """One page of payers in the caller's reach, by name."""
    statement = list_statement(session, actor, wanted)
    found = paginate(session, statement, order=[PAYER.sort_key, PAYER.id], page=page)
    names = union_names(session, actor.district_id, {row.organisation_id for row in found.rows})
    return PayerPage(
        items=[PayerRow(**row_values(row, names)) for row in found.rows],
        next_cursor=found.next_cursor,
        total=found.total,
        total_is_estimate=found.total_is_estimate,
    )


def list_statement(session: Session, actor: Actor, wanted: PayerFilter) -> Select[Any]:
    """The filtered list without order.

    Raises NotFound for a union out of reach.
    """
    statement = select(FundPayer).where(within(FundPayer, actor))
    for name in ("channel", "wage_base", "coverage", "payer_class", "status"):
        value = getattr(wanted, name)
        if value is not None:
            statement = statement.where(getattr(PAYER, name) == value)
    if wanted.has_union is not None:
        is_linked = PAYER.union_id.is_not(None)
        statement = statement.where(is_linked if wanted.has_union else ~is_linked)
    if wanted.organisation_id is not None:
        path = get_organisation(session, actor, wanted.organisation_id).org_path
        statement = statement.where(and_(PAYER.org_path >= path, PAYER.org_path < next_path(path)))
    if wanted.q:
        statement = statement.where(_matches(wanted.q))
    return statement


def row_values(row: FundPayer, names: dict[UUID, str]) -> dict[str, Any]:
    """The values of one line."""
    return {
        **{name: getattr(row, name) for name in _ROW},
        "organisation_name": names.get(row.organisation_id, ""),
        "item": item_due(row, clock.today()),
    }


def export_payers(session: Session, actor: Actor, wanted: PayerFilter, kind: ExportFormat) -> bytes:
    """The whole filtered list as a file.

    Raises NotFound for a union out of reach.
    """
    statement = list_statement(session, actor, wanted).order_by(PAYER.sort_key, PAYER.id)
    rows = list(session.execute(statement).scalars())
    names = union_names(session, actor.district_id, {row.organisation_id for row in rows})
    lines = _lines(rows, names)
    if kind is ExportFormat.CSV:
        return write_csv(COLUMNS, lines)
    mark = f"{actor.person_name} {clock.today():%Y-%m-%d} 导出"
    return write_workbook(COLUMNS, lines, sheet=SHEET, title=f"{SHEET}（{len(rows)} 户）", watermark=mark)


def _matches(words: str) -> Any:
    key = like_escape(words)
    return or_(
        PAYER.name.like(f"%{key}%", escape="\\"),
        PAYER.initials.like(f"{key.lower()}%", escape="\\"),
        PAYER.payer_uscc == compact_code(words).upper(),
        PAYER.tax_registration_no == words,
    )


def _lines(rows: list[FundPayer], names: dict[UUID, str]) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            row.name,
            row.payer_uscc,
            row.tax_registration_no,
            names.get(row.organisation_id, ""),
            row.channel.label,
            row.wage_base.label,
            row.coverage.label,
            item_due(row, clock.today()).label,
            row.payer_class.label if row.payer_class else "",
            row.employees,
            row.union_founded_on,
            row.registered_on,
            row.closed_on,
            row.status.label,
        ]
