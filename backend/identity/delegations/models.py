"""Delegations from one account to another person's account."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, ForeignKeyConstraint, Index

from backend.identity.codes import DelegationState
from backend.kernel.db import Scoped, belongs_to, code_column, column


def _account(key: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["district_id", key], ["account.district_id", "account.id"])


class Delegation(Scoped, table=True):
    """What one account lets another person's account do in its name; its place is the top of the lent part."""

    __tablename__ = "delegation"
    __table_args__ = (
        _account("principal_account_id"),
        _account("delegate_account_id"),
        belongs_to("organisation"),
        Index("ix_delegation_principal", "district_id", "principal_account_id", "id"),
        Index("ix_delegation_delegate", "district_id", "delegate_account_id", "id"),
    )

    principal_account_id: UUID = column("委托账号")
    delegate_account_id: UUID = column("代办账号")
    organisation_id: UUID = column("委托范围（组织）")
    rights: list[str] = column("委托的权限", sa_type=JSON)
    starts_on: date = column("开始日期")
    last_on: date = column("最后一日")
    ended_on: date | None = column("提前终止日期", nullable=True, default=None)
    status: DelegationState = code_column(DelegationState, "状态", default=DelegationState.GIVEN)
