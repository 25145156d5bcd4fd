"""Turns the demo's plan into rows of the organisation tables."""

import random
from collections import defaultdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import SQLModel

from backend.kernel.demo import DemoWorld, InventedPerson, invented_id, working_moment
from backend.kernel.pinyin import phrase_initials, phrase_key
from backend.kernel.privacy import cipher
from backend.organisations.codes import (
    BaseType,
    FoundingMode,
    OrgChangeKind,
    OrgForm,
    OrgLevel,
    OrgStatus,
    OrgType,
)
from backend.organisations.demo_counts import SOURCE, head_counts
from backend.organisations.demo_names import Namer
from backend.organisations.demo_plan import DISTRICT, PlannedUnion
from backend.organisations.demo_sizes import Size
from backend.organisations.models import (
    Coverage,
    Employer,
    HeadCount,
    Organisation,
    OrganisationChange,
    ParentEdge,
    SerialCounter,
)
from backend.organisations.numbering import CODE_SERIES, child_path, organisation_code, path_series

KEYED_ON = date(2018, 1, 8)
CITY_UNION = "常德市总工会"


class RowMaker:
    """Collects rows per table and remembers where each planned union stands."""

    def __init__(self, world: DemoWorld, rng: random.Random) -> None:
        self.world, self.rng = world, rng
        self.rows: dict[type[SQLModel], list[dict[str, Any]]] = defaultdict(list)
        self.founded: dict[str, date] = {}
        self._placed: dict[str, dict[str, Any]] = {}
        self._last: dict[str, int] = defaultdict(int)
        self._namer = Namer(rng)
        self._approvals: dict[tuple[str, int], int] = defaultdict(int)

    def federation(
        self,
        *,
        key: str,
        parent_key: str | None,
        name: str,
        short_name: str,
        level: OrgLevel,
        org_type: OrgType,
        division_code: str,
        place: str,
        founded_on: date,
        chair: InventedPerson,
    ) -> dict[str, Any]:
        """Add one union above the grassroots."""
        row = self._organisation(
            parent_key,
            name=name,
            short_name=short_name,
            level=level,
            org_form=OrgForm.GENERAL if level is OrgLevel.DISTRICT else OrgForm.FEDERATION,
            org_type=org_type,
            division_code=division_code,
            address=place,
            founded_on=founded_on,
            recorded_at=working_moment(self.rng, KEYED_ON),
            chair=chair,
            cadres_fulltime={OrgLevel.DISTRICT: 14, OrgLevel.STREET: 2, OrgLevel.PARK: 2}.get(level, 0),
            cadres_parttime=3,
        )
        self._placed[key], self.founded[key] = row, founded_on
        return row

    def union(
        self,
        union: PlannedUnion,
        size: Size,
        founded_on: date,
        recorded_at: datetime,
        chair: InventedPerson,
        shares: tuple[float, float],
    ) -> dict[str, Any]:
        """Add one grassroots union with its employers and head-counts."""
        first = union.employers[0]
        row = self._organisation(
            union.parent_key,
            name=union.name,
            short_name=union.short_name,
            level=OrgLevel.BASE,
            org_form=union.org_form,
            org_type=OrgType.JOINT_BASE if union.is_joint else OrgType.INDEPENDENT_BASE,
            base_type=BaseType.JOINT if union.is_joint else BaseType.INDEPENDENT,
            report_class=union.report_class,
            economic_type=first.economic_type,
            unit_category=union.unit_category,
            industry=first.industry,
            division_code=union.division_code,
            address=union.place,
            founded_on=founded_on,
            recorded_at=recorded_at,
            chair=chair,
            moved=union.moved,
            union_uscc=self._credit_code(),
            cadres_fulltime=1 if size.employees >= 200 else 0,
            cadres_parttime=self.rng.randrange(1, 4),
            status=self._status(founded_on),
        )
        self._employers(row, union)
        for values in head_counts(self.rng, row, union.kind, size, shares):
            self._add(HeadCount, row, **values)
        return row

    def finish(self) -> None:
        """Remember the numbers given out, so that the register goes on from there."""
        self.rows[SerialCounter] = [
            {"district_id": self.world.district_id, "series": series, "last": last}
            for series, last in self._last.items()
        ]

    def _organisation(
        self,
        parent_key: str | None,
        *,
        name: str,
        founded_on: date,
        recorded_at: datetime,
        chair: InventedPerson,
        moved: tuple[str, date] | None = None,
        **values: Any,
    ) -> dict[str, Any]:
        parent = self._placed[parent_key] if parent_key else None
        row_id = invented_id(self.rng, recorded_at)
        contact = self.world.person(self.rng, min_age=22, max_age=50)
        row: dict[str, Any] = {
            "district_id": self.world.district_id,
            "id": row_id,
            "org_path": self._next_path(parent),
            "version": 1,
            "created_at": recorded_at,
            "parent_id": parent["id"] if parent else None,
            "code": organisation_code(self.world.district_id, self._next(CODE_SERIES)),
            "name": name,
            "initials": phrase_initials(values["short_name"])[:100],
            "sort_key": phrase_key(values["short_name"])[:600],
            "founded_on": founded_on,
            "approval_no": self._approval(parent_key, founded_on),
            "approving_org": parent["name"] if parent else CITY_UNION,
            "mode": FoundingMode.OFFLINE,
            "chair_name": chair.name,
            "chair_phone_sealed": self._sealed("chair_phone", row_id, chair.mobile),
            "contact_name": contact.name,
            "contact_phone_sealed": self._sealed("contact_phone", row_id, contact.mobile),
            "has_seal": self.rng.random() < 0.93,
            "note": "",
            **dict.fromkeys(_ONLY_BASE),
            "prep_group_on": None,
            "dissolved_on": None,
            "dissolved_recorded_at": None,
            "status": OrgStatus.ACTIVE,
            **values,
        }
        self.rows[Organisation].append(row)
        self._edges(row, parent, moved)
        self._change(row)
        return row

    def _edges(
        self, row: dict[str, Any], parent: dict[str, Any] | None, moved: tuple[str, date] | None
    ) -> None:
        if parent is None:
            return
        spans: list[tuple[UUID, date, date | None]] = [(parent["id"], row["founded_on"], None)]
        if moved:
            before, on = self._placed[moved[0]], moved[1]
            spans = [(before["id"], row["founded_on"], on), (parent["id"], on, None)]
        for parent_id, start, end in spans:
            self._add(
                ParentEdge,
                row,
                child_id=row["id"],
                parent_id=parent_id,
                valid_from=start,
                valid_to=end,
                recorded_at=row["created_at"],
            )

    def _change(self, row: dict[str, Any]) -> None:
        self._add(
            OrganisationChange,
            row,
            organisation_id=row["id"],
            kind=OrgChangeKind.CREATED,
            changes=[{"field": "name", "label": "工会名称", "before": "", "after": row["name"]}],
            account_id=None,
            person_name=SOURCE,
            role="系统",
            at=row["created_at"],
        )

    def _employers(self, row: dict[str, Any], union: PlannedUnion) -> None:
        for planned in union.employers:
            employer = self._add(
                Employer,
                row,
                name=planned.name,
                employer_uscc=planned.credit_code,
                economic_type=planned.economic_type,
                industry=planned.industry,
            )
            self._add(
                Coverage,
                row,
                organisation_id=row["id"],
                employer_id=employer["id"],
                valid_from=row["founded_on"],
                valid_to=None,
            )

    def _add(self, model: type[SQLModel], owner: dict[str, Any], **values: Any) -> dict[str, Any]:
        moment = values.get("recorded_at") or values.get("at") or owner["created_at"]
        row = {
            "district_id": owner["district_id"],
            "id": invented_id(self.rng, moment),
            "org_path": owner["org_path"],
            "version": 1,
            "created_at": moment,
            **values,
        }
        self.rows[model].append(row)
        return row

    def _next(self, series: str) -> int:
        self._last[series] += 1
        return self._last[series]

    def _next_path(self, parent: dict[str, Any] | None) -> str:
        if parent is None:
            return f"{self.world.district_id}."
        return child_path(parent["org_path"], self._next(path_series(parent["org_path"])))

    def _approval(self, parent_key: str | None, founded_on: date) -> str:
        if parent_key is None:
            return "常工发〔1988〕21号"
        prefix = "常武工发" if parent_key == DISTRICT else "常武工复"
        number = self._approvals[(prefix, founded_on.year)] = self._approvals[(prefix, founded_on.year)] + 1
        return f"{prefix}〔{founded_on.year}〕{number}号"

    def _credit_code(self) -> str | None:
        has_code = self.rng.random() < 0.72
        return self._namer.credit_code("81", self.world.district_id) if has_code else None

    def _status(self, founded_on: date) -> OrgStatus:
        is_due = founded_on.year in (2015, 2010) and self.rng.random() < 0.2
        return OrgStatus.TERM_DUE if is_due else OrgStatus.ACTIVE

    def _sealed(self, column: str, row_id: Any, text: str) -> bytes:
        return cipher().seal(
            "organisation", f"{column}_sealed", row_id, text, district_id=self.world.district_id
        )


_ONLY_BASE = ("base_type", "report_class", "economic_type", "unit_category", "industry", "union_uscc")
