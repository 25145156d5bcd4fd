"""Tables of suspected duplicates: what records are compared by, the pairs, and the merges made and taken back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, UniqueConstraint

from backend.kernel.db import Scoped, belongs_to, code_column, column, ordered_text, utc_column
from backend.kernel.privacy import Privacy
from backend.kernel.second_lock import APPEND_ONLY
from backend.members.duplicates.codes import MergeKind, PairState
from backend.members.models import KEPT


class MemberMatch(Scoped, table=True):
    """What one member record is compared by; made anew whenever the record changes."""

    __tablename__ = "member_match"
    __table_args__ = (
        belongs_to("member"),
        UniqueConstraint("district_id", "member_id"),
        Index("ix_member_match_document", "district_id", "document_key"),
        Index("ix_member_match_birth", "district_id", "birth_key", "sound"),
        Index("ix_member_match_sound", "district_id", "sound", "birth_year"),
        Index("ix_member_match_mobile", "district_id", "mobile_key"),
    )

    member_id: UUID = column("会员")
    member_version: int = column("会员记录版本")
    form: str = column("姓名归一写法", privacy=Privacy.P2, retention=KEPT, sa_type=ordered_text(120))
    sound: str = column("姓名读音", privacy=Privacy.P2, retention=KEPT, sa_type=ordered_text(500))
    birth_year: int = column("出生年份", privacy=Privacy.P2, retention=KEPT)
    birth_key: str = column("出生日期比对码", privacy=Privacy.P3, retention=KEPT, max_length=64)
    document_key: str = column("证件号码比对码", privacy=Privacy.P3, retention=KEPT, max_length=64)
    mobile_key: str | None = column(
        "电话比对码", privacy=Privacy.P3, retention=KEPT, max_length=64, nullable=True
    )
    tail_key: str | None = column(
        "电话尾号比对码", privacy=Privacy.P3, retention=KEPT, max_length=64, nullable=True
    )


class DuplicatePair(Scoped, table=True):
    """Two member records that may be one person; stands at the place in the tree that both lie below."""

    __tablename__ = "duplicate_pair"
    __table_args__ = (
        belongs_to("member", "first_id"),
        belongs_to("member", "second_id"),
        UniqueConstraint("district_id", "first_id", "second_id"),
        Index("ix_duplicate_pair_scope", "district_id", "org_path", "status", "id"),
        Index("ix_duplicate_pair_second", "district_id", "second_id"),
    )

    first_id: UUID = column("会员记录一")
    second_id: UUID = column("会员记录二")
    status: PairState = code_column(PairState, "状态")
    score: int = column("相似分")
    reasons: list[dict[str, Any]] = column("相似之处", sa_type=JSON)
    prints: list[str] = column("判定时的身份指纹", privacy=Privacy.P3, retention=KEPT, sa_type=JSON)
    versions: list[int] = column("提出合并时的记录版本", sa_type=JSON)
    keep_id: UUID | None = column("保留的记录", nullable=True, default=None)
    found_on: date = column("发现日期")
    judged_on: date | None = column("判定日期", nullable=True, default=None)
    judged_by: str = column("判定人", privacy=Privacy.P2, max_length=100, default="")


class MemberMerge(Scoped, table=True):
    """One merge, or the taking back of one; with the head-counts before and after."""

    __tablename__ = "member_merge"
    __table_args__ = (
        belongs_to("duplicate_pair", "pair_id"),
        belongs_to("member", "kept_id"),
        belongs_to("member", "ended_id"),
        Index("ix_member_merge_pair", "district_id", "pair_id", "id"),
        APPEND_ONLY,
    )

    pair_id: UUID = column("疑似重复")
    kind: MergeKind = code_column(MergeKind, "事项")
    kept_id: UUID = column("保留的记录")
    ended_id: UUID = column("并入的记录")
    event_id: UUID = column("会籍变动记录")
    effective_on: date = column("生效日期")
    recorded_at: datetime = utc_column("登记时刻")
    totals: list[dict[str, Any]] = column("前后人数", sa_type=JSON)
    person_name: str = column("办理人", privacy=Privacy.P2, max_length=100)
