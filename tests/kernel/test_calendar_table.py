"""The calendar table: seeded once, read by everybody with business, edited by the district on what it saw."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from backend.kernel import calendar_table
from backend.kernel.audit import AuditEntry
from backend.kernel.calendar_table import (
    CalendarDay,
    CalendarDayIn,
    load,
    load_around,
    seed,
    seed_rows,
    set_day,
)
from backend.kernel.db import unit_of_work
from backend.kernel.errors import StaleVersion
from tests.kernel.callers import PEOPLE, build, signed_in
from tests.support.database import Database

DAY = "/calendar/2031-10-01"
HOLIDAY = {"is_workday": False, "name": "国庆节", "source": "国办发明电〔2030〕1号"}


def test_the_seed_states_every_day_of_the_years_it_knows() -> None:
    rows = {row["day"]: row for row in seed_rows()}
    years = {day.year for day in rows}
    assert min(years) == 2004 and max(years) >= 2026
    assert len(rows) == (date(max(years), 12, 31) - date(2004, 1, 1)).days + 1
    assert all(row["source"].startswith("国务院办公厅") and row["version"] == 1 for row in rows.values())


@pytest.mark.parametrize(
    ("day", "is_workday", "name"),
    [
        (date(2020, 10, 1), False, "国庆节"),
        (date(2020, 10, 8), False, "国庆节"),
        (date(2020, 10, 9), True, ""),
        (date(2020, 10, 10), True, "调休上班"),
        (date(2020, 10, 11), False, "周末"),
        (date(2020, 1, 31), False, "春节"),
        (date(2020, 5, 9), True, "调休上班"),
        (date(2020, 12, 16), True, ""),
    ],
)
def test_the_seed_says_what_each_day_is(day: date, is_workday: bool, name: str) -> None:
    (row,) = [row for row in seed_rows() if row["day"] == day]
    assert (row["is_workday"], row["name"]) == (is_workday, name)


def test_seeding_again_keeps_what_people_stated(database: Database) -> None:
    with unit_of_work(database.engine) as session:
        seed(session)
        session.get_one(CalendarDay, date(2020, 10, 9)).is_workday = False
    with unit_of_work(database.engine) as session:
        seed(session)
        assert not session.get_one(CalendarDay, date(2020, 10, 9)).is_workday
        count = session.execute(select(func.count()).select_from(CalendarDay)).scalar_one()
        assert count == len(seed_rows())


def test_a_loaded_calendar_knows_the_years_asked_for_and_no_others(database: Database) -> None:
    with unit_of_work(database.engine) as session:
        seed(session)
        calendar = load(session, [2020, 2018])
        around = load_around(session, date(2019, 6, 1))
        assert load(session, []).days == {}
    assert calendar.is_year_complete(2020) and calendar.is_year_complete(2018)
    assert calendar.is_estimated(date(2019, 6, 3))
    assert not calendar.is_working_day(date(2020, 10, 1))
    assert all(around.is_year_complete(year) for year in (2018, 2019, 2020))


def test_stating_a_day_needs_the_version_that_was_seen(database: Database) -> None:
    form = CalendarDayIn(is_workday=False, name="国庆节", source="通知")
    with unit_of_work(database.engine) as session:
        assert set_day(session, PEOPLE["district"], date(2031, 10, 1), form, 0).version == 1
    for seen in (0, 2):
        with unit_of_work(database.engine) as session, pytest.raises(StaleVersion):
            set_day(session, PEOPLE["district"], date(2031, 10, 1), form, seen)
    with unit_of_work(database.engine) as session:
        assert set_day(session, PEOPLE["district"], date(2031, 10, 1), form, 1).version == 2
        with pytest.raises(StaleVersion):
            set_day(session, PEOPLE["district"], date(2031, 10, 2), form, 1)


async def test_a_year_is_read_whole_and_says_what_is_only_assumed(database: Database) -> None:
    app = build(database.settings)
    with unit_of_work(database.engine) as session:
        seed(session)
    async with signed_in(app, "chair") as client:
        stated = (await client.get("/calendar", params={"year": 2020})).json()
        assumed = (await client.get("/calendar", params={"year": 2031})).json()
    assert (stated["year"], stated["is_estimated"], len(stated["days"])) == (2020, False, 366)
    assert stated["days"][274] == {
        "day": "2020-10-01",
        "is_workday": False,
        "name": "国庆节",
        "source": stated["days"][0]["source"],
        "version": 1,
        "is_estimated": False,
    }
    assert (assumed["is_estimated"], len(assumed["days"])) == (True, 365)
    assert assumed["days"][3]["name"] == "周末" and not assumed["days"][3]["is_workday"]
    assert {day["version"] for day in assumed["days"]} == {0}


async def test_the_district_states_a_day_and_leaves_a_trace(database: Database) -> None:
    app = build(database.settings)
    async with signed_in(app, "district") as client:
        first = await client.put(DAY, json=HOLIDAY, headers={"If-Match": '"v0"'})
        again = await client.put(DAY, json=HOLIDAY, headers={"If-Match": '"v0"'})
        second = await client.put(
            DAY, json={**HOLIDAY, "is_workday": True}, headers={"If-Match": first.headers["etag"]}
        )
        year = (await client.get("/calendar", params={"year": 2031})).json()
    assert first.status_code == 200 and first.headers["etag"] == '"v1"'
    assert first.json() == {"day": "2031-10-01", **HOLIDAY, "version": 1, "is_estimated": False}
    assert (again.status_code, second.status_code) == (412, 200)
    assert year["is_estimated"] and year["days"][273]["is_workday"] and year["days"][273]["version"] == 2
    with unit_of_work(database.engine) as session:
        entries = session.execute(select(AuditEntry).order_by(col(AuditEntry.position))).scalars().all()
        assert [(entry.verb, entry.details) for entry in entries] == [
            ("calendar.edit", {"day": "2031-10-01", "is_workday": False}),
            ("calendar.edit", {"day": "2031-10-01", "is_workday": True}),
        ]


@pytest.mark.parametrize(
    ("who", "read", "edit"),
    [
        ("", 401, 401),
        ("chair", 200, 403),
        ("street", 200, 403),
        ("district", 200, 200),
        ("auditor", 200, 403),
        ("sysadmin", 403, 403),
    ],
)
async def test_everybody_with_business_reads_and_only_the_district_edits(
    database: Database, who: str, read: int, edit: int
) -> None:
    async with signed_in(build(database.settings), who) as client:
        assert (await client.get("/calendar", params={"year": 2031})).status_code == read
        assert (await client.put(DAY, json=HOLIDAY, headers={"If-Match": '"v0"'})).status_code == edit


BAD_DAYS = ["2031-02-30", "1577836800", "20311001", "1989-12-31", "2200-01-01", "2031-10-01T00:00", "x"]


async def test_what_cannot_be_meant_is_refused(database: Database) -> None:
    async with signed_in(build(database.settings), "district") as client:
        for year in ("1989", "2200", "x", "2020.5"):
            assert (await client.get("/calendar", params={"year": year})).status_code == 422, year
        for day in BAD_DAYS:
            answer = await client.put(f"/calendar/{day}", json=HOLIDAY, headers={"If-Match": '"v0"'})
            assert answer.status_code == 422, day
        for change in ({"is_workday": "no"}, {"source": ""}, {"name": "x" * 51}, {"day": "2031-10-02"}):
            answer = await client.put(DAY, json={**HOLIDAY, **change}, headers={"If-Match": '"v0"'})
            assert answer.status_code == 422, change
        assert (await client.put(DAY, json=HOLIDAY)).status_code == 428
        assert (await client.put(DAY, json=HOLIDAY, headers={"If-Match": '"v3"'})).status_code == 412
        year = (await client.get("/calendar", params={"year": 2031})).json()
    assert {day["version"] for day in year["days"]} == {0}


def test_the_module_offers_one_router_below_calendar() -> None:
    assert {route.path for route in calendar_table.router.routes} == {"/calendar", "/calendar/{day}"}  # type: ignore[attr-defined]
