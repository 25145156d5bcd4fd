"""The split tables of a district as of a date, with every version that applies there."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from backend.funds.codes import FundCoverage, FundItem
from backend.funds.collections.rules import shares_of, table_key
from backend.funds.collections.schemas import SplitShareOut, SplitTableOut, SplitTablesOut, SplitVersionOut
from backend.kernel.parameters import KEYS, Parameter, ParameterStatus, ParameterValue, lookup_or_none
from backend.kernel.parameters_keys import chain_of

_V: Any = ParameterValue


def tables_on(session: Session, district_id: str, on: date) -> SplitTablesOut:
    """Every table, the one of late fees once."""
    pairs = [(item, coverage) for item in FundItem for coverage in FundCoverage]
    by_key = {table_key(item, coverage): (item, coverage) for item, coverage in reversed(pairs)}
    versions = _versions(session, district_id, list(by_key))
    return SplitTablesOut(
        on=on,
        items=[
            SplitTableOut(
                key=key,
                label=KEYS[key].label,
                item=item,
                coverage=coverage,
                in_force=_in_force(session, key, district_id, on),
                versions=versions.get(key, []),
            )
            for key, (item, coverage) in reversed(by_key.items())
        ],
    )


def _in_force(session: Session, key: str, district_id: str, on: date) -> SplitVersionOut | None:
    found = lookup_or_none(session, key, district_id, on)
    return _version(found) if found else None


def _versions(session: Session, district_id: str, keys: list[str]) -> dict[str, list[SplitVersionOut]]:
    """Active values of the district and the governments above it, newest first."""
    rows = session.execute(
        select(ParameterValue)
        .where(
            _V.key.in_(keys),
            _V.jurisdiction.in_(chain_of(district_id)),
            _V.status == ParameterStatus.ACTIVE,
        )
        .order_by(_V.valid_from.desc(), _V.jurisdiction.desc())
    ).scalars()
    found: dict[str, list[SplitVersionOut]] = {}
    for row in rows:
        found.setdefault(row.key, []).append(_version(row))
    return found


def _version(value: Parameter | ParameterValue) -> SplitVersionOut:
    return SplitVersionOut(
        version=value.version,
        jurisdiction=value.jurisdiction,
        valid_from=value.valid_from,
        valid_to=value.valid_to,
        legal_source=value.legal_source,
        shares=[SplitShareOut.model_validate(share) for share in shares_of(value.value)],
    )
