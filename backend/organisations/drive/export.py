"""The file of the register of employers that should found a union."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

DRIVE = ListFile(
    "应建会单位",
    "founding-drive",
    (
        Reading("单位名称", "name", width=40),
        Reading("统一社会信用代码", "employer_uscc", width=22),
        Reading("负责的工会", "organisation_name", width=28),
        Reading("职工数", "employees", Kind.NUMBER, 10),
        Reading("计划建会日期", "target_on", Kind.DATE, 12),
        Reading("责任人", "owner_name", width=12),
        Reading("进展", "stage", width=14),
        Reading("已超期", "is_overdue", width=8),
        Reading("列入日期", "entered_on", Kind.DATE, 12),
        Reading("移出日期", "left_on", Kind.DATE, 12),
    ),
)
