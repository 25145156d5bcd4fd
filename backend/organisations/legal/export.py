"""The files of the legal-person register: applications and certificates, without persons."""

from backend.kernel.list_files import ListFile, Reading
from backend.kernel.tables_write import Kind

REGISTRATIONS = ListFile(
    "工会法人登记申请",
    "legal-registrations",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("登记类型", "kind", width=16),
        Reading("状态", "status", width=14),
        Reading("申请日期", "applied_on", Kind.DATE, 12),
        Reading("应办结日期", "decide_by", Kind.DATE, 12),
        Reading("超过办理期限", "is_late", width=12),
        Reading("决定日期", "decided_on", Kind.DATE, 12),
    ),
)
CERTIFICATES = ListFile(
    "工会法人证书",
    "legal-certificates",
    (
        Reading("工会名称", "organisation_name", width=40),
        Reading("证书编号", "certificate_no", width=20),
        Reading("统一社会信用代码", "union_uscc", width=22),
        Reading("登记类型", "kind", width=16),
        Reading("登记机关", "registrar", width=28),
        Reading("发证日期", "issued_on", Kind.DATE, 12),
        Reading("有效期自", "valid_from", Kind.DATE, 12),
        Reading("有效期至", "valid_to", Kind.DATE, 12),
        Reading("距到期天数", "days_left", Kind.NUMBER, 12),
        Reading("证书状态", "standing", width=12),
    ),
)
