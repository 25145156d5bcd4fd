"""Tables of the second factor: the shared secret of each enrolment, and its recovery codes."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Index, LargeBinary

from backend.kernel.db import Scoped, belongs_to, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy


class SecondFactor(Scoped, table=True):
    """One enrolment of an authenticator; in use from its confirmation to its end."""

    __tablename__ = "second_factor"
    __table_args__ = (
        belongs_to("account"),
        Index("ix_second_factor_account", "district_id", "account_id", "ended_at"),
    )

    account_id: UUID = column("账号")
    secret_sealed: bytes = column("验证器密钥（密文）", privacy=Privacy.P4, sa_type=LargeBinary)
    last_step: int = column("最近用过的时间步", default=0)
    confirmed_at: datetime | None = utc_column("启用时刻", nullable=True, default=None)
    ended_at: datetime | None = utc_column("停用时刻", nullable=True, default=None)


class RecoveryCode(Scoped, table=True):
    """One code for the day the phone is lost: a keyed hash, good for one use."""

    __tablename__ = "recovery_code"
    __table_args__ = (
        belongs_to("second_factor"),
        Index("ix_recovery_code_factor", "district_id", "second_factor_id"),
    )

    second_factor_id: UUID = column("二次验证")
    code_index: str = column("备用码散列", privacy=Privacy.P4, sa_type=cast(Any, ordered_text(64)))
    used_at: datetime | None = utc_column("使用时刻", nullable=True, default=None)
