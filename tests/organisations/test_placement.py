"""The rules of the place in the tree and of head-counts: every pair of levels, every boundary."""

from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from backend.organisations.admissible import CHILD_LEVELS
from backend.organisations.codes import FEDERATIONS, OrgForm, OrgLevel, OrgStatus
from backend.organisations.facts import refusals
from backend.organisations.head_count_rules import check_head_count
from backend.organisations.placement_rules import check_placement, depth_of
from tests.organisations.samples import COUNT, TODAY, place


@pytest.mark.parametrize(("parent", "child"), list(product(OrgLevel, OrgLevel)))
def test_only_admissible_levels_stand_under_a_parent(parent: OrgLevel, child: OrgLevel) -> None:
    codes = {c.code for c in check_placement(place(parent), place(child, None)) if not c.is_met}
    assert ("parent_level" not in codes) is (child in CHILD_LEVELS.get(parent, ()))


def test_every_level_below_the_district_has_a_place() -> None:
    placed = set().union(*CHILD_LEVELS.values())
    assert placed == (FEDERATIONS | {OrgLevel.BASE}) - {OrgLevel.DISTRICT}


@pytest.mark.parametrize(
    ("parent_form", "child_form", "is_met"),
    [
        (OrgForm.COMMITTEE, OrgForm.BRANCH, True),
        (OrgForm.COMMITTEE, OrgForm.GROUP, True),
        (OrgForm.COMMITTEE, OrgForm.COMMITTEE, False),
        (OrgForm.COMMITTEE, OrgForm.JOINT_COMMITTEE, False),
    ],
)
def test_below_a_grassroots_union_stand_only_its_parts(
    parent_form: OrgForm, child_form: OrgForm, is_met: bool
) -> None:
    parent = place(OrgLevel.BASE, "430702.001.002.", parent_form)
    found = [
        c
        for c in check_placement(parent, place(OrgLevel.BASE, None, child_form))
        if c.code == "branch_parent"
    ]
    assert [c.is_met for c in found] == [is_met]


def test_a_branch_does_not_stand_under_a_federation() -> None:
    checks = check_placement(place(OrgLevel.STREET), place(OrgLevel.BASE, None, OrgForm.BRANCH))
    assert [c.code for c in checks if not c.is_met] == ["branch_parent"]


@pytest.mark.parametrize(
    ("parent", "child", "is_met"),
    [
        ("430702.001.", None, True),
        ("430702.001.", "430702.002.003.", True),
        ("430702.001.", "430702.001.004.", True),
        ("430702.001.", "430702.001.", False),
        ("430702.001.004.", "430702.001.", False),
        ("430702.0011.", "430702.001.", True),
    ],
)
def test_no_union_stands_under_itself(parent: str, child: str | None, is_met: bool) -> None:
    checks = check_placement(place(OrgLevel.STREET, parent), place(OrgLevel.BASE, child, OrgForm.COMMITTEE))
    assert [c.is_met for c in checks if c.code == "parent_cycle"] == [is_met]


@pytest.mark.parametrize(
    ("path", "depth", "may_have_children"),
    [
        ("430702.", 4, True),
        ("430702.001.", 5, True),
        ("430702.001.001.001.", 7, True),
        ("430702.1.1.1.1.", 8, False),
    ],
)
def test_the_tree_has_eight_steps(path: str, depth: int, may_have_children: bool) -> None:
    assert depth_of(path) == depth
    checks = check_placement(place(OrgLevel.BASE, path), place(OrgLevel.BASE, None, OrgForm.GROUP))
    assert [c.is_met for c in checks if c.code == "parent_depth"] == [may_have_children]


@pytest.mark.parametrize("status", list(OrgStatus))
def test_nothing_is_founded_under_a_union_that_ends(status: OrgStatus) -> None:
    parent = place(OrgLevel.STREET, status=status)
    checks = check_placement(parent, place(OrgLevel.BASE, None, OrgForm.COMMITTEE))
    ends = status in (OrgStatus.DISSOLVING, OrgStatus.DISSOLVED)
    assert [c.is_met for c in checks if c.code == "parent_dissolved"] == [not ends]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"month": "2020-12"}, []),
        ({"month": "2021-01"}, [("month", "future_month")]),
        ({"month": "2015-05"}, []),
        ({"month": "2015-04"}, [("month", "before_founding")]),
        ({"members": 55}, []),
        ({"members": 56}, [("members", "members_exceed_employees")]),
        ({"members": 56, "reason": "六名兼职职工在本会入会"}, []),
        ({"women_employees": 50}, []),
        ({"women_employees": 51}, [("women_employees", "part_exceeds_whole")]),
        ({"migrant_employees": 51}, [("migrant_employees", "part_exceeds_whole")]),
        ({"women_members": 49}, [("women_members", "part_exceeds_whole")]),
        ({"migrant_members": 49}, [("migrant_members", "part_exceeds_whole")]),
        ({"new_form_members": 49}, [("new_form_members", "part_exceeds_whole")]),
    ],
)
def test_a_head_count_adds_up(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    errors = refusals(check_head_count(replace(COUNT, **change), date(2015, 5, 20), TODAY))
    assert [(error.field, error.code) for error in errors] == expected
    assert all(error.message and error.fix for error in errors)
