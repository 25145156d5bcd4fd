"""Turns the demo's plan into rows of six-have checks, items, decisions and trails."""

import random
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kernel.calendar import corresponding_day
from backend.kernel.codes import Code
from backend.kernel.demo import invented_id, working_moment
from backend.organisations.demo import DemoUnion
from backend.organisations.six_have.codes import (
    SixHaveAction,
    SixHaveOutcome,
    SixHaveScheme,
    SixHaveState,
    SixHaveVerdict,
)
from backend.organisations.six_have.parameters import SCHEMES
from backend.organisations.six_have.rules import WORKFLOW

SOURCE = "历史数据导入"
#: Invented: the street's clerk of the demo's trails.
CLERK = "彭洁"
RECHECK_MONTHS, MEND_DAYS = 12, 30
ACTIVITIES = (
    "职工趣味运动会",
    "送清凉慰问",
    "安全生产知识竞赛",
    "女职工健康讲座",
    "元旦联欢",
    "职工读书会",
    "消防演练",
    "中秋慰问",
)
PAPERS = ("工会委员会议事规则", "会员（代表）大会制度", "经费使用管理办法", "职工之家管理制度")
TO_MEND = {
    "plate": "门口没有悬挂工会牌子",
    "activity": "近一年活动记录不足",
    "system": "制度没有上墙",
    "place": "活动场所被占用",
}


