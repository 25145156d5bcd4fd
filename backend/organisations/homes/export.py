"""The file of the home ratings."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

HOMES = ListFile(
    "职工之家",
    "home-ratings",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("类别", "unit", width=12),
        Reading("小家名称", "unit_name", width=24),
        Reading("申报等级", "level", width=16),
        Reading("申报年度", "year", Kind.NUMBER, 10),
        Reading("状态", "status", width=14),
        Reading("申报日期", "applied_on", Kind.DATE, 12),
        Reading("公示截止", "published_to", Kind.DATE, 12),
        Reading("有效期至", "valid_to", Kind.DATE, 12),
        Reading("已过有效期", "is_lapsed", width=12),
    ),
)
