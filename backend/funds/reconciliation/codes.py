"""Words of the reconciliation."""

from backend.kernel.codes import Code


class FundDifferenceKind(Code):
    """Which two of the books do not agree."""

    PARTS = "parts", "分成合计与实缴不符"
    ENTRY = "entry", "分录与实缴不符"
    ACCOUNT = "account", "科目金额与分成不符"
    UNEXPLAINED_ENTRY = "unexplained_entry", "有分录没有缴费记录"
    SOURCE_ROW = "source_row", "缴费记录与导入明细不符"
    STATEMENT = "statement", "导入文件合计与各部分不符"
    FIGURE = "figure", "统计数与缴费记录不符"
