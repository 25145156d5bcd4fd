"""The bank's statement of the collecting account (银行流水): payers by name, what it is for in the remark."""

from backend.funds.codes import CollectionChannel
from backend.funds.statements.codes import StatementLayout
from backend.funds.statements.importers import base
from backend.funds.statements.importers.base import (
    Cells,
    Fault,
    Importer,
    SourceColumn,
    SourceRow,
    Unreadable,
)

_COLUMNS = (
    SourceColumn("booked", ("交易日期", "记账日期", "入账日期")),
    SourceColumn("ticket", ("交易流水号", "流水号", "回单编号", "凭证号")),
    SourceColumn("name", ("对方户名", "对方名称", "付款人名称")),
    SourceColumn("uscc", ("统一社会信用代码", "社会信用代码"), is_required=False),
    SourceColumn("paid", ("收入金额", "贷方发生额", "贷方金额", "收入")),
    SourceColumn("outgoing", ("支出金额", "借方发生额", "借方金额", "支出"), is_required=False),
    SourceColumn("remark", ("摘要", "附言", "用途"), is_required=False),
)


def _read(row: int, cells: Cells) -> SourceRow:
    remark = base.text(cells, "remark")
    paid = base.amount_or_none(cells, "paid", "收入金额") or 0
    spent = base.amount_or_none(cells, "outgoing", "支出金额") or 0
    if not paid and not spent:
        raise Unreadable(Fault("收入金额", "收入和支出都没有金额", "请核对这一行的金额"))
    return SourceRow(
        row,
        uscc=base.uscc(cells),
        name=base.text(cells, "name"),
        item=base.item_in(remark),
        period=base.month_in(remark),
        paid_fen=paid or -spent,
        ticket=base.number(cells, "ticket"),
        booked_on=base.day(cells, "booked", "交易日期"),
        is_outgoing=not paid,
    )


IMPORTER = Importer(StatementLayout.BANK, CollectionChannel.DIRECT, _COLUMNS, _read)
