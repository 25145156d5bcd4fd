"""What makes two records alike, and which merge is refused (pure)."""

from itertools import product

import pytest

from backend.kernel.identifiers import document_form
from backend.kernel.text import name_form
from backend.members.codes import MemberState as S
from backend.members.duplicates.codes import MatchReason as R
from backend.members.duplicates.codes import PairAction, PairState
from backend.members.duplicates.parameters import THRESHOLD, UNDO_DAYS
from backend.members.duplicates.rules import (
    PAIR_WORKFLOW,
    POINTS,
    Keys,
    common_place,
    likeness,
    merge_refusal,
    score_of,
)


def _keys(name: str, **values: object) -> Keys:
    form = name_form(name)
    plain = {"birth_year": 1990, "birth_key": "b", "document_key": name, "mobile_key": None, "tail_key": None}
    return Keys(name=name, form=form, sound=form, **{**plain, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("买买提·艾力", "买买提艾力"),
        ("買買提・艾力", "買買提艾力"),
        ("𠮷小明", "吉小明"),
        ("張国強", "张国强"),
        ("José María", "MARIA JOSE"),
        ("Ｊｏｈｎ　Smith", "SMITH JOHN"),
        ("ZHANG San", "San Zhang"),
    ],
)
def test_two_spellings_of_one_name_have_one_form(one: str, other: str) -> None:
    assert name_form(one) == name_form(other)


@pytest.mark.parametrize(
    ("one", "other"), [("张小明", "张小民"), ("王芳", "王方方"), ("JOHN SMITH", "JOHN SMYTH"), ("", "〇")]
)
def test_different_names_keep_different_forms(one: str, other: str) -> None:
    assert name_form(one) != name_form(other)


def test_one_passport_in_four_spellings_and_an_old_resident_number_have_one_form() -> None:
    spellings = ("E12345678", "12345678E", "e-1234 5678", "EI2345678")
    assert {document_form(text) for text in spellings} == {"E12345678"}
    assert document_form("430702900101001") == "430702199001010019"
    assert document_form("E12345678") != document_form("E12345679")


def test_name_year_and_phone_tail_reach_the_threshold_and_homophones_with_a_birth_date_do_not() -> None:
    limit = THRESHOLD.defaults[-1].value
    same = likeness(
        _keys("张三", document_key="1", tail_key="t"),
        _keys("张三", birth_key="c", document_key="2", tail_key="t"),
    )
    assert same == [R.SAME_NAME, R.SAME_YEAR, R.SAME_TAIL] and score_of(same) >= limit
    one, other = _keys("张三"), _keys("章三")
    homophones = likeness(one, Keys("章三", "章三", one.sound, 1990, "b", other.document_key, None, None))
    assert homophones == [R.SAME_SOUND, R.SAME_BIRTH] and score_of(homophones) < limit


def test_a_missing_phone_is_not_a_shared_phone() -> None:
    assert likeness(_keys("张三", birth_year=1, birth_key="x"), _keys("李四")) == []


def test_every_reason_has_its_weight() -> None:
    assert set(POINTS) == set(R)


@pytest.mark.parametrize(("kept", "ended"), list(product(S, S)))
def test_a_merge_never_loses_a_member_and_never_touches_what_is_on_its_way(kept: S, ended: S) -> None:
    rank = {S.PENDING: 0, S.RETAINED: 1, S.ACTIVE: 2}
    allowed = kept in rank and ended in rank and rank[kept] >= rank[ended]
    assert (merge_refusal(kept, ended) is None) is allowed


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [
        ("430702.001.001.", "430702.001.001.", "430702.001.001."),
        ("430702.001.001.", "430702.001.002.", "430702.001."),
        ("430702.001.001.", "430702.010.001.", "430702."),
        ("430702.001.", "430702.001.003.", "430702.001."),
        ("430702.01.", "430702.011.", "430702."),
    ],
)
def test_a_pair_stands_at_the_place_both_records_lie_below(one: str, other: str, place: str) -> None:
    assert common_place(one, other) == place == common_place(other, one)


def test_whoever_proposed_a_merge_is_excluded_from_approving_it() -> None:
    step = PAIR_WORKFLOW.find(PairState.PROPOSED, PairAction.APPROVE.value)
    assert step is not None and step.other_than == (PairAction.PROPOSE,)


@pytest.mark.parametrize("key", [THRESHOLD, UNDO_DAYS])
def test_parameters_accept_their_own_defaults_and_pass_their_examples(key: object) -> None:
    for default in key.defaults:  # type: ignore[attr-defined]
        assert key.refusal(default.value) is None  # type: ignore[attr-defined]
        assert key.failed_examples(default.value, key.examples) == []  # type: ignore[attr-defined]
