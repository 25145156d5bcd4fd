"""The cases of every check of the monthly pack; `python -m tests.submissions.vectors` writes them for the browser's tests."""

import json
from pathlib import Path
from typing import Any

from backend.submissions.returns import FORMS
from backend.submissions.returns.monthly_pack import MONTHLY_PACK

FILE = Path(__file__).parents[1] / "data" / "monthly-checks-vectors.json"
PARAMS = {"fund_rate": 200, "change_percent": 20, "change_people": 10, "change_fen": 5_000_000}
#: a month on which no check fires
GOOD: dict[str, Any] = {
    "org_name": "启明一厂工会委员会",
    "chair_name": "余建国",
    "employees": 100,
    "employees_women": 40,
    "employees_migrant": 10,
    "employees_dispatched": 5,
    "members_opening": 90,
    "members_joined": 3,
    "members_left": 0,
    "members_closing": 93,
    "members_women": 38,
    "members_migrant": 9,
    "wages_fen": 32_548_000,
    "funds_due_fen": 650_960,
    "funds_paid_fen": 650_960,
    "funds_channel": "tax",
}
PREVIOUS: dict[str, Any] = {"members_closing": 90, "employees": 98, "wages_fen": 32_000_000}
#: (name, cells changed, checks that fire, other parts of the context changed)
CASES: list[tuple[str, dict[str, Any], list[str], dict[str, Any]]] = [
    ("all is well", {}, [], {}),
    ("a blank number counts as nothing", {"members_left": None, "employees_migrant": None}, [], {}),
    ("no name", {"org_name": ""}, ["org_name_filled"], {}),
    ("no chair", {"chair_name": None}, ["chair_name_filled"], {}),
    ("no wages", {"wages_fen": None, "funds_due_fen": 0, "funds_paid_fen": 0},
     ["wages_fen_filled", "wages_with_employees", "wages_fen_steady"], {}),
    ("nobody employed", {"employees": None},
     ["employees_filled", "employees_women_within_employees", "employees_migrant_within_employees",
      "members_within_employees", "employees_steady"], {}),
    ("opening blank", {"members_opening": None, "members_closing": 3, "members_women": 0, "members_migrant": 0},
     ["members_opening_filled", "members_opening_follows", "members_closing_steady"], {}),
    ("closing blank", {"members_closing": None, "members_women": 0, "members_migrant": 0},
     ["members_closing_filled", "members_balance", "members_closing_steady"], {}),
    ("one member too many", {"members_closing": 94}, ["members_balance"], {}),
    ("every gain counts",
     {"members_transferred_in": 1, "members_resumed": 2, "members_annulled": 1, "members_closing": 97}, [], {}),
    ("every loss counts",
     {"members_transferred_out": 1, "members_retained": 1, "members_died": 1, "members_merged": 1,
      "members_closing": 89}, [], {}),
    ("leaving without evidence", {"members_left": 1, "members_closing": 92}, ["loss_has_evidence"], {}),
    ("leaving with evidence", {"members_left": 1, "members_closing": 92, "evidence_no": "退会申请1份"}, [], {}),
    ("expelled without evidence", {"members_expelled": 1, "members_closing": 92}, ["loss_has_evidence"], {}),
    ("women as many as employees", {"employees_women": 100}, [], {}),
    ("one woman more than employees", {"employees_women": 101}, ["employees_women_within_employees"], {}),
    ("more migrants than employees", {"employees_migrant": 101}, ["employees_migrant_within_employees"], {}),
    ("more women than members", {"members_women": 94}, ["members_women_within_members_closing"], {}),
    ("more migrants than members", {"members_migrant": 94}, ["members_migrant_within_members_closing"], {}),
    ("members as many as employees and dispatched", {"members_opening": 90, "members_joined": 15,
     "members_closing": 105}, [], {}),
    ("one member more than employees and dispatched", {"members_joined": 16, "members_closing": 106},
     ["members_within_employees"], {}),
    ("due is one fen off", {"funds_due_fen": 650_961, "funds_paid_fen": 650_961}, ["funds_due_is_rate"], {}),
    ("due rounds half up", {"wages_fen": 25, "funds_due_fen": 1, "funds_paid_fen": 1}, ["wages_fen_steady"], {}),
    ("due rounds down below half", {"wages_fen": 24, "funds_due_fen": 0, "funds_paid_fen": 0}, ["wages_fen_steady"], {}),
    ("largest wages stay exact", {"wages_fen": 10_000_000_000_000, "funds_due_fen": 200_000_000_000,
     "funds_paid_fen": 200_000_000_000}, ["wages_fen_steady"], {}),
    ("one fen short", {"funds_paid_fen": 650_959}, ["funds_paid_short"], {}),
    ("one fen over", {"funds_paid_fen": 650_961}, ["funds_paid_over"], {}),
    ("paid but no channel", {"funds_channel": None}, ["funds_channel_named"], {}),
    ("paid but channel says unpaid", {"funds_channel": "none"}, ["funds_channel_named"], {}),
    ("nothing paid, channel unpaid", {"funds_paid_fen": 0, "funds_channel": "none"}, ["funds_paid_short"], {}),
    ("paid today", {"funds_paid_on": "2020-12-16"}, [], {}),
    ("paid tomorrow", {"funds_paid_on": "2020-12-17"}, ["funds_paid_on_not_future"], {}),
    ("below the minimum wage", {}, ["wages_minimum"], {"param": {**PARAMS, "minimum_wage_fen": 325_481}}),
    ("exactly the minimum wage", {}, [], {"param": {**PARAMS, "minimum_wage_fen": 325_480}}),
    ("injured without accident", {"accident_injured": 1}, ["injured_has_accident"], {}),
    ("injured with accident", {"accident_injured": 1, "accidents": 1}, [], {}),
    ("trained without training", {"training_people": 30}, ["trained_has_training"], {}),
    ("trained in a training", {"training_people": 30, "trainings_held": 1}, [], {}),
    ("arrears without case", {"wage_arrears_people": 2}, ["arrears_has_case"], {}),
    ("arrears with case", {"wage_arrears_people": 2, "wage_arrears_cases": 1}, [], {}),
    ("opening differs from last closing", {}, ["members_opening_follows"],
     {"prev": {**PREVIOUS, "members_closing": 91}}),
    ("no last period", {}, [], {"prev": {}}),
    ("members up by exactly 20 %", {"members_joined": 18, "members_closing": 108, "employees": 110}, [], {}),
    ("members up by more than 20 %", {"members_joined": 19, "members_closing": 109, "employees": 110},
     ["members_closing_steady"], {}),
    ("a big share of a small number", {"members_opening": 10, "members_joined": 9, "members_closing": 19,
     "members_women": 9}, [], {"prev": {**PREVIOUS, "members_closing": 10}}),
    ("ten of ten", {"members_opening": 10, "members_joined": 10, "members_closing": 20, "members_women": 9},
     ["members_closing_steady"], {"prev": {**PREVIOUS, "members_closing": 10}}),
    ("employees jump", {"employees": 130}, ["employees_steady"], {}),
    ("wages jump", {"wages_fen": 40_000_000, "funds_due_fen": 800_000, "funds_paid_fen": 800_000},
     ["wages_fen_steady"], {}),
    ("the register agrees", {}, [], {"derived": {"employees": 100}}),
    ("the register says otherwise", {}, ["employees_follows_register"], {"derived": {"employees": 99}}),
    ("the books say less was paid", {"funds_paid_fen": 650_959}, [], {"derived": {"funds_paid_fen": 650_959}}),
    ("the books say more was paid", {"funds_paid_fen": 650_961}, [], {"derived": {"funds_paid_fen": 650_961}}),
    ("not what the books say", {}, ["funds_paid_fen_follows_register"], {"derived": {"funds_paid_fen": 1}}),
    ("another name in the register", {}, ["chair_name_follows_register"], {"derived": {"chair_name": "余建军"}}),
]  # fmt: skip


def context(cells: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What a check sees: every item of the form is there, empty ones as null."""
    values = {item.code: None for item in MONTHLY_PACK.items} | GOOD | cells
    return {"cell": values, "derived": {}, "prev": PREVIOUS, "param": PARAMS, "today": "2020-12-16", **more}


def document() -> dict[str, Any]:
    """The file: the checks as published, and each case with the checks that fire, in the order of the form."""
    form = FORMS[0]
    return {
        "form": form.code,
        "version": form.version,
        "checks": [
            {
                "code": check.code,
                "severity": check.severity.value,
                "items": list(check.items),
                "message": check.message,
                "fix": check.fix,
                "rule": check.rule,
            }
            for check in form.checks
        ],
        "vectors": [
            {"name": name, "context": context(cells, more), "fired": fired}
            for name, cells, fired, more in CASES
        ],
    }


def text() -> str:
    """The file as written."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
