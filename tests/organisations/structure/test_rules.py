"""The workflow and the checks of structure changes, without a store."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

from backend.kernel.authz import Actor
from backend.kernel.roles import Role
from backend.organisations.codes import OrgForm, OrgLevel, OrgStatus
from backend.organisations.permissions import P
from backend.organisations.structure.codes import IN_EFFECT, WAITING
from backend.organisations.structure.codes import StructureAction as A
from backend.organisations.structure.codes import StructureKind as K
from backend.organisations.structure.codes import StructureState as S
from backend.organisations.structure.rules import WORKFLOW, Desk, Intent, UnionNow, check_intent

UNION = UnionNow(
    name="启明一厂工会委员会", level=OrgLevel.BASE, org_form=OrgForm.COMMITTEE, status=OrgStatus.ACTIVE,
    path="430702.001.001.", parent_path="430702.001.", open_children=0, is_joint=False, employers=1,
)  # fmt: skip
STREET = replace(
    UNION, name="府坪街道总工会", level=OrgLevel.STREET, org_form=OrgForm.GENERAL, path="430702.002.",
    parent_path="430702.", employers=0,
)  # fmt: skip
INTENT = Intent(
    kind=K.MERGE, effective_on=date(2020, 12, 1), subjects=(UNION,),
    target=replace(UNION, name="启明二厂工会委员会", path="430702.001.002."), new_name="启明三厂工会委员会", busy=(),
    chosen_members=3, chosen_employers=0, is_new_employer=True, placements=(), name_taken=False, name_fits=True,
    earliest=date(2015, 5, 2),
)  # fmt: skip


def _broken(intent: Intent) -> set[str]:
    return {check.code for check in check_intent(intent) if not check.is_met}


def _with(**subject: Any) -> Intent:
    return replace(INTENT, subjects=(replace(UNION, **subject),))


@pytest.mark.parametrize("kind", list(K))
def test_a_sound_change_meets_every_check_and_each_names_its_article(kind: K) -> None:
    target = {K.MERGE: INTENT.target, K.REPARENT: STREET}.get(kind)
    checks = check_intent(replace(INTENT, kind=kind, target=target))
    assert len(checks) >= 3 and all(check.is_met and check.article and check.fix for check in checks)
    assert len({check.code for check in checks}) == len(checks)


@pytest.mark.parametrize(
    ("intent", "code"),
    [
        (_with(status=OrgStatus.DISSOLVED), "alive"),
        (_with(status=OrgStatus.DISSOLVING), "alive"),
        (replace(INTENT, busy=("更名",)), "not_busy"),
        (replace(INTENT, earliest=date(2020, 12, 2)), "after_last_change"),
        (_with(level=OrgLevel.COMMUNITY), "same_level"),
        (_with(org_form=OrgForm.BRANCH), "same_level"),
        (_with(path="430702.001."), "apart"),
        (_with(employers=2, is_joint=True), "employers_placed"),
        (replace(INTENT, kind=K.REPARENT, target=STREET, effective_on=date(2020, 12, 2)), "first_of_month"),
        (replace(INTENT, kind=K.REPARENT, target=replace(STREET, path="430702.001.")), "other_parent"),
        (
            replace(
                INTENT, kind=K.REPARENT, target=STREET, subjects=(UNION, replace(UNION, parent_path="430702.003."))
            ),
            "one_old_parent",
        ),
        (replace(INTENT, kind=K.REPARENT, target=STREET, placements=(("x", "层级", False, "改选"),)), "x"),
        (replace(INTENT, kind=K.SPLIT, chosen_members=0), "has_members"),
        (replace(INTENT, kind=K.SPLIT, is_new_employer=False), "has_employer"),
        (replace(INTENT, kind=K.SPLIT, chosen_employers=1), "keeps_employers"),
        (replace(INTENT, kind=K.SPLIT, subjects=(STREET,)), "base_only"),
        (replace(INTENT, kind=K.SPLIT, name_taken=True), "name_free"),
        (replace(INTENT, kind=K.SPLIT, name_fits=False), "name_ending"),
        (replace(_with(open_children=1), kind=K.DISSOLVE, target=None), "no_children"),
        (replace(INTENT, kind=K.RENAME, target=None, new_name=UNION.name), "other_name"),
    ],
)  # fmt: skip
def test_each_rule_is_broken_by_what_it_forbids(intent: Intent, code: str) -> None:
    assert code in _broken(intent)


def test_the_effective_date_may_be_the_earliest_one() -> None:
    assert _broken(replace(INTENT, earliest=INTENT.effective_on)) == set()


def _desk(path: str, today: date = date(2020, 12, 16)) -> Desk:
    actor = Actor(
        account_id=uuid4(), person_id=uuid4(), person_name="甲", role=Role.STREET, district_id="430702",
        org_id=uuid4(), org_path=path, permissions=frozenset(P),
    )  # fmt: skip
    return Desk(actor, today, "430702.001.", "430702.002.")


@pytest.mark.parametrize(
    ("state", "action", "path", "may"),
    [
        (S.APPLIED, A.CONSENT, "430702.001.", True),
        (S.APPLIED, A.CONSENT, "430702.", True),
        (S.APPLIED, A.CONSENT, "430702.002.", False),
        (S.APPLIED, A.CONSENT, "430702.001.001.", False),
        (S.CONSENTED, A.RECEIVE, "430702.002.", True),
        (S.CONSENTED, A.RECEIVE, "430702.001.", False),
        (S.APPLIED, A.CONFIRM, "430702.", False),
        (S.RECEIVED, A.CONFIRM, "430702.", True),
    ],
)
def test_each_parent_speaks_for_itself(state: S, action: A, path: str, may: bool) -> None:
    step = WORKFLOW.find(state, action.value)
    assert step is not None
    row = SimpleNamespace(kind=K.REPARENT, effective_on=date(2020, 12, 1))
    assert (step.guard is None or step.guard(row, _desk(path)) is None) is may


def test_nothing_takes_effect_before_its_day() -> None:
    step = WORKFLOW.find(S.CONFIRMED, A.TAKE_EFFECT.value)
    assert step is not None and step.guard is not None
    row = SimpleNamespace(kind=K.MERGE, effective_on=date(2021, 1, 1))
    assert step.guard(row, _desk("430702.", date(2020, 12, 31))) is not None
    assert step.guard(row, _desk("430702.", date(2021, 1, 1))) is None


def test_whoever_made_a_change_neither_approves_it_nor_its_undoing() -> None:
    for state, action, makers in (
        (S.APPLIED, A.CONFIRM, {A.APPLY}),
        (S.RECEIVED, A.CONFIRM, {A.APPLY, A.CONSENT, A.RECEIVE}),
        (S.UNDO_ASKED, A.CONFIRM_UNDO, {A.ASK_UNDO}),
    ):
        step = WORKFLOW.find(state, action.value)
        assert step is not None and makers <= set(step.other_than)
        assert step.permission == P.CONFIRM_STRUCTURE


def test_every_state_is_waiting_in_effect_or_over_and_over_is_over() -> None:
    over = set(S) - WAITING - IN_EFFECT
    assert over == {S.UNDONE, S.REFUSED, S.WITHDRAWN}
    assert not [step for step in WORKFLOW.steps if step.source in over]
    assert {step.target for step in WORKFLOW.steps} | {S.APPLIED} == set(S)
