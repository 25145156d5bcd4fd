"""The tax agency's detail of collected union funds (税务代收明细)."""

from backend.funds.codes import CollectionChannel
from backend.funds.statements.codes import StatementLayout
from backend.funds.statements.importers import base
from backend.funds.statements.importers.base import Cells, Importer, SourceColumn, SourceRow

_COLUMNS = (
    SourceColumn("registration", ("登记序号", "纳税人登记序号"), is_required=False),
    SourceColumn("uscc", ("统一社会信用代码", "社会信用代码", "纳税人识别号")),
    SourceColumn("name", ("纳税人名称", "缴费人名称", "单位名称")),
    SourceColumn("item", ("征收品目", "征收项目", "费种")),
    SourceColumn("from", ("所属期起", "费款所属期起", "税款所属期起")),
    SourceColumn("to", ("所属期止", "费款所属期止", "税款所属期止")),
    SourceColumn("base", ("计费依据", "计税依据")),
    SourceColumn("rate", ("费率", "征收率", "税率")),
    SourceColumn("due", ("应缴费额", "应缴金额", "应缴")),
    SourceColumn("paid", ("实缴费额", "实缴金额", "实缴")),
    SourceColumn("ticket", ("电子税票号", "电子税票号码", "税票号码")),
    SourceColumn("booked", ("入库日期", "上解日期")),
    SourceColumn("office", ("税务机关", "主管税务机关", "征收机关"), is_required=False),
)


def _read(row: int, cells: Cells) -> SourceRow:
    period, is_span = base.months(cells, "所属期止")
    return SourceRow(
        row,
        uscc=base.uscc(cells),
        name=base.text(cells, "name"),
        registration=base.number(cells, "registration"),
        item=base.required_item(cells, "征收品目"),
        period=period,
        is_span=is_span,
        base_fen=base.amount_or_none(cells, "base", "计费依据"),
        rate=base.rate(cells, "费率"),
        due_fen=base.amount_or_none(cells, "due", "应缴费额"),
        paid_fen=base.amount(cells, "paid", "实缴费额"),
        ticket=base.number(cells, "ticket"),
        booked_on=base.day(cells, "booked", "入库日期"),
    )


IMPORTER = Importer(StatementLayout.TAX, CollectionChannel.TAX, _COLUMNS, _read)