class CheckMaker:
    """Collects the rows of checks per table."""

    def __init__(self, rng: random.Random, today: date) -> None:
        self.rng, self.today = rng, today
        self.checks: list[dict[str, Any]] = []
        self.items: list[dict[str, Any]] = []
        self.results: list[dict[str, Any]] = []
        self.trail: list[dict[str, Any]] = []

    def passed(self, union: DemoUnion, scheme: SixHaveScheme, on: date) -> None:
        """A check that ended well."""
        check = self._check(union, scheme, on, SixHaveState.PASSED, closed_on=on, open_key=None)
        self._items(check, union, scheme, verdict=SixHaveVerdict.MET)
        self._result(check, SixHaveOutcome.PASSED, on, corresponding_day(on, RECHECK_MONTHS))
        self._lines(
            check, union, on, (SixHaveAction.PASS, SixHaveState.APPLIED, SixHaveState.PASSED), "六项齐全"
        )

    def to_mend(self, union: DemoUnion, scheme: SixHaveScheme, on: date) -> None:
        """A check that found something wanting; the union mends it now."""
        due = on + timedelta(days=MEND_DAYS)
        check = self._check(union, scheme, on, SixHaveState.TO_MEND, round=2, mend_due_on=due)
        missing = self.rng.choice(list(TO_MEND))
        self._items(check, union, scheme, verdict=SixHaveVerdict.MET, missing=missing, round=1)
        self._items(check, union, scheme, verdict=SixHaveVerdict.MET, missing=missing, round=2)
        self._result(check, SixHaveOutcome.TO_MEND, on, None)
        self._lines(
            check,
            union,
            on,
            (SixHaveAction.MEND, SixHaveState.APPLIED, SixHaveState.TO_MEND),
            TO_MEND[missing],
        )

    def waiting(self, union: DemoUnion, scheme: SixHaveScheme, on: date) -> None:
        """A check that waits for the street."""
        check = self._check(union, scheme, on, SixHaveState.APPLIED)
        self._items(check, union, scheme)
        self._lines(check, union, on)

    def draft(self, union: DemoUnion, scheme: SixHaveScheme, on: date) -> None:
        """A self-check that the chair has begun."""
        check = self._check(union, scheme, on, SixHaveState.DRAFT, applied_on=None)
        self._items(check, union, scheme, answered=self.rng.randrange(1, 5))
        self._line(check, union.chair.name, on, SixHaveAction.OPEN, "", SixHaveState.DRAFT.label)

    def _check(
        self, union: DemoUnion, scheme: SixHaveScheme, on: date, status: SixHaveState, **values: Any
    ) -> dict[str, Any]:
        opened = max(union.founded_on, on - timedelta(days=self.rng.randrange(2, 9)))
        row = {
            **self._row(union.org_path, working_moment(self.rng, opened)),
            "organisation_id": union.id,
            "scheme": scheme,
            "scheme_version": 1,
            "status": status,
            "round": 1,
            "opened_on": opened,
            "applied_on": opened,
            "mend_due_on": None,
            "closed_on": None,
            "open_key": scheme.value,
            **values,
        }
        self.checks.append(row)
        return row

    def _items(
        self,
        check: dict[str, Any],
        union: DemoUnion,
        scheme: SixHaveScheme,
        *,
        verdict: SixHaveVerdict | None = None,
        missing: str = "",
        round: int = 1,
        answered: int = 6,
    ) -> None:
        for position, entry in enumerate(SCHEMES[scheme].defaults[-1].value, start=1):
            is_missing, code = entry["code"] == missing, entry["code"]
            found = verdict if not is_missing else (SixHaveVerdict.NOT_MET if round == 1 else None)
            is_told = position <= answered
            self.items.append(
                {
                    **self._row(check["org_path"], check["created_at"]),
                    "check_id": check["id"],
                    "round": round,
                    "position": position,
                    "code": code,
                    "label": entry["label"],
                    "is_met": (None if is_missing and round == 2 else True) if is_told else None,
                    "statement": "已具备" if is_told else "",
                    "records": self._records(code, union, check["opened_on"]) if is_told else [],
                    "verdict": found,
                    "comment": TO_MEND[missing] if is_missing and round == 1 else "",
                }
            )

    def _records(self, code: str, union: DemoUnion, on: date) -> list[dict[str, Any]]:
        if code in ("activity", "carrier"):
            days = sorted(on - timedelta(days=self.rng.randrange(10, 350)) for _ in range(4))
            return [
                _record(name, day) for name, day in zip(self.rng.sample(ACTIVITIES, 4), days, strict=True)
            ]
        if code in ("system", "mechanism"):
            names = self.rng.sample(PAPERS, 2)
            return [_record(name, None, f"档{on.year}-{self.rng.randrange(1, 90)}") for name in names]
        if code in ("team", "chair", "organs"):
            return [_record("选举结果批复", union.founded_on, "批复存档")]
        return [_record("现场照片", on, "档案袋")] if code != "satisfaction" else []

    def _result(
        self, check: dict[str, Any], outcome: SixHaveOutcome, on: date, valid_to: date | None
    ) -> None:
        moment = working_moment(self.rng, on)
        self.results.append(
            {
                **self._row(check["org_path"], moment),
                "organisation_id": check["organisation_id"],
                "check_id": check["id"],
                "scheme": check["scheme"],
                "outcome": outcome,
                "decided_on": on,
                "valid_to": valid_to,
                "decided_by": CLERK,
                "recorded_at": moment,
            }
        )

    def _lines(
        self,
        check: dict[str, Any],
        union: DemoUnion,
        on: date,
        decision: tuple[SixHaveAction, SixHaveState, SixHaveState] | None = None,
        note: str = "",
    ) -> None:
        chair, opened = union.chair.name, check["opened_on"]
        draft, applied = SixHaveState.DRAFT.label, SixHaveState.APPLIED.label
        self._line(check, chair, opened, SixHaveAction.OPEN, "", draft)
        self._line(check, chair, opened, SixHaveAction.APPLY, draft, applied)
        if decision is not None:
            action, source, target = decision
            self._line(check, CLERK, on, action, source.label, target.label, note)

    def _line(
        self,
        check: dict[str, Any],
        person: str,
        on: date,
        action: Code,
        source: str,
        target: str,
        note: str = "",
    ) -> None:
        opened: datetime = check["created_at"]
        moment = (
            opened + timedelta(minutes=20 * (action is not SixHaveAction.OPEN))
            if on == check["opened_on"]
            else working_moment(self.rng, on)
        )
        by_clerk = person == CLERK
        self.trail.append(
            {
                **self._row(check["org_path"], moment),
                "object_type": WORKFLOW.name,
                "object_id": check["id"],
                "action": action.value,
                "action_label": action.label,
                "source": source,
                "target": target,
                "note": note,
                "account_id": UUID(int=0),
                "person_id": None,
                "principal_person_id": None,
                "person_name": person,
                "role": "街道工会文员" if by_clerk else "企业工会主席",
                "on_behalf": False,
                "at": moment,
            }
        )

    def _row(self, org_path: str, moment: datetime) -> dict[str, Any]:
        return {
            "district_id": org_path[:6],
            "id": invented_id(self.rng, moment),
            "org_path": org_path,
            "version": 1,
            "created_at": moment,
        }


def _record(title: str, on: date | None, reference: str = "") -> dict[str, Any]:
    return {"on": on.isoformat() if on else None, "title": title, "reference": reference}
