"""Several people at the same moment: real threads, real connections, one effect."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, func, select
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.errors import Conflict, DomainError, StaleVersion
from backend.kernel.history import HistoryEntry
from backend.kernel.roles import Role
from backend.modules import permissions_of
from backend.submissions.codes import ReturnStatus
from backend.submissions.models import MonthlyReturn, ReturnCell
from backend.submissions.monthly import opening, queries, service
from backend.submissions.monthly.schemas import CellIn, ReturnActionIn
from tests.submissions.conftest import PERIOD, WAGES
from tests.support.builders import add_union

R: Any = MonthlyReturn


def _person(union: Any, role: Role) -> Actor:
    return Actor(new_id(), new_id(), "某人", role, "430702", union.id, union.org_path, permissions_of(role))


def _together(engine: Engine, works: list[Callable[[Session], Any]]) -> list[Any]:
    """Each work in a transaction and thread of its own, started together; answers or the refusals."""
    start = Barrier(len(works))

    def run(work: Callable[[Session], Any]) -> Any:
        start.wait()
        try:
            with unit_of_work(engine) as session:
                return work(session)
        except DomainError as refusal:
            return refusal

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def _submitted(engine: Engine, actor: Actor, organisation_id: UUID, period: str) -> tuple[UUID, int]:
    return_id, version = _filled(engine, actor, organisation_id, period)
    with unit_of_work(engine) as session:
        row = queries.get_return(session, actor, return_id)
        service.act(session, actor, row, ReturnActionIn(action="submit"), version)
        return row.id, row.version


def _filled(engine: Engine, actor: Actor, organisation_id: UUID, period: str = PERIOD) -> tuple[UUID, int]:
    with unit_of_work(engine) as session:
        row, _ = opening.open_return(session, actor, organisation_id, period)
        cells = [CellIn(item=item, value=value) for item, value in {**WAGES, "employees": 40}.items()]
        service.save_cells(session, actor, row, cells, row.version)
        return row.id, row.version


def _act(actor: Actor, return_id: UUID, version: int, action: str) -> Callable[[Session], str]:
    def work(session: Session) -> str:
        row = queries.get_return(session, actor, return_id)
        service.act(session, actor, row, ReturnActionIn(action=action, note="理由"), version)
        return action

    return work


def _steps(engine: Engine, return_id: UUID) -> list[str]:
    with unit_of_work(engine) as session:
        found = select(HistoryEntry.action).where(HistoryEntry.object_id == return_id)  # type: ignore[call-overload]
        return list(session.execute(found).scalars())


def test_two_clerks_accept_against_return_and_one_prevails(ready, app):
    engine = app.state.engine
    chair = _person(ready.union, Role.ENTERPRISE)
    for period in ("2020-08", "2020-09", "2020-10", "2020-11"):
        return_id, version = _submitted(engine, chair, ready.union.id, period)
        clerks = [_person(ready.street_union, Role.STREET) for _ in range(2)]
        answers = _together(
            engine,
            [_act(clerks[0], return_id, version, "accept"), _act(clerks[1], return_id, version, "return")],
        )
        refused = [answer for answer in answers if isinstance(answer, Conflict | StaleVersion)]
        assert len(refused) == 1
        steps = _steps(engine, return_id)
        assert steps.count("accept") + steps.count("return") == 1
        with unit_of_work(engine) as session:
            row = queries.get_return(session, chair, return_id)
            assert row.status in (ReturnStatus.ACCEPTED, ReturnStatus.RETURNED)


def test_two_fast_submits_have_one_effect(ready, app):
    engine = app.state.engine
    chair = _person(ready.union, Role.ENTERPRISE)
    return_id, version = _filled(engine, chair, ready.union.id)
    answers = _together(engine, [_act(chair, return_id, version, "submit") for _ in range(4)])
    assert [answer for answer in answers if answer == "submit"] == ["submit"]
    assert _steps(engine, return_id) == ["submit"]
    with unit_of_work(engine) as session:
        items = list(
            session.execute(select(ReturnCell.item).where(ReturnCell.return_id == return_id)).scalars()
        )  # type: ignore[call-overload]
    assert len(items) == len(set(items)) > 30


def test_two_people_opening_get_the_same_return(ready, app):
    engine = app.state.engine
    people = [_person(ready.union, Role.ENTERPRISE), _person(ready.street_union, Role.STREET)] * 2
    works = [
        lambda session, who=who: opening.open_return(session, who, ready.union.id, PERIOD)[0].id
        for who in people
    ]
    answers = _together(engine, works)
    assert len(set(answers)) == 1 and isinstance(answers[0], UUID)
    with unit_of_work(engine) as session:
        assert session.execute(select(func.count()).select_from(MonthlyReturn)).scalar_one() == 1


def test_saving_against_submitting_loses_neither(ready, app):
    engine = app.state.engine
    chair = _person(ready.union, Role.ENTERPRISE)
    return_id, version = _filled(engine, chair, ready.union.id)

    def save(session: Session) -> str:
        row = queries.get_return(session, chair, return_id)
        service.save_cells(session, chair, row, [CellIn(item="dues_fen", value=700)], version)
        return "save"

    answers = _together(engine, [save, _act(chair, return_id, version, "submit")])
    assert sum(isinstance(answer, DomainError) for answer in answers) == 1
    with unit_of_work(engine) as session:
        row = queries.get_return(session, chair, return_id)
        dues = queries.state_of(session, chair, row).cells["dues_fen"].value
    assert (row.status is ReturnStatus.SUBMITTED, dues) in ((True, 0), (False, 700))


def test_the_last_day_rush_loses_and_doubles_nothing(ready, app):
    """F-32, small: 24 unions, each submitting twice at the same time."""
    engine = app.state.engine
    with unit_of_work(engine) as session:
        unions = [
            add_union(
                session, f"430702.001.{100 + n}.", f"第{n}工会委员会", ready.street_union, chair_name="余建国"
            )
            for n in range(24)
        ]
    chairs = [_person(union, Role.ENTERPRISE) for union in unions]
    cells = [
        CellIn(item="employees", value=30),
        *(CellIn(item=item, value=value) for item, value in WAGES.items()),
    ]
    works = []
    for chair, union in zip(chairs, unions, strict=True):
        with unit_of_work(engine) as session:
            row, _ = opening.open_return(session, chair, union.id, PERIOD)
            service.save_cells(session, chair, row, cells, row.version)
            works += [_act(chair, row.id, row.version, "submit")] * 2
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda work: _together(engine, [work])[0], works))
    assert answers.count("submit") == 24
    assert all(isinstance(answer, Conflict | StaleVersion) for answer in answers if answer != "submit")
    with unit_of_work(engine) as session:
        submitted = select(func.count()).select_from(MonthlyReturn).where(R.status == ReturnStatus.SUBMITTED)
        assert session.execute(submitted).scalar_one() == 24
