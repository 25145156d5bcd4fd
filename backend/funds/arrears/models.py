"""Tables of dunning: the case, and its papers and proofs of service as rows that are only ever added."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint

from backend.funds.arrears.codes import ArrearsCaseState, DunningKind, ServiceMethod, ServiceOutcome
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY

KEPT = "30 years"


class ArrearsCase(Scoped, table=True):
    """One payer's arrears under dunning; at most one is open for a payer."""

    __tablename__ = "arrears_case"
    __table_args__ = (
        belongs_to("fund_payer", "payer_id"),
        UniqueConstraint("district_id", "payer_id", "open_key"),
        Index("ix_arrears_case_scope", "district_id", "org_path", "id"),
        Index("ix_arrears_case_status", "district_id", "status", "org_path"),
    )

    payer_id: UUID = column("缴费户")
    status: ArrearsCaseState = code_column(ArrearsCaseState, "状态")
    from_period: str = column("欠缴起始所属期（YYYY-MM）", sa_type=ordered_text(7))
    to_period: str = column("欠缴截止所属期（YYYY-MM）", sa_type=ordered_text(7))
    opened_on: date = column("立案日期")
    opened_fen: int = column("立案时欠缴（分）", sa_type=BigInteger)
    opened_by: str = column("立案人", privacy=Privacy.P2, max_length=100)
    court: str = column("管辖法院", max_length=100, default="")
    disputed_fen: int = column("有争议的金额（分）", sa_type=BigInteger, default=0)
    order_no: str = column("支付令文号", max_length=60, default="")
    order_served_on: date | None = column("支付令送达日期", nullable=True, default=None)
    objection_by: date | None = column("清偿和异议期限", nullable=True, default=None)
    ended_on: date | None = column("办结日期", nullable=True, default=None)
    open_key: str | None = column("未办结标记", max_length=10, nullable=True, default=None)


class DunningNotice(Scoped, table=True):
    """One paper as it was issued, with every month and amount it names."""

    __tablename__ = "dunning_notice"
    __table_args__ = (
        belongs_to("arrears_case"),
        belongs_to("fund_payer", "payer_id"),
        UniqueConstraint("district_id", "notice_no"),
        Index("ix_dunning_notice_case", "district_id", "arrears_case_id", "id"),
        Index("ix_dunning_notice_payer", "district_id", "payer_id", "id"),
        APPEND_ONLY,
    )

    arrears_case_id: UUID = column("催缴事项")
    payer_id: UUID = column("缴费户")
    kind: DunningKind = code_column(DunningKind, "文书种类")
    notice_no: str = column("文号", max_length=40)
    issued_on: date = column("发出日期", retention=KEPT)
    pay_by: date | None = column("缴纳期限", nullable=True, default=None)
    payer_name: str = column("缴费户名称", privacy=Privacy.P0, max_length=120)
    payer_uscc: str = column("统一社会信用代码", privacy=Privacy.P0, max_length=18)
    payer_address: str = column("地址", max_length=200, default="")
    arrears_fen: int = column("欠缴（分）", sa_type=BigInteger)
    disputed_fen: int = column("有争议的金额（分）", sa_type=BigInteger, default=0)
    late_fee_fen: int | None = column("滞纳金（分）", sa_type=BigInteger, nullable=True, default=None)
    late_fee_basis: str = column("滞纳金依据", max_length=300, default="")
    lines: list[dict[str, Any]] = column("逐月欠缴", sa_type=JSON)
    court: str = column("管辖法院", max_length=100, default="")
    note: str = column("补充说明", max_length=500, default="")
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID = column("经办账号")
    person_name: str = column("经办人", privacy=Privacy.P2, max_length=100)


class DunningService(Scoped, table=True):
    """How one paper was served, with its proof among the paper's files."""

    __tablename__ = "dunning_service"
    __table_args__ = (
        belongs_to("dunning_notice"),
        Index("ix_dunning_service_notice", "district_id", "dunning_notice_id", "id"),
        APPEND_ONLY,
    )

    dunning_notice_id: UUID = column("文书")
    method: ServiceMethod = code_column(ServiceMethod, "送达方式")
    outcome: ServiceOutcome = code_column(ServiceOutcome, "送达结果")
    served_on: date = column("送达日期", retention=KEPT)
    receiver: str = column("签收人", privacy=Privacy.P2, max_length=60, default="")
    proofs: int = column("送达证明份数")
    note: str = column("说明", max_length=500, default="")
    recorded_at: datetime = utc_column("登记时刻")
    account_id: UUID = column("经办账号")
    person_name: str = column("经办人", privacy=Privacy.P2, max_length=100)
