"""Sizes of congresses and committees: every boundary of the tables, and what nobody has declared stays unknown."""

from datetime import date
from uuid import uuid4

import pytest

from backend.kernel.decisions import Verdict
from backend.kernel.parameters import Parameter
from backend.organisations.terms.codes import CommitteeRole, ElectingAssembly
from backend.organisations.terms.size_parameters import (
    COMMITTEE_SIZES,
    DELEGATE_NUMBERS,
    PARAMETERS,
    band_of,
)
from backend.organisations.terms.size_rules import SizeFacts, check_sizes

USED = {
    key.key: Parameter(uuid4(), key.key, key.defaults[0].value, "000000", date(2001, 10, 27), None, "默认", 1)
    for key in PARAMETERS
}


def verdicts(
    members: int | None, entitled: int, seats: int, assembly: ElectingAssembly
) -> dict[str, Verdict]:
    roles = [CommitteeRole.CHAIR, *[CommitteeRole.MEMBER] * (seats - 1), CommitteeRole.AUDIT_HEAD]
    return {c.code: c.verdict for c in check_sizes(SizeFacts(members, assembly, entitled, roles), USED)}


@pytest.mark.parametrize(
    ("members", "delegates", "committee"),
    [
        (24, None, (3, 5)), (25, None, (3, 7)), (99, None, (3, 7)), (100, (30, 40), (3, 7)), (200, (30, 40), (3, 7)),
        (201, (40, 60), (7, 15)), (1000, (40, 60), (7, 15)), (1001, (60, 90), (15, 21)), (5001, (90, 130), (21, 29)),
        (10001, (130, 180), (29, 37)), (50000, (130, 180), (29, 37)), (50001, (180, 240), (37, 45)),
    ],
)  # fmt: skip
def test_every_band(members: int, delegates: tuple[int, int] | None, committee: tuple[int, int]) -> None:
    assert band_of(USED[DELEGATE_NUMBERS.key].value, members) == delegates
    assert band_of(USED[COMMITTEE_SIZES.key].value, members) == committee


def test_a_delegates_congress_is_judged_by_its_numbers() -> None:
    told = verdicts(201, 39, 7, ElectingAssembly.DELEGATES)
    assert told == {
        "congress_form": Verdict.MET, "delegate_count": Verdict.NOT_MET, "committee_size": Verdict.MET,
    }  # fmt: skip
    assert verdicts(201, 40, 6, ElectingAssembly.DELEGATES)["committee_size"] is Verdict.NOT_MET
    assert verdicts(99, 30, 3, ElectingAssembly.DELEGATES)["congress_form"] is Verdict.NOT_MET
    assert set(verdicts(None, 40, 7, ElectingAssembly.DELEGATES).values()) == {Verdict.UNKNOWN}


def test_a_members_congress_needs_no_delegates() -> None:
    assert verdicts(30, 30, 3, ElectingAssembly.MEMBERS) == {"committee_size": Verdict.MET}


@pytest.mark.parametrize(
    "value", [[], [[25, 7, 3]], [[201, 7, 15], [25, 3, 7]], [[25, 3]], [["25", 3, 7]], "25"]
)
def test_a_broken_table_is_refused(value: object) -> None:
    assert COMMITTEE_SIZES.check is not None and COMMITTEE_SIZES.check(value)
