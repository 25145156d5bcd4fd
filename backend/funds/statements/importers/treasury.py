"""The treasury's list of what was booked (国库入库清单): amounts and tickets, without the reckoning."""

from backend.funds.codes import CollectionChannel
from backend.funds.statements.codes import StatementLayout
from backend.funds.statements.importers import base
from backend.funds.statements.importers.base import Cells, Importer, SourceColumn, SourceRow

_COLUMNS = (
    SourceColumn("ticket", ("电子税票号", "电子税票号码", "税票号码", "凭证号码")),
    SourceColumn("uscc", ("纳税人识别号", "统一社会信用代码", "社会信用代码")),
    SourceColumn("name", ("缴款人名称", "缴款单位", "纳税人名称")),
    SourceColumn("item", ("预算科目", "征收品目", "科目名称")),
    SourceColumn("month", ("所属期", "所属月份", "费款所属期")),
    SourceColumn("paid", ("入库金额", "金额", "实缴金额")),
    SourceColumn("booked", ("入库日期", "国库记账日期")),
)


def _read(row: int, cells: Cells) -> SourceRow:
    period, is_span = base.months(cells, "所属期")
    return SourceRow(
        row,
        uscc=base.uscc(cells),
        name=base.text(cells, "name"),
        item=base.required_item(cells, "预算科目"),
        period=period,
        is_span=is_span,
        paid_fen=base.amount(cells, "paid", "入库金额"),
        ticket=base.number(cells, "ticket"),
        booked_on=base.day(cells, "booked", "入库日期"),
    )


IMPORTER = Importer(StatementLayout.TREASURY, CollectionChannel.TAX, _COLUMNS, _read)
