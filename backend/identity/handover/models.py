"""Handovers as they were done; nothing about one is changed afterwards."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index

from backend.identity.codes import HandoverReason
from backend.kernel.db import Scoped, code_column, column
from backend.kernel.second_lock import APPEND_ONLY


class Handover(Scoped, table=True):
    """One act: from whom to whom, why, and how much of each kind of work was open and was moved."""

    __tablename__ = "handover"
    __table_args__ = (
        ForeignKeyConstraint(["district_id", "from_account_id"], ["account.district_id", "account.id"]),
        ForeignKeyConstraint(["district_id", "to_account_id"], ["account.district_id", "account.id"]),
        Index("ix_handover_from", "district_id", "from_account_id"),
        APPEND_ONLY,
    )

    from_account_id: UUID = column("移交账号")
    to_account_id: UUID = column("接收账号")
    reason: HandoverReason = code_column(HandoverReason, "原因")
    done_on: date = column("交接日期")
    work: list[dict[str, Any]] = column("移交事项", sa_type=JSON)
