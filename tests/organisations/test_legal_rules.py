"""Legal personality at its boundaries: papers, certificate, term, representative, days, expiry."""

from datetime import date, timedelta
from typing import Any

import pytest

from backend.kernel.decisions import Verdict
from backend.organisations.legal.codes import NEEDED, CertificateStanding, LegalKind, LegalMaterial
from backend.organisations.legal.parameters import PARAMETERS
from backend.organisations.legal.rules import ApplicationFacts, check_application, is_union_code, standing_of
from tests.organisations.samples import EMPLOYER_CODE, UNION_CODE
from tests.organisations.term_facts import TODAY, values

GIVEN = values(PARAMETERS)


def verdicts(kind: LegalKind = LegalKind.FIRST, **changes: Any) -> dict[str, Verdict]:
    has_one = kind is not LegalKind.FIRST
    facts = {
        "kind": kind,
        "applied_on": TODAY,
        "materials": frozenset(NEEDED[kind]),
        "union_uscc": UNION_CODE if has_one else "",
        "representative": "甘试卷",
        "changed_on": TODAY if kind is LegalKind.CHANGE else None,
        "founding_no": "启工复〔2015〕4号",
        "term_approval_no": "启工复〔2018〕12号",
        "term_last_on": TODAY,
        "chair_name": "甘试卷",
        "certificate_no": "湘工法证字第070200001号" if has_one else None,
        "certificate_to": TODAY if has_one else None,
        "is_cancelled": False,
        **changes,
    }
    checks = check_application(ApplicationFacts(**facts), GIVEN)
    assert all(check.article and check.fix for check in checks)
    return {check.code: check.verdict for check in checks}


@pytest.mark.parametrize("kind", list(LegalKind))
def test_a_complete_application_of_each_kind_meets_everything(kind: LegalKind) -> None:
    found = verdicts(kind)
    assert set(found.values()) == {Verdict.MET}
    assert ("change_days" in found) is (kind is LegalKind.CHANGE)
    assert ("term" in found) is (kind is not LegalKind.DEREGISTER)


@pytest.mark.parametrize(("kind", "paper"), [(kind, paper) for kind in LegalKind for paper in NEEDED[kind]])
def test_every_paper_is_needed(kind: LegalKind, paper: LegalMaterial) -> None:
    found = verdicts(kind, materials=frozenset(NEEDED[kind]) - {paper})
    assert [code for code, verdict in found.items() if verdict is not Verdict.MET] == ["materials"]


@pytest.mark.parametrize(
    ("kind", "changes", "code", "verdict"),
    [
        (LegalKind.FIRST, {"certificate_no": "湘工法证字第070200001号"}, "certificate", Verdict.NOT_MET),
        (
            LegalKind.FIRST,
            {"certificate_no": "湘工法证字第070200001号", "is_cancelled": True},
            "certificate",
            Verdict.MET,
        ),
        (LegalKind.REISSUE, {"certificate_no": None}, "certificate", Verdict.NOT_MET),
        (LegalKind.DEREGISTER, {"is_cancelled": True}, "certificate", Verdict.NOT_MET),
        (LegalKind.FIRST, {"founding_no": ""}, "founding", Verdict.NOT_MET),
        (LegalKind.FIRST, {"term_last_on": None}, "term", Verdict.UNKNOWN),
        (LegalKind.FIRST, {"term_last_on": TODAY - timedelta(days=1)}, "term", Verdict.NOT_MET),
        (LegalKind.RENEWAL, {"term_approval_no": ""}, "term", Verdict.NOT_MET),
        (LegalKind.FIRST, {"chair_name": None}, "representative", Verdict.UNKNOWN),
        (LegalKind.FIRST, {"representative": "毕对账"}, "representative", Verdict.NOT_MET),
        (LegalKind.RENEWAL, {"union_uscc": ""}, "union_uscc", Verdict.UNKNOWN),
        (LegalKind.RENEWAL, {"union_uscc": EMPLOYER_CODE}, "union_uscc", Verdict.NOT_MET),
        (LegalKind.FIRST, {"union_uscc": UNION_CODE[:-1]}, "union_uscc", Verdict.NOT_MET),
    ],
)
def test_what_is_missing_is_named(
    kind: LegalKind, changes: dict[str, Any], code: str, verdict: Verdict
) -> None:
    assert verdicts(kind, **changes)[code] is verdict


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(0, Verdict.MET), (30, Verdict.MET), (31, Verdict.NOT_MET), (-1, Verdict.NOT_MET)],
)
def test_a_change_is_applied_for_within_30_days(days: int, verdict: Verdict) -> None:
    found = verdicts(LegalKind.CHANGE, changed_on=TODAY - timedelta(days=days))
    assert found["change_days"] is verdict


def test_a_change_without_its_day_cannot_be_judged() -> None:
    assert verdicts(LegalKind.CHANGE, changed_on=None)["change_days"] is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("left", "standing"),
    [
        (91, CertificateStanding.VALID),
        (90, CertificateStanding.EXPIRING),
        (0, CertificateStanding.EXPIRING),
        (-1, CertificateStanding.EXPIRED),
    ],
)
def test_a_certificate_expires_after_its_last_day(left: int, standing: CertificateStanding) -> None:
    assert standing_of(TODAY + timedelta(days=left), False, TODAY, 90) is standing
    assert standing_of(TODAY + timedelta(days=left), True, TODAY, 90) is CertificateStanding.CANCELLED


def test_only_a_sound_code_of_a_grassroots_union_is_one() -> None:
    assert is_union_code(UNION_CODE)
    assert not is_union_code(EMPLOYER_CODE)
    assert not is_union_code("")


def test_the_new_rules_of_2021_follow_the_former_without_a_gap() -> None:
    for key in PARAMETERS:
        assert not key.failed_examples(key.defaults[-1].value, key.examples)
        ends = [default.valid_to for default in key.defaults[:-1]]
        assert ends == [default.valid_from for default in key.defaults[1:]]
    assert date(2021, 1, 1) in [default.valid_from for key in PARAMETERS for default in key.defaults]
