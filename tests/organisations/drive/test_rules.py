"""The steps with an employer of the register, and the reading of a pasted line."""

from datetime import date
from itertools import product
from typing import Any

import pytest

from backend.kernel.errors import Conflict, Invalid
from backend.kernel.tables import Cell, Sheet
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.drive import rules
from backend.organisations.drive.codes import DriveAction as A
from backend.organisations.drive.codes import DriveStage
from backend.organisations.drive.codes import DriveState as S
from backend.organisations.pasted import lines_of, text_of
from backend.organisations.permissions import P
from tests.organisations.samples import EMPLOYER_CODE, UNION_CODE

TARGET = date(2020, 12, 31)
MOVES = {
    (S.UNTOUCHED, A.CONTACT): S.CONTACTED,
    (S.UNTOUCHED, A.COMMIT): S.COMMITTED,
    (S.CONTACTED, A.COMMIT): S.COMMITTED,
    (S.UNTOUCHED, A.PAUSE): S.PAUSED,
    (S.CONTACTED, A.PAUSE): S.PAUSED,
    (S.COMMITTED, A.PAUSE): S.PAUSED,
    (S.PAUSED, A.RESUME): S.CONTACTED,
    **{(state, A.LEAVE): S.LEFT for state in S if state is not S.LEFT},
}


def line(**changes: str) -> dict[str, str]:
    empty = dict.fromkeys(rules.HEADINGS, "")
    return {**empty, "name": "常德恒泰商贸有限公司", "employer_uscc": EMPLOYER_CODE, **changes}


def problems(**changes: str) -> list[str]:
    return rules.read_line(line(**changes), TARGET, "卜街一")[1]


@pytest.mark.parametrize(("state", "action"), [(s, a) for s, a in product(S, A) if a is not A.ENTER])
def test_only_the_listed_steps_lead_anywhere(state: S, action: A) -> None:
    if (state, action) in MOVES:
        step = rules.DRIVE_WORKFLOW.step_for(state, action.value, frozenset(P), "理由")
        assert step.target is MOVES[state, action]
    else:
        with pytest.raises(Conflict):
            rules.DRIVE_WORKFLOW.step_for(state, action.value, frozenset(P), "理由")


@pytest.mark.parametrize("stage", list(DriveStage))
def test_what_the_founding_shows_is_not_set_by_hand(stage: DriveStage) -> None:
    guarded = [step for step in rules.DRIVE_WORKFLOW.steps if step.guard]
    assert len(guarded) == 7
    for step in guarded:
        assert step.guard is not None
        assert (step.guard(None, stage) is not None) is (stage in rules.DERIVED)


def test_a_line_is_read_with_what_the_head_gives() -> None:
    read, found = rules.read_line(line(), TARGET, "卜街一")
    assert found == [] and read is not None
    assert (read.employer_uscc, read.employees, read.target_on, read.owner_name) == (
        EMPLOYER_CODE,
        None,
        TARGET,
        "卜街一",
    )
    full = line(
        employees="1,203人",
        target_on="2020/11/5",
        owner_name="尹区办",
        economic_type="私营企业",
        industry="F",
    )
    read, found = rules.read_line(full, TARGET, "卜街一")
    assert found == [] and read is not None
    assert (read.employees, read.target_on, read.owner_name) == (1203, date(2020, 11, 5), "尹区办")
    assert (read.economic_type, read.industry) == (EconomicType.PRIVATE, Industry.F)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"name": ""}, "单位名称"),
        ({"employer_uscc": ""}, "信用代码"),
        ({"employer_uscc": EMPLOYER_CODE[:-1] + "X"}, "校验位"),
        ({"employer_uscc": UNION_CODE}, "工会的代码"),
        ({"employees": "三十"}, "整数"),
        ({"employees": "-3"}, "整数"),
        ({"target_on": "2020-13-01"}, "日期"),
        ({"economic_type": "国营"}, "经济类型"),
        ({"industry": "Z"}, "行业"),
    ],
)
def test_every_fault_of_a_line_is_told(changes: dict[str, str], word: str) -> None:
    assert len(problems(**changes)) == 1 and word in problems(**changes)[0]


def sheet(*rows: list[Cell]) -> Sheet:
    width = max(len(row) for row in rows)
    return Sheet("表", ("表",), [row + [None] * (width - len(row)) for row in rows])


def test_headings_are_found_wherever_they_stand() -> None:
    found = lines_of(
        sheet(
            ["应建会单位名单", None, None],
            ["序号", "信用 代码", "企业名称", "计划建会时间", "职工数"],
            [1, EMPLOYER_CODE, "恒泰", date(2020, 12, 31), 36.0],
            [None, None, None, None, None],
        ),
        rules.HEADINGS,
        rules.REQUIRED,
        10,
    )
    assert found == [
        {"employer_uscc": EMPLOYER_CODE, "name": "恒泰", "target_on": "2020-12-31", "employees": "36"}
    ]


@pytest.mark.parametrize(
    ("rows", "limit", "code"),
    [
        ([["单位名称"], ["恒泰"]], 10, "headings"),
        ([["单位名称", "信用代码"]] + [["甲", "x"]] * 3, 2, "too_many_rows"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(rows: list[list[Any]], limit: int, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        lines_of(sheet(*rows), rules.HEADINGS, rules.REQUIRED, limit)
    assert refusal.value.errors[0].code == code


@pytest.mark.parametrize(
    ("cell", "text"), [(None, ""), (True, "是"), (12.5, "12.5"), (3, "3"), (" 甲 ", "甲")]
)
def test_cells_read_as_typed(cell: Cell, text: str) -> None:
    assert text_of(cell) == text
