"""The table of member evaluations: one row per session of a year; a correction is a further row."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint

from backend.kernel import clock
from backend.kernel.db import Scoped, belongs_to, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY


class MemberEvaluation(Scoped, table=True):
    """One session as it was counted; the row with the highest number of a union's year holds."""

    __tablename__ = "member_evaluation"
    __table_args__ = (
        belongs_to("organisation"),
        UniqueConstraint("district_id", "organisation_id", "year", "sequence"),
        Index("ix_member_evaluation_scope", "district_id", "org_path", "id"),
        Index("ix_member_evaluation_held", "district_id", "held_on", "organisation_id"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    year: int = column("年度")
    sequence: int = column("第几次登记（1 为首次，之后为更正）")
    held_on: date = column("测评日期")
    expected: int = column("应到人数")
    present: int = column("实到人数")
    satisfied: int = column("满意票")
    basically: int = column("基本满意票")
    dissatisfied: int = column("不满意票")
    abstained: int = column("弃权票")
    invalid: int = column("废票")
    numerator: int = column("满意率分子")
    denominator: int = column("满意率分母（有效票）")
    basically_counts: bool = column("基本满意计入满意率")
    pass_percent: int = column("当日满意率要求（%）")
    is_reached: bool = column("达到满意率要求")
    chair_satisfied: int | None = column("述职评议满意票", nullable=True)
    chair_basically: int | None = column("述职评议基本满意票", nullable=True)
    chair_dissatisfied: int | None = column("述职评议不满意票", nullable=True)
    chair_abstained: int | None = column("述职评议弃权票", nullable=True)
    chair_invalid: int | None = column("述职评议废票", nullable=True)
    note: str = column("说明", max_length=500)
    reason: str = column("更正理由", max_length=500)
    recorded_by: str = column("登记人", privacy=Privacy.P2, max_length=100)
    account_id: UUID | None = column("登记账号", nullable=True)
    recorded_at: datetime = utc_column("登记时刻", default_factory=clock.now)
