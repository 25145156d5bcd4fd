"""The file of those who have not reported a month."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

MISSING = ListFile(
    "未报单位",
    "missing-returns",
    (
        Reading("未报单位", "organisation_name", width=40),
        Reading("所属街道（联合会）", "street_name", width=28),
        Reading("状态", "state", width=10),
        Reading("填报截止日", "due_on", Kind.DATE, 12),
        Reading("逾期天数", "days_late", Kind.NUMBER, 10),
        Reading("最近催报", "last_reminded_on", Kind.DATE, 12),
    ),
)
