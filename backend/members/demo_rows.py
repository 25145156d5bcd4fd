"""Rows of the demo's members: an invented person with particulars, and the ledger lines of their membership."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from backend.kernel import pinyin
from backend.kernel.db import new_id
from backend.kernel.demo import DemoWorld, InventedPerson, working_moment
from backend.members import ledger, rules, sealing
from backend.members.codes import (
    ChangeReason,
    Education,
    EmploymentForm,
    GroupEight,
    HukouType,
    IdType,
    MemberSource,
    PoliticalStatus,
    SexCode,
    WorkStatus,
)
from backend.members.codes import MembershipEventKind as Kind
from backend.members.ethnicity import Ethnicity

OPERATOR = "历史数据导入"
#: (kind, day, reason, note)
Happening = tuple[Kind, date, ChangeReason | None, str]

_PEOPLES = (Ethnicity.HAN, Ethnicity.TUJIA, Ethnicity.HUI, Ethnicity.UYGUR, Ethnicity.MIAO, Ethnicity.DONG)
_PEOPLE_WEIGHTS = (930, 958, 980, 988, 996, 1000)  # running totals, as the draws below
_EDUCATIONS = tuple(Education)
_EDUCATION_WEIGHTS = (4, 30, 58, 72, 84, 97, 99, 100)
_POLITICAL = (PoliticalStatus.MASSES, PoliticalStatus.PARTY, PoliticalStatus.LEAGUE)
_HUKOU = (HukouType.NON_RURAL, HukouType.RURAL, HukouType.RESIDENT)
_GROUPS = {
    "快递": GroupEight.COURIER,
    "货运": GroupEight.TRUCK_DRIVER,
    "物流": GroupEight.TRUCK_DRIVER,
    "家政": GroupEight.HOUSEKEEPER,
    "外卖": GroupEight.FOOD_DELIVERY,
    "送餐": GroupEight.FOOD_DELIVERY,
    "保安": GroupEight.SECURITY_GUARD,
    "房产": GroupEight.ESTATE_AGENT,
    "护理": GroupEight.CARE_WORKER,
    "网约": GroupEight.RIDE_HAILING,
}


class MemberRows:
    """Collects the rows of the members' tables."""

    def __init__(self, world: DemoWorld, rng: random.Random) -> None:
        self.world = world
        self.rng = rng
        self.members: list[dict[str, Any]] = []
        self.events: list[dict[str, Any]] = []
        self.claims: list[dict[str, Any]] = []
        self.cases: list[dict[str, Any]] = []

    def add(
        self,
        union: Any,
        person: InventedPerson,
        happenings: Sequence[Happening],
        *,
        is_migrant: bool = False,
        joined_on: date | None = None,
        member_no: str = "",
        ends: dict[str, UUID] | None = None,
    ) -> dict[str, Any]:
        """One membership with its ledger; ``ends`` names the other union of a transfer (from/to)."""
        member_id = new_id()
        standing = rules.NOTHING
        for sequence, happening in enumerate(happenings, start=1):
            standing = self._line(union, member_id, standing, sequence, happening, ends or {})
        first, last = happenings[0], happenings[-1]
        assert standing.state is not None  # there is at least one happening
        row = self._member(union, member_id, person, is_migrant) | {
            "joined_on": joined_on or first[1],
            "member_no": member_no or ledger.member_no_of(self.world.district_id, member_id),
            "status": standing.state,
            "status_on": last[1],
            "first_kind": Kind.JOIN if first[0] is Kind.APPLY else first[0],
        }
        self.members.append(row)
        if standing.state in rules.HOLDING:
            self._claim(row)
        return row

    def _claim(self, row: dict[str, Any]) -> None:
        self.claims.append(
            {
                "person_index": row["id_no_index"],
                "district_id": row["district_id"],
                "member_id": row["id"],
                "claimed_at": row["created_at"],
            }
        )

    def _line(
        self,
        union: Any,
        member_id: UUID,
        before: rules.Standing,
        sequence: int,
        happening: Happening,
        ends: dict[str, UUID],
    ) -> rules.Standing:
        kind, day, reason, note = happening
        target = rules.target_of(before, kind)
        if target is None:
            raise ValueError(f"{kind} does not follow {before.state}")
        moved = rules.step(before.state, target)
        recorded = working_moment(
            self.rng, min(day + timedelta(days=self.rng.randrange(4)), self.world.today)
        )
        if self.events and self.events[-1]["member_id"] == member_id:
            recorded = max(recorded, self.events[-1]["recorded_at"])
        leaves = kind in (Kind.TRANSFER_OUT, Kind.HAND_OVER)
        self.events.append(
            {
                **self._scoped(union, new_id(), recorded),
                "member_id": member_id,
                "organisation_id": union.id,
                "sequence": sequence,
                "kind": kind,
                "effective_on": day,
                "recorded_at": recorded,
                "reason": reason,
                "note": note,
                "from_organisation_id": union.id if leaves else ends.get("from"),
                "to_organisation_id": ends.get("to") if leaves else union.id,
                "document_no": "",
                "operator_id": None,
                "operator_name": OPERATOR,
                "source": MemberSource.DEMO,
                "active_delta": moved.active_delta,
                "retained_delta": moved.retained_delta,
            }
        )
        return rules.Standing(target, day, kind, sequence)

    def scoped(self, union: Any, at: Any) -> dict[str, Any]:
        """The key, place and bookkeeping of a row at a union."""
        return self._scoped(union, new_id(), at)

    def _scoped(self, union: Any, row_id: UUID, at: Any) -> dict[str, Any]:
        return {
            "district_id": self.world.district_id,
            "id": row_id,
            "org_path": union.org_path,
            "version": 1,
            "created_at": at,
        }

    def _member(
        self, union: Any, member_id: UUID, person: InventedPerson, is_migrant: bool
    ) -> dict[str, Any]:
        district = self.world.district_id
        identity = rules.Person(IdType.RESIDENT, person.id_no, SexCode(person.sex.value), person.birth_on)
        created = self.events[-1]["recorded_at"]
        return {
            **self._scoped(union, member_id, created),
            "organisation_id": union.id,
            "name": person.name,
            "initials": pinyin.person_initials(person.name),
            "name_key": pinyin.person_key(person.name),
            **sealing.sealed_person(district, member_id, identity),
            **sealing.sealed_mobile(district, member_id, person.mobile),
            **self._particulars(union, is_migrant),
            "source": MemberSource.DEMO,
            "updated_at": created,
        }

    def _particulars(self, union: Any, is_migrant: bool) -> dict[str, Any]:
        rng = self.rng
        group = next((code for word, code in _GROUPS.items() if word in union.name), None)
        new_form = group is not None and rng.random() < 0.7
        rural = is_migrant or rng.random() < 0.15
        return {
            "ethnicity": rng.choices(_PEOPLES, cum_weights=_PEOPLE_WEIGHTS)[0],
            "education": rng.choices(_EDUCATIONS, cum_weights=_EDUCATION_WEIGHTS)[0],
            "political": rng.choices(_POLITICAL, cum_weights=(72, 90, 100))[0],
            "technical_level": None,
            "work_status": WorkStatus.WORKING,
            "hukou_type": HukouType.RURAL if rural else rng.choices(_HUKOU, cum_weights=(70, 75, 100))[0],
            "hukou_place": "湖南省常德市",
            "native_place": "湖南常德",
            "is_migrant": is_migrant,
            "employment_form": EmploymentForm.NEW_FORM if new_form else EmploymentForm.CONTRACT,
            "group_eight": group if new_form else None,
            "department": "",
            "job": "",
            "employer_name": union.employer_name,
        }
