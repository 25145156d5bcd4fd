"""The file of the terms by their end, without persons."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

TERMS = ListFile(
    "届次到期一览",
    "committee-terms",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("所属街道（联合会）", "street_name", width=28),
        Reading("层级", "level", width=16),
        Reading("届次", "term_no", Kind.NUMBER, 8),
        Reading("任期（年）", "years", Kind.NUMBER, 10),
        Reading("开始日期", "start_on", Kind.DATE, 12),
        Reading("届满日期", "end_on", Kind.DATE, 12),
        Reading("延期至", "extended_to", Kind.DATE, 12),
        Reading("距到期天数", "days_left", Kind.NUMBER, 12),
        Reading("任期状态", "standing", width=12),
    ),
)
