"""The files of the terms by their end, of re-elections and of extensions, without persons."""

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
REELECTIONS = ListFile(
    "换届事项",
    "reelections",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("届次", "term_no", Kind.NUMBER, 8),
        Reading("状态", "status", width=16),
        Reading("计划换届日期", "planned_on", Kind.DATE, 14),
        Reading("请示日期", "requested_on", Kind.DATE, 12),
        Reading("报告结果日期", "reported_on", Kind.DATE, 14),
        Reading("应批复日期", "reply_due_on", Kind.DATE, 12),
        Reading("逾期未批复", "is_reply_late", width=12),
        Reading("批复日期", "replied_on", Kind.DATE, 12),
    ),
)
EXTENSIONS = ListFile(
    "延期换届申请",
    "term-extensions",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("状态", "status", width=14),
        Reading("延长月数", "months", Kind.NUMBER, 10),
        Reading("延期至", "extended_to", Kind.DATE, 12),
        Reading("申请日期", "requested_on", Kind.DATE, 12),
        Reading("决定日期", "decided_on", Kind.DATE, 12),
    ),
)
