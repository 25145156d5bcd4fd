"""The finance bureau's detail of transfers for fiscal units (财政划拨明细)."""

from backend.funds.codes import CollectionChannel
from backend.funds.statements.codes import StatementLayout
from backend.funds.statements.importers import base
from backend.funds.statements.importers.base import Cells, Importer, SourceColumn, SourceRow

_COLUMNS = (
    SourceColumn("uscc", ("统一社会信用代码", "社会信用代码", "单位代码")),
    SourceColumn("name", ("单位名称", "预算单位", "预算单位名称")),
    SourceColumn("month", ("所属期", "所属月份", "月份")),
    SourceColumn("base", ("基本工资", "计费依据", "工资总额"), is_required=False),
    SourceColumn("paid", ("划拨金额", "拨款金额", "金额")),
    SourceColumn("booked", ("划拨日期", "支付日期", "拨款日期")),
    SourceColumn("ticket", ("支付凭证号", "凭证号", "指标文号")),
    SourceColumn("item", ("费种", "用途", "摘要"), is_required=False),
)


def _read(row: int, cells: Cells) -> SourceRow:
    period, is_span = base.months(cells, "所属期")
    return SourceRow(
        row,
        uscc=base.uscc(cells),
        name=base.text(cells, "name"),
        item=base.item_in(base.text(cells, "item")),
        period=period,
        is_span=is_span,
        base_fen=base.amount_or_none(cells, "base", "基本工资"),
        paid_fen=base.amount(cells, "paid", "划拨金额"),
        ticket=base.number(cells, "ticket"),
        booked_on=base.day(cells, "booked", "划拨日期"),
    )


IMPORTER = Importer(StatementLayout.FISCAL, CollectionChannel.FISCAL, _COLUMNS, _read)
