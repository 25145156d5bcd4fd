"""The file of the foundings."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

FOUNDINGS = ListFile(
    "建会事项",
    "foundings",
    (
        Reading("事项编号", "case_no", width=18),
        Reading("拟建工会名称", "union_name", width=40),
        Reading("上级工会", "parent_name", width=28),
        Reading("建会类型", "base_type", width=18),
        Reading("职工数", "employees", Kind.NUMBER, 10),
        Reading("状态", "status", width=14),
        Reading("申请日期", "applied_on", Kind.DATE, 12),
        Reading("应批复日期", "due_on", Kind.DATE, 12),
        Reading("超过批复期限", "is_overdue", width=12),
        Reading("批准日期", "approved_on", Kind.DATE, 12),
    ),
)
