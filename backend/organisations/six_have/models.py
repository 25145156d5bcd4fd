"""Tables of the six-have checks: the check, its six items per round, and the decisions as rows of their own."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint

from backend.kernel import clock
from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.six_have.codes import (
    SixHaveOutcome,
    SixHaveScheme,
    SixHaveState,
    SixHaveVerdict,
)


class SixHaveCheck(Scoped, table=True):
    """One check of one union under one scheme, from self-check to the verdict."""

    __tablename__ = "six_have_check"
    __table_args__ = (
        belongs_to("organisation"),
        UniqueConstraint("district_id", "organisation_id", "open_key"),
        Index("ix_six_have_check_scope", "district_id", "org_path", "id"),
        Index("ix_six_have_check_status", "district_id", "status", "org_path"),
    )

    organisation_id: UUID = column("工会")
    scheme: SixHaveScheme = code_column(SixHaveScheme, "方案")
    scheme_version: int = column("方案版本")
    status: SixHaveState = code_column(SixHaveState, "状态")
    round: int = column("第几轮（整改后为第二轮）", default=1)
    opened_on: date = column("自查日期")
    applied_on: date | None = column("申报日期", nullable=True, default=None)
    mend_due_on: date | None = column("整改期限", nullable=True, default=None)
    closed_on: date | None = column("办结日期", nullable=True, default=None)
    #: somebody of the union above filled in for this one; its chair is told until taking note
    helped_on: date | None = column("上级代填日期", nullable=True, default=None)
    helped_by: str | None = column("代填人", privacy=Privacy.P2, max_length=100, nullable=True, default=None)
    help_seen_on: date | None = column("本工会已阅代填日期", nullable=True, default=None)
    #: the scheme while the check is open, so that a union has one open check of a scheme
    open_key: str | None = column("办理中的方案", max_length=32, nullable=True)


class SixHaveItem(Scoped, table=True):
    """One of the six in one round: what the union states, with its records; what the street found."""

    __tablename__ = "six_have_item"
    __table_args__ = (
        belongs_to("six_have_check", "check_id"),
        UniqueConstraint("district_id", "check_id", "round", "code"),
        Index("ix_six_have_item_scope", "district_id", "org_path", "id"),
    )

    check_id: UUID = column("核查")
    round: int = column("第几轮")
    position: int = column("序号")
    code: str = column("项目代码", max_length=40)
    label: str = column("项目", max_length=100)
    is_met: bool | None = column("自查是否达到", nullable=True, default=None)
    statement: str = column("自查说明", max_length=500, default="")
    #: [{"on": "2020-05-01", "title": "…", "reference": "…"}]
    records: list[dict[str, Any]] = column("佐证记录", sa_type=JSON)
    verdict: SixHaveVerdict | None = code_column(SixHaveVerdict, "核查结论", nullable=True, default=None)
    comment: str = column("核查意见", max_length=500, default="")


class SixHaveResult(Scoped, table=True):
    """One decision: from when it holds, until when, and when it was recorded; never changed."""

    __tablename__ = "six_have_result"
    __table_args__ = (
        belongs_to("organisation"),
        belongs_to("six_have_check", "check_id"),
        Index("ix_six_have_result_scope", "district_id", "org_path", "id"),
        Index("ix_six_have_result_latest", "district_id", "scheme", "organisation_id", "decided_on"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    check_id: UUID = column("核查")
    scheme: SixHaveScheme = code_column(SixHaveScheme, "方案")
    outcome: SixHaveOutcome = code_column(SixHaveOutcome, "结论")
    decided_on: date = column("决定日期")
    valid_to: date | None = column("复查期限（有效至当日）", nullable=True)
    decided_by: str = column("决定人", privacy=Privacy.P2, max_length=100)
    recorded_at: datetime = utc_column("登记时刻", default_factory=clock.now)
