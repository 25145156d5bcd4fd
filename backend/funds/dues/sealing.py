"""Wage and dues of one person in and out of their sealed columns."""

from typing import Any
from uuid import UUID

from backend.funds.dues.models import DuesLine
from backend.kernel.privacy import cipher

TABLE = "dues_line"


def sealed_amounts(district_id: str, line_id: UUID, base_fen: int | None, dues_fen: int) -> dict[str, Any]:
    """Both columns of a line; empty without a wage."""
    if base_fen is None:
        return {"base_sealed": None, "dues_sealed": None}
    return {
        "base_sealed": _seal(district_id, line_id, "base_sealed", base_fen),
        "dues_sealed": _seal(district_id, line_id, "dues_sealed", dues_fen),
    }


def open_amounts(line: DuesLine) -> tuple[int, int] | None:
    """(wage, dues) in fen; None while no wage is given."""
    if line.base_sealed is None or line.dues_sealed is None:
        return None
    return _open(line, "base_sealed", line.base_sealed), _open(line, "dues_sealed", line.dues_sealed)


def _seal(district_id: str, line_id: UUID, column: str, fen: int) -> bytes:
    return cipher().seal(TABLE, column, line_id, str(fen), district_id=district_id)


def _open(line: DuesLine, column: str, sealed: bytes) -> int:
    return int(cipher().open_(TABLE, column, line.id, sealed, district_id=line.district_id))
