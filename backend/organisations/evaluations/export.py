"""The files of the member evaluations: the sessions held, and the unions that held none."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

EVALUATIONS = ListFile(
    "会员评家",
    "member-evaluations",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("年度", "year", Kind.NUMBER, 8),
        Reading("测评日期", "held_on", Kind.DATE, 12),
        Reading("应到人数", "expected", Kind.NUMBER, 10),
        Reading("实到人数", "present", Kind.NUMBER, 10),
        Reading("满意票", "numerator", Kind.NUMBER, 10),
        Reading("有效票", "denominator", Kind.NUMBER, 10),
        Reading("满意率", lambda row: f"{row.rate // 100}.{row.rate % 100:02d}%", width=10),
        Reading("结果", "verdict", width=14),
        Reading("已更正", "is_corrected", width=8),
        Reading("含主席述职评议", "has_chair_review", width=14),
    ),
)
MISSING_EVALUATIONS = ListFile(
    "未开展会员评家的工会",
    "member-evaluations-missing",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("所属街道（联合会）", "street_name", width=28),
        Reading("上次测评日期", "last_held_on", Kind.DATE, 14),
    ),
)
