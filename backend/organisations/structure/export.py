"""The file of the structure changes."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

STRUCTURE_CHANGES = ListFile(
    "组织变更",
    "structure-changes",
    (
        Reading("事项", "title", width=50),
        Reading("类型", "kind", width=14),
        Reading("状态", "status", width=16),
        Reading("生效日期", "effective_on", Kind.DATE, 12),
        Reading("申请日期", "opened_on", Kind.DATE, 12),
        Reading("申请人", "opened_by", width=12),
    ),
)
