"""The dated rights of accounts: role, place and offices, each line proposed by one person and approved by another."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, Index

from backend.identity.codes import GrantKind, GrantState
from backend.kernel.db import Scoped, belongs_to, code_column, column
from backend.kernel.privacy import Privacy
from backend.kernel.roles import Office, Role


class RoleGrant(Scoped, table=True):
    """What one account may be: it gives rights when approved, from a date (inclusive) to a date (exclusive)."""

    __tablename__ = "role_grant"
    __table_args__ = (
        belongs_to("account"),
        belongs_to("person"),
        belongs_to("organisation"),
        Index("ix_role_grant_account", "district_id", "account_id", "status", "id"),
        Index("ix_role_grant_status", "district_id", "status", "id"),
    )

    account_id: UUID = column("账号")
    person_id: UUID = column("人员")
    kind: GrantKind = code_column(GrantKind, "类别")
    role: Role = code_column(Role, "角色")
    organisation_id: UUID = column("所在组织")
    offices: list[str] = column("区级科室", sa_type=JSON)
    proposed_on: date = column("提出日期")
    proposed_by: str = column("提出人", privacy=Privacy.P2, max_length=100)
    valid_from: date | None = column("生效日期", nullable=True, default=None)
    valid_to: date | None = column("截止日期（不含）", nullable=True, default=None)
    status: GrantState = code_column(GrantState, "状态", default=GrantState.PROPOSED)

    @property
    def office_set(self) -> frozenset[Office]:
        """The offices of the district this grant names."""
        return frozenset(Office(office) for office in self.offices)
