"""Declarations of near relatives; numbers sealed, found by blind indexes only."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Index, LargeBinary

from backend.identity.codes import Relation
from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text
from backend.kernel.privacy import Privacy

KEPT = "5 years after the account is closed"


class RelativeDeclaration(Scoped, table=True):
    """One relative somebody declared; a withdrawn line still counts for a while."""

    __tablename__ = "relative_declaration"
    __table_args__ = (
        belongs_to("person"),
        Index("ix_relative_declaration_person", "district_id", "person_id"),
        Index("ix_relative_declaration_mobile", "district_id", "mobile_index"),
        Index("ix_relative_declaration_id_no", "district_id", "id_no_index"),
    )

    person_id: UUID = column("申报人")
    relation: Relation = code_column(Relation, "关系")
    name: str = column("亲属姓名", privacy=Privacy.P2, retention=KEPT, max_length=60)
    id_no_sealed: bytes | None = column(
        "身份证号码（密文）",
        privacy=Privacy.P3,
        retention=KEPT,
        nullable=True,
        default=None,
        sa_type=LargeBinary,
    )
    id_no_index: str | None = column(
        "身份证号码索引",
        privacy=Privacy.P3,
        retention=KEPT,
        nullable=True,
        default=None,
        sa_type=cast(Any, ordered_text(64)),
    )
    mobile_sealed: bytes | None = column(
        "移动电话（密文）",
        privacy=Privacy.P3,
        retention=KEPT,
        nullable=True,
        default=None,
        sa_type=LargeBinary,
    )
    mobile_index: str | None = column(
        "移动电话索引",
        privacy=Privacy.P3,
        retention=KEPT,
        nullable=True,
        default=None,
        sa_type=cast(Any, ordered_text(64)),
    )
    declared_on: date = column("申报日期")
    withdrawn_on: date | None = column("撤回日期", nullable=True, default=None)
