"""Pure rules: forms, workflow, periods, deadlines, cells, checks, zero reports."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from backend.kernel.calendar import WorkCalendar
from backend.kernel.calendar_table import seed_rows
from backend.kernel.checks_logic import LogicError
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, Forbidden, Invalid
from backend.submissions.codes import (
    CellSource,
    CheckSeverity,
    ItemKind,
    ItemSource,
    ReturnAction,
    ReturnStatus,
)
from backend.submissions.monthly import cell_rules, rules
from backend.submissions.monthly.cell_rules import Typed
from backend.submissions.permissions import GRANTS, P
from backend.submissions.returns.form import Check, Form, Item, Section, registry
from backend.submissions.returns.monthly_pack import MONTHLY_PACK
from tests.submissions import vectors
from tests.submissions.vectors import CASES, GOOD, PARAMS, PREVIOUS, context

TODAY = date(2020, 12, 16)
ALL = frozenset(P)


@pytest.mark.parametrize(
    ("cells", "fired", "more"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_each_check_fires_exactly_at_its_boundary(cells, fired, more):
    found = [check.code for check in cell_rules.fired(MONTHLY_PACK, context(cells, more))]
    assert found == sorted(fired, key=[check.code for check in MONTHLY_PACK.checks].index)


def test_every_check_that_can_fire_has_a_case_in_which_it_does():
    fired = {code for _, _, codes, _ in CASES for code in codes}
    followers = {check.code for check in MONTHLY_PACK.checks if check.code.endswith("_follows_register")}
    assert {check.code for check in MONTHLY_PACK.checks} - followers <= fired
    assert fired & followers


def test_the_browser_gets_the_same_cases():
    """Renew with `python -m tests.submissions.vectors`."""
    assert vectors.FILE.read_text(encoding="utf-8") == vectors.text()


def _form(code: str, items: list[str], first: str = "2020-01", last: str | None = None, **more: Any) -> Form:
    section = Section(
        "s", "一", "节",
        tuple(Item(i, i, "", "", ItemKind.INTEGER, "", "", ItemSource.TYPED) for i in items),
    )  # fmt: skip
    return Form(code, 1, code, first, last, "", (section,), more.get("checks", ()), {})


def test_two_forms_never_ask_the_same_in_one_period():
    with pytest.raises(ValueError, match="employees"):
        registry([_form("a", ["employees"]), _form("b", ["employees"], "2021-01")])
    with pytest.raises(ValueError, match="employees"):
        registry([_form("b", ["employees"], "2021-01"), _form("a", ["employees"])])


def test_a_form_may_take_over_an_item_when_the_other_has_ended():
    assert (
        len(registry([_form("a", ["employees"], last="2021-01"), _form("b", ["employees"], "2021-01")])) == 2
    )


def test_a_form_asks_once_and_checks_only_what_it_asks():
    with pytest.raises(ValueError, match="twice"):
        _form("a", ["x", "x"])
    with pytest.raises(ValueError, match="unknown"):
        _form("a", ["x"], checks=(Check("c", CheckSeverity.ERROR, ("y",), "", "", True),))


def test_a_check_outside_the_common_subset_is_refused():
    with pytest.raises(LogicError):
        Check("c", CheckSeverity.ERROR, ("x",), "", "", {"==": [1, 1]})


STEPS = {
    ("draft", "submit"): "submitted",
    ("draft", "submit_zero"): "submitted",
    ("returned", "submit"): "submitted",
    ("returned", "submit_zero"): "submitted",
    ("submitted", "withdraw"): "draft",
    ("submitted", "accept"): "accepted",
    ("submitted", "return"): "returned",
    ("accepted", "reopen"): "submitted",
    ("accepted", "lock"): "locked",
}
RIGHT = {
    "submit": P.FILL, "submit_zero": P.FILL, "withdraw": P.FILL, "accept": P.REVIEW, "return": P.REVIEW,
    "reopen": P.LOCK, "lock": P.LOCK,
}  # fmt: skip


@pytest.mark.parametrize("state", list(ReturnStatus))
@pytest.mark.parametrize("action", list(ReturnAction))
def test_only_the_listed_steps_exist(state, action):
    target = STEPS.get((state.value, action.value))
    if target is None:
        with pytest.raises(Conflict):
            rules.WORKFLOW.step_for(state, action, ALL, "理由")
        return
    step = rules.WORKFLOW.step_for(state, action, ALL, "理由")
    assert (step.target.value, step.permission) == (target, RIGHT[action.value])
    with pytest.raises(Forbidden):
        rules.WORKFLOW.step_for(state, action, ALL - {step.permission}, "理由")


@pytest.mark.parametrize(("state", "action"), [("submitted", "return"), ("accepted", "reopen")])
def test_sending_back_needs_a_reason(state, action):
    with pytest.raises(Invalid):
        rules.WORKFLOW.step_for(ReturnStatus(state), action, ALL, "  ")


def test_nobody_holds_both_filling_and_locking():
    assert all(not {P.FILL, P.LOCK} <= set(granted) for granted in GRANTS.values())


def test_the_guards_keep_maker_checker_and_locker_apart():
    maker, checker, other = new_id(), new_id(), new_id()
    row = SimpleNamespace(submitted_by=maker, accepted_by=checker, org_path="430702.001.001.")
    people = {name: SimpleNamespace(person_id=who, org_path="430702.001.") for name, who in
              (("maker", maker), ("checker", checker), ("other", other))}  # fmt: skip
    guard = {step.action.value: step.guard for step in rules.WORKFLOW.steps if step.guard}
    assert guard["accept"](row, people["maker"]) and not guard["accept"](row, people["other"])
    assert guard["return"](row, people["maker"]) and not guard["return"](row, people["other"])
    assert guard["lock"](row, people["maker"]) and guard["lock"](row, people["checker"])
    assert not guard["lock"](row, people["other"])
    assert guard["withdraw"](row, people["other"]) and not guard["withdraw"](row, people["maker"])
    chair = SimpleNamespace(person_id=other, org_path=row.org_path)
    assert not guard["withdraw"](row, chair)


CALENDAR = WorkCalendar(
    {row["day"]: row["is_workday"] for row in seed_rows() if row["day"].year in (2020, 2021)}
)


@pytest.mark.parametrize(
    ("period", "fill", "review", "lock"),
    [
        ("2020-11", "2020-12-07", "2020-12-10", "2020-12-16"),
        ("2020-09", "2020-10-14", "2020-10-19", "2020-10-23"),  # after the holiday of the first week
        ("2020-12", "2021-01-08", "2021-01-13", "2021-01-19"),
    ],
)
def test_deadlines_count_working_days_over_holidays(period, fill, review, lock):
    due = rules.deadlines(period, (5, 8, 12), CALENDAR)
    assert [str(due.fill_on), str(due.review_on), str(due.lock_on)] == [fill, review, lock]
    assert not due.is_estimated and rules.deadlines(period, (5, 8, 12), WorkCalendar()).is_estimated


def test_the_last_day_is_in_time_and_an_extension_moves_it():
    due = date(2020, 12, 7)
    assert not rules.is_late(due, due, None)
    assert rules.is_late(date(2020, 12, 8), due, None)
    assert not rules.is_late(date(2020, 12, 8), due, date(2020, 12, 8))
    assert rules.due_on(due, date(2020, 12, 1)) == due


def test_periods():
    assert rules.shift("2020-01", -1) == "2019-12" and rules.shift("2020-11", 14) == "2022-01"
    assert rules.period_end("2020-02") == date(2020, 2, 29)
    assert rules.current_period(date(2021, 1, 31)) == "2020-12"
    assert rules.is_period("2020-12") and not rules.is_period("2020-13") and not rules.is_period("2020-1")


FACTS = {"org_name": "启明一厂工会委员会", "chair_name": "余建国", "employees": 100, "members_opening": 90,
         "members_closing": 93, "members_joined": 3}  # fmt: skip


def _resolve(typed=None, facts=FACTS, previous=PREVIOUS):
    return cell_rules.resolve(MONTHLY_PACK, facts, previous, typed or {}, PARAMS, TODAY)


def test_an_untouched_cell_follows_register_then_last_period_then_default():
    cells = _resolve()
    assert (cells["employees"].value, cells["employees"].source) == (100, CellSource.DERIVED)
    assert (cells["wages_fen"].value, cells["wages_fen"].source) == (32_000_000, CellSource.CARRIED)
    assert (cells["activities_held"].value, cells["activities_held"].source) == (0, CellSource.DEFAULT)
    assert (cells["notes"].value, cells["notes"].source) == (None, CellSource.EMPTY)
    assert (cells["funds_due_fen"].value, cells["funds_due_fen"].source) == (640_000, CellSource.COMPUTED)


def test_a_change_of_the_month_is_never_carried_over():
    cells = _resolve(facts={}, previous={"members_joined": 7, "activities_held": 4, "employees": 98})
    assert cells["members_joined"].value == 0 and cells["activities_held"].value == 0
    assert (cells["employees"].value, cells["employees"].source) == (98, CellSource.CARRIED)


def test_a_touched_cell_keeps_its_value_and_shows_the_register_beside():
    cells = _resolve({"employees": Typed(80, "核对工资表"), "wages_fen": Typed(25, "")})
    assert (cells["employees"].value, cells["employees"].derived) == (80, 100)
    assert cells["funds_due_fen"].value == 1
    assert cell_rules.untouched(cells["employees"].item, {"employees": 100}, {}).value == 100


def test_a_warning_is_answered_by_a_reason_on_one_of_its_cells_and_an_error_is_not():
    typed = {"employees": Typed(80, "兼职二十人"), "members_women": Typed(94, "说不清")}
    cells = _resolve(typed)
    data = cell_rules.context(cells, PREVIOUS, PARAMS, TODAY)
    found = cell_rules.verdicts(MONTHLY_PACK, cells, data)
    answered = {verdict.check.code for verdict in found if verdict.is_answered}
    assert {"members_within_employees", "employees_follows_register"} <= answered
    standing = {error.code for error in cell_rules.standing(found)}
    assert "members_women_within_members_closing" in standing and not answered & standing


def test_a_zero_report_is_contradicted_by_records_and_by_figures():
    moves = [rules.Movement("members_joined", date(2020, 11, 3), "入会", "李芳")]
    values = {"members_joined": 1, "activities_held": 2, "employees": 40}
    found = rules.zero_contradictions(MONTHLY_PACK, values, moves)
    assert [item for item, _ in found] == ["members_joined", "activities_held"]
    assert "李芳" in found[0][1] and rules.zero_contradictions(MONTHLY_PACK, {"employees": 40}, []) == []


def test_a_zero_report_zeroes_changes_and_keeps_stocks():
    cells = cell_rules.zeroed(_resolve({"activities_held": Typed(0, "")}))
    assert cells["activities_held"].source is CellSource.ZERO and cells["employees"].value == 100


def _item(code: str) -> Item:
    found = MONTHLY_PACK.item(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "value", "refused"),
    [
        ("employees", 0, None), ("employees", 10_000_000, None), ("employees", 10_000_001, "number"),
        ("employees", -1, "number"), ("employees", "12", "number"), ("employees", True, "number"),
        ("employees", None, None), ("wages_fen", cell_rules.LARGEST, None),
        ("wages_fen", cell_rules.LARGEST + 1, "number"), ("funds_channel", "tax", None),
        ("funds_channel", "现金", "choice"), ("funds_paid_on", "2020-11-30", None),
        ("funds_paid_on", "2020-11-31", "date"), ("funds_paid_on", "20201130", "date"), ("notes", 3, "text"),
        ("notes", "多" * 2000, None), ("notes", "多" * 2001, "too_long"), ("funds_due_fen", 1, "computed"),
    ],
)  # fmt: skip
def test_a_value_must_be_of_the_kind_of_its_item(code, value, refused):
    found = cell_rules.refuse_value(_item(code), value, "cells.0.value")
    assert (found.code if found else None) == refused


def test_a_computed_item_needs_its_formula():
    with pytest.raises(ValueError, match="formula"):
        replace(_item("funds_due_fen"), formula=None)


def test_the_good_month_is_complete():
    required = {item.code for item in MONTHLY_PACK.items if item.is_required}
    assert required <= set(GOOD)
