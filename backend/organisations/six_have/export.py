"""The files of the six-have checks, and of how every union stands under one scheme."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

CHECKS = ListFile(
    "六有核查",
    "six-have-checks",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("所属街道（联合会）", "street_name", width=28),
        Reading("方案", "scheme", width=20),
        Reading("状态", "status", width=14),
        Reading("轮次", "round", Kind.NUMBER, 8),
        Reading("开始日期", "opened_on", Kind.DATE, 12),
        Reading("申报日期", "applied_on", Kind.DATE, 12),
        Reading("整改期限", "mend_due_on", Kind.DATE, 12),
        Reading("办结日期", "closed_on", Kind.DATE, 12),
    ),
)
STANDINGS = ListFile(
    "六有状态",
    "six-have-standings",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("所属街道（联合会）", "street_name", width=28),
        Reading("方案", "scheme", width=20),
        Reading("状态", "standing", width=12),
        Reading("结论日期", "decided_on", Kind.DATE, 12),
        Reading("有效期至", "valid_to", Kind.DATE, 12),
        Reading("即将到期", "is_due", width=10),
        Reading("办理中的核查", "open_status", width=16),
    ),
)
