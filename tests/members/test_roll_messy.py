"""The roll as unions really send it: every verdict of the expected answers, nothing more and nothing less."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from backend.kernel.tables import Sheet, read_table
from backend.members.codes import RowVerdict
from backend.members.rolls.columns import Header, find_header
from backend.members.rolls.entries import Judged
from backend.members.rolls.judge import judge_rows

DATA = Path(__file__).resolve().parents[1] / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "roll-messy.expected.json").read_text())


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return read_table(DATA / "roll-messy.xlsx")


@pytest.fixture(scope="module")
def header(sheet: Sheet) -> Header:
    found = find_header(sheet.rows)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def judged(sheet: Sheet, header: Header) -> list[Judged]:
    as_of = date.fromisoformat(EXPECTED["as_of"])
    return judge_rows(sheet.rows, header, as_of, formulas=sheet.formulas)


def test_the_header_is_found_under_the_titles(header: Header) -> None:
    assert header.row == EXPECTED["header_row"] and len(header.places) == 20 and header.unknown == ()


def test_blank_lines_totals_and_signatures_are_not_persons(judged: list[Judged]) -> None:
    assert len(judged) == EXPECTED["data_rows"]


def test_every_row_gets_the_expected_verdict_kind_and_column(judged: list[Judged]) -> None:
    found = []
    for item in judged:
        if item.verdict is RowVerdict.ACCEPT:
            continue
        first = item.first
        assert first is not None
        found.append(
            {
                "row": item.entry.row,
                "kind": first.kind,
                "verdict": item.verdict.value,
                "column": first.column if item.verdict is RowVerdict.REJECT else None,
            }
        )
    assert found == EXPECTED["rows"]
    counts = {verdict.value: sum(j.verdict is verdict for j in judged) for verdict in RowVerdict}
    assert counts == EXPECTED["totals"]


def test_every_refusal_says_what_is_wrong_and_how_to_mend_it_without_the_value(
    judged: list[Judged], sheet: Sheet
) -> None:
    refused = [item for item in judged if item.verdict is RowVerdict.REJECT]
    assert len(refused) == 40
    for item in refused:
        values = {str(cell) for cell in sheet.rows[item.entry.row - 1] if cell and len(str(cell)) > 8}
        for said in item.found:
            if said.level == "reject":
                assert said.message and said.fix
                assert not any(value in said.message + said.fix for value in values)


def test_what_was_cleaned_is_in_its_one_spelling(judged: list[Judged]) -> None:
    by_row = {item.entry.row: item.entry for item in judged}
    assert by_row[74].id_no == "43070219930902154X"
    assert by_row[75].id_no == "430702198301248585"
    assert by_row[76].name == "罗桂"
    assert [by_row[row].change_on for row in (77, 78, 79, 80)] == [
        date(2019, 6, 19),
        date(2018, 5, 1),
        date(2018, 11, 30),
        date(2019, 5, 15),
    ]
    assert by_row[81].education == "20" and by_row[82].work_status == "1"
    assert by_row[83].mobile == "15665903895"
    assert by_row[84].name == "买买提·艾力" and by_row[85].name == "𠮷㛃"
    assert by_row[86].id_type == "2" and by_row[86].id_no == "E57830058"


def test_the_lost_digits_of_a_number_cell_are_named(judged: list[Judged]) -> None:
    said = next(item.first for item in judged if item.entry.row == 88)
    assert said is not None
    assert "存成了数字" in said.message and "丢失" in said.message and "文本" in said.fix


def test_an_unknown_code_names_the_legal_values(judged: list[Judged]) -> None:
    said = next(item.first for item in judged if item.entry.row == 92)
    assert said is not None and "在岗、待(下)岗、失业、退休" in said.fix
