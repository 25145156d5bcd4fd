"""Tables of identity: persons, accounts, login names, sessions, log-in delays."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint

from backend.identity.codes import AccountStatus, SessionEnd, ThrottleKind
from backend.kernel import clock
from backend.kernel.db import Record, Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.roles import Role


class Person(Scoped, table=True):
    """The natural person behind accounts, known to the whole district; four-eyes rules compare persons."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("district_id", "mobile_index"),)

    name: str = column("姓名", privacy=Privacy.P2, max_length=60)
    mobile_sealed: bytes = column("移动电话（密文）", privacy=Privacy.P3, sa_type=LargeBinary)
    mobile_index: str = column("移动电话索引", privacy=Privacy.P3, sa_type=cast(Any, ordered_text(64)))


class Account(Scoped, table=True):
    """One role of one person at one place; what it may do follows from the role alone."""

    __tablename__ = "account"
    __table_args__ = (
        belongs_to("person"),
        belongs_to("organisation"),
        UniqueConstraint("district_id", "login_name"),
        Index("ix_account_place", "district_id", "org_path", "id"),
        Index("ix_account_person", "district_id", "person_id"),
    )

    person_id: UUID = column("人员")
    organisation_id: UUID = column("所在组织")
    role: Role = code_column(Role, "角色")
    status: AccountStatus = code_column(AccountStatus, "状态", default=AccountStatus.ENABLED)
    login_name: str = column("登录名", privacy=Privacy.P2, sa_type=cast(Any, ordered_text(64)))
    password_hash: str = column("密码散列", privacy=Privacy.P4, max_length=200)
    must_change_password: bool = column("须修改密码", default=True)
    password_changed_at: datetime = utc_column("密码设置时刻", default_factory=clock.real_now)
    second_factor_at: datetime | None = utc_column("二次验证启用时刻", nullable=True, default=None)
    last_login_at: datetime | None = utc_column("最近登录时刻", nullable=True, default=None)


class LoginName(Record, table=True):
    """Where a login name leads: names are one of a kind in the whole installation, log-in knows no district yet."""

    __tablename__ = "login_name"

    name: str = column("登录名", privacy=Privacy.P2, primary_key=True, sa_type=cast(Any, ordered_text(64)))
    district_id: str = column("区县", sa_type=cast(Any, ordered_text(6)))
    account_id: UUID = column("账号")


class LoginSession(Scoped, table=True):
    """One signed-in device: the family of refresh tokens that began with one log-in."""

    __tablename__ = "login_session"
    __table_args__ = (
        belongs_to("account"),
        Index("ix_login_session_account", "district_id", "account_id", "ended_at"),
    )

    account_id: UUID = column("账号")
    generation: int = column("续期次数", default=0)
    device: str = column("设备", privacy=Privacy.P2, retention="1 year", max_length=60)
    started_at: datetime = utc_column("登录时刻", default_factory=clock.real_now)
    used_at: datetime = utc_column("最近续期时刻", default_factory=clock.real_now)
    proved_at: datetime | None = utc_column("再次验证身份时刻", nullable=True, default=None)
    acting_for_id: UUID | None = column("正在代办的委托", nullable=True, default=None)
    ended_at: datetime | None = utc_column("结束时刻", nullable=True, default=None)
    end_reason: SessionEnd | None = code_column(SessionEnd, "结束原因", nullable=True, default=None)


class LoginThrottle(Record, table=True):
    """Failed log-ins in a row of one login name or one source; keyed by a blind index, names are never stored."""

    __tablename__ = "login_throttle"

    kind: ThrottleKind = code_column(ThrottleKind, "计数对象", primary_key=True)
    key_index: str = column(
        "对象索引",
        privacy=Privacy.P2,
        retention="1 day",
        primary_key=True,
        sa_type=cast(Any, ordered_text(64)),
    )
    failures: int = column("连续失败次数", default=0)
    last_at: datetime = utc_column("最近一次时刻")
    blocked_until: datetime | None = utc_column("须等待到", nullable=True, default=None)
