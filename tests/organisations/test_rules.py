"""The rules of describing a union: each one met and broken, with the boundary on both sides."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from backend.organisations.admissible import (
    CATEGORIES_OF_ECONOMY,
    CLASSES_OF_ECONOMY,
    FORM_ENDINGS,
    LEVEL_FORMS,
    LEVEL_TYPES,
)
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    Industry,
    OrgForm,
    OrgLevel,
    OrgStatus,
    OrgType,
    ReportClass,
    UnitCategory,
)
from backend.organisations.facts import UnionFacts, refusals
from backend.organisations.rules import EARLIEST_FOUNDING, check_union
from tests.organisations.samples import (
    BASE,
    EMPLOYER,
    EMPLOYER_CODE,
    OTHER_UNION_CODE,
    SECOND,
    STREET,
    TODAY,
    UNION_CODE,
)

JOINT: dict[str, Any] = {
    "name": "红卫社区商圈联合工会委员会",
    "org_form": OrgForm.JOINT_COMMITTEE,
    "org_type": OrgType.JOINT_BASE,
    "base_type": BaseType.JOINT,
    "employers": (EMPLOYER, SECOND),
}
BRANCH: dict[str, Any] = {
    "name": "恒泰商贸销售部分会",
    "org_form": OrgForm.BRANCH,
    "org_type": OrgType.BRANCH,
    "base_type": None,
    "report_class": None,
    "economic_type": None,
    "unit_category": None,
    "industry": None,
    "approval_no": "",
    "employers": (),
}


def broken(union: UnionFacts) -> list[tuple[str, str]]:
    return [(error.field, error.code) for error in refusals(check_union(union, TODAY))]


@pytest.mark.parametrize(
    "union",
    [
        BASE,
        STREET,
        replace(BASE, **JOINT),
        replace(BASE, **BRANCH),
        replace(BASE, union_uscc="", prep_group_on=None),
        replace(BASE, status=OrgStatus.PREPARING, founded_on=None, approval_no="", approving_org=""),
        replace(BASE, founded_on=TODAY, prep_group_on=TODAY),
        replace(BASE, founded_on=EARLIEST_FOUNDING, prep_group_on=None),
    ],
)
def test_a_sound_union_breaks_no_rule(union: UnionFacts) -> None:
    checks = check_union(union, TODAY)
    assert len(checks) >= 15
    assert refusals(checks) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": "常德恒泰商贸有限公司"}, ("name", "name_ending")),
        ({"name": "恒泰工会联合会"}, ("name", "name_ending")),
        ({"org_form": OrgForm.GENERAL, "name": "恒泰总工会"}, ("org_form", "level_form")),
        ({"org_type": OrgType.STREET}, ("org_type", "level_type")),
        ({"org_type": OrgType.BRANCH}, ("org_type", "branch_type")),
        ({"base_type": None}, ("base_type", "required")),
        ({"report_class": None}, ("report_class", "required")),
        ({"economic_type": None}, ("economic_type", "required")),
        ({"unit_category": None}, ("unit_category", "required")),
        ({"industry": None}, ("industry", "required")),
        ({"report_class": ReportClass.PUBLIC}, ("report_class", "class_of_economy")),
        ({"economic_type": EconomicType.ORGAN}, ("report_class", "class_of_economy")),
        ({"economic_type": EconomicType.ORGAN}, ("unit_category", "category_of_economy")),
        ({"economic_type": EconomicType.ORGAN}, ("industry", "industry_of_economy")),
        ({"base_type": BaseType.JOINT}, ("base_type", "joint_form")),
        ({"base_type": BaseType.JOINT}, ("employers", "joint_coverage")),
        ({**JOINT, "employers": (EMPLOYER,)}, ("employers", "joint_coverage")),
        ({**JOINT, "employers": (EMPLOYER, EMPLOYER)}, ("employers", "joint_coverage")),
        ({"employers": ()}, ("employers", "single_employer")),
        ({"employers": (EMPLOYER, SECOND)}, ("employers", "single_employer")),
        (
            {**JOINT, "employers": (EMPLOYER, SECOND, replace(SECOND, employer_uscc=EMPLOYER_CODE))},
            ("employers", "employer_twice"),
        ),
        (
            {"employers": (replace(EMPLOYER, employer_uscc="91430702MA4L00011G"),)},
            ("employers.0.employer_uscc", "uscc_check_digit"),
        ),
        (
            {"employers": (replace(EMPLOYER, employer_uscc=OTHER_UNION_CODE),)},
            ("employers.0.employer_uscc", "employer_is_union"),
        ),
        ({"approval_no": ""}, ("approval_no", "approval_required")),
        ({"approving_org": ""}, ("approving_org", "approval_required")),
        ({"founded_on": None}, ("founded_on", "founding_required")),
        ({"founded_on": TODAY + timedelta(days=1)}, ("founded_on", "future_date")),
        ({"prep_group_on": TODAY + timedelta(days=1)}, ("prep_group_on", "future_date")),
        ({"founded_on": EARLIEST_FOUNDING - timedelta(days=1)}, ("founded_on", "too_early")),
        ({"prep_group_on": date(2015, 5, 21)}, ("prep_group_on", "prep_after_founding")),
        ({"division_code": "430703001"}, ("division_code", "foreign_division")),
        ({"union_uscc": "81430702MC0123450X"}, ("union_uscc", "uscc_check_digit")),
        ({"union_uscc": "8143"}, ("union_uscc", "uscc_length")),
        ({"union_uscc": EMPLOYER_CODE}, ("union_uscc", "uscc_not_union")),
    ],
)
def test_a_broken_rule_names_field_and_reason(change: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in broken(replace(BASE, **change))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"report_class": ReportClass.NON_PUBLIC}, ("report_class", "not_for_federation")),
        ({"base_type": BaseType.JOINT}, ("base_type", "not_for_federation")),
        ({"division_code": "430702001008"}, ("division_code", "division_level")),
        ({"division_code": "430702"}, ("division_code", "division_level")),
        ({"union_uscc": EMPLOYER_CODE}, ("union_uscc", "uscc_not_union")),
        ({"org_type": OrgType.PARK}, ("org_type", "level_type")),
    ],
)
def test_a_federation_has_rules_of_its_own(change: dict[str, Any], expected: tuple[str, str]) -> None:
    assert broken(replace(STREET, **change)) == [expected]


def test_every_refusal_says_why_and_how_to_mend_it() -> None:
    spoilt = replace(
        BASE,
        name="恒泰",
        report_class=ReportClass.PUBLIC,
        approval_no="",
        founded_on=date(2021, 1, 1),
        employers=(),
    )
    errors = refusals(check_union(spoilt, TODAY))
    assert len(errors) >= 5
    assert all(error.message and error.fix for error in errors)


@pytest.mark.parametrize("status", [s for s in OrgStatus if s is not OrgStatus.PREPARING])
def test_only_a_union_in_preparation_goes_without_approval(status: OrgStatus) -> None:
    assert ("approval_no", "approval_required") in broken(replace(BASE, approval_no="", status=status))


@pytest.mark.parametrize(("economy", "report_class"), list(product(EconomicType, ReportClass)))
def test_report_class_follows_the_economic_type(economy: EconomicType, report_class: ReportClass) -> None:
    found = broken(replace(BASE, economic_type=economy, report_class=report_class))
    agrees = report_class in CLASSES_OF_ECONOMY[economy]
    assert (("report_class", "class_of_economy") not in found) is agrees


def test_every_economic_type_has_a_class_and_a_category() -> None:
    assert set(CLASSES_OF_ECONOMY) == set(CATEGORIES_OF_ECONOMY) == set(EconomicType)
    assert all(CLASSES_OF_ECONOMY.values()) and all(CATEGORIES_OF_ECONOMY.values())
    assert CLASSES_OF_ECONOMY[EconomicType.ORGAN] == {ReportClass.PUBLIC}
    assert CLASSES_OF_ECONOMY[EconomicType.STATE_SOLE] == {ReportClass.STATE_OWNED}
    assert CLASSES_OF_ECONOMY[EconomicType.PRIVATE] == {ReportClass.NON_PUBLIC}
    assert set().union(*CATEGORIES_OF_ECONOMY.values()) == set(UnitCategory)


@pytest.mark.parametrize(("level", "form"), list(product(LEVEL_FORMS, OrgForm)))
def test_forms_belong_to_levels(level: OrgLevel, form: OrgForm) -> None:
    found = broken(replace(BASE, level=level, org_form=form))
    assert (("org_form", "level_form") not in found) is (form in LEVEL_FORMS[level])


@pytest.mark.parametrize(("level", "kind"), list(product(LEVEL_TYPES, OrgType)))
def test_types_belong_to_levels(level: OrgLevel, kind: OrgType) -> None:
    found = broken(replace(BASE, level=level, org_type=kind))
    assert (("org_type", "level_type") not in found) is (kind in LEVEL_TYPES[level])


@pytest.mark.parametrize(("form", "ending"), [(f, e) for f, ends in FORM_ENDINGS.items() for e in ends])
def test_names_end_like_their_form(form: OrgForm, ending: str) -> None:
    assert ("name", "name_ending") not in broken(replace(BASE, name=f"启明{ending}", org_form=form))
    assert ("name", "name_ending") in broken(replace(BASE, name=f"{ending}启明", org_form=form))


def test_organs_are_public_administration() -> None:
    organ = {
        "economic_type": EconomicType.ORGAN,
        "report_class": ReportClass.PUBLIC,
        "unit_category": UnitCategory.ORGAN,
    }
    assert broken(replace(BASE, **organ, industry=Industry.S)) == []
    assert broken(replace(BASE, **organ, industry=Industry.P)) == [("industry", "industry_of_economy")]


def test_the_unions_own_code_begins_with_81_at_the_base_only() -> None:
    assert broken(replace(STREET, union_uscc=UNION_CODE)) == []
    assert broken(replace(BASE, union_uscc=UNION_CODE)) == []
