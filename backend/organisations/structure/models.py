"""Tables of structure changes: the change, its parties, its lines, lineage, endings that were taken back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index

from backend.kernel.db import Scoped, belongs_to, code_column, column, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.organisations.structure.codes import (
    StructureKind,
    StructureLineKind,
    StructurePart,
    StructureState,
)


class StructureChange(Scoped, table=True):
    """One change of the tree; stands at the district's place, its parties show it to the streets concerned."""

    __tablename__ = "structure_change"
    __table_args__ = (
        Index("ix_structure_change_status", "district_id", "status", "effective_on"),
        Index("ix_structure_change_scope", "district_id", "org_path", "id"),
    )

    kind: StructureKind = code_column(StructureKind, "变更类别")
    status: StructureState = code_column(StructureState, "状态")
    title: str = column("摘要", privacy=Privacy.P0, max_length=300)
    effective_on: date = column("生效日期")
    document_no: str = column("批准文号", max_length=60)
    reason: str = column("理由", max_length=500)
    new_name: str = column("新名称", privacy=Privacy.P0, max_length=100, default="")
    #: chosen members and employers of a split, by id
    choice: dict[str, Any] = column("分出的会员和单位", sa_type=JSON)
    opened_on: date = column("申请日期")
    opened_by: str = column("申请人", privacy=Privacy.P2, max_length=100)
    applied_at: datetime | None = utc_column("生效登记时刻", nullable=True, default=None)
    undone_at: datetime | None = utc_column("撤回登记时刻", nullable=True, default=None)
    hindrance: str = column("到期未能生效的原因", max_length=500, default="")


class StructureParty(Scoped, table=True):
    """One union that takes part in a change; stands at that union's place, so whoever reaches it sees the change."""

    __tablename__ = "structure_party"
    __table_args__ = (
        belongs_to("structure_change", "change_id"),
        belongs_to("organisation"),
        Index("ix_structure_party_scope", "district_id", "org_path", "change_id"),
        Index("ix_structure_party_change", "district_id", "change_id"),
        Index("ix_structure_party_organisation", "district_id", "organisation_id"),
    )

    change_id: UUID = column("变更")
    organisation_id: UUID = column("工会")
    part: StructurePart = code_column(StructurePart, "在变更中的角色")
    name: str = column("当时的名称", privacy=Privacy.P0, max_length=100)


class StructureLine(Scoped, table=True):
    """One thing a change did (or, taken back, undid)."""

    __tablename__ = "structure_line"
    __table_args__ = (
        belongs_to("structure_change", "change_id"),
        Index("ix_structure_line_change", "district_id", "change_id", "id"),
        APPEND_ONLY,
    )

    change_id: UUID = column("变更")
    kind: StructureLineKind = code_column(StructureLineKind, "内容")
    is_undo: bool = column("是否撤回")
    object_id: UUID = column("对象编号")
    result_id: UUID | None = column("变更后的对象编号", nullable=True)
    from_id: UUID | None = column("自工会", nullable=True)
    to_id: UUID | None = column("至工会", nullable=True)
    before: str = column("变更前", max_length=300)
    after: str = column("变更后", max_length=300)
    recorded_at: datetime = utc_column("登记时刻")


class Lineage(Scoped, table=True):
    """Which union came out of which; a withdrawal is a further row."""

    __tablename__ = "lineage"
    __table_args__ = (
        belongs_to("structure_change", "change_id"),
        belongs_to("organisation", "predecessor_id"),
        belongs_to("organisation", "successor_id"),
        Index("ix_lineage_predecessor", "district_id", "predecessor_id"),
        Index("ix_lineage_successor", "district_id", "successor_id"),
        APPEND_ONLY,
    )

    change_id: UUID = column("变更")
    predecessor_id: UUID = column("前身")
    successor_id: UUID = column("后继")
    effective_on: date = column("生效日期")
    recorded_at: datetime = utc_column("登记时刻")
    is_withdrawal: bool = column("是否撤回", default=False)


class WithdrawnEnding(Scoped, table=True):
    """A union was recorded as ended between two moments, and then no longer: figures as known then still say so."""

    __tablename__ = "withdrawn_ending"
    __table_args__ = (
        belongs_to("organisation"),
        Index("ix_withdrawn_ending_organisation", "district_id", "organisation_id"),
        APPEND_ONLY,
    )

    organisation_id: UUID = column("工会")
    ended_on: date = column("撤销日期")
    recorded_at: datetime = utc_column("撤销登记时刻")
    withdrawn_at: datetime = utc_column("撤回登记时刻")
