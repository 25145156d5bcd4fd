"""The one door: every refusal, one effect under two deciders, the trail, what a caller may do."""

import threading
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlmodel import Session, col

from backend.kernel.audit import AuditEntry
from backend.kernel.authz import Actor
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.errors import Conflict, DomainError, Forbidden, Invalid, StaleVersion
from backend.kernel.history import HistoryEntry, advance, allowed_actions, entries_of
from backend.kernel.outbox import OutboxEvent
from backend.kernel.parameters_service import PARAMETER_WORKFLOW, ParameterSet, ParameterSetStatus
from backend.kernel.workflow import Step, Workflow
from tests.kernel.callers import PEOPLE, with_rights
from tests.support.database import Database

SECOND, MAKER = PEOPLE["second"], PEOPLE["district"]


def _proposal(database: Database) -> UUID:
    with unit_of_work(database.engine) as session:
        row = ParameterSet(
            id=new_id(),
            district_id="430702",
            org_path="430702.",
            title="标准",
            note="",
            examples=[],
            proposer_person_id=MAKER.person_id,
            proposer_name=MAKER.person_name,
        )
        session.add(row)
        return row.id


def _take(session: Session, row_id: UUID, action: str, actor: Actor = SECOND, **more: Any) -> Step:
    row = session.get_one(ParameterSet, ("430702", row_id))
    return advance(session, actor, PARAMETER_WORKFLOW, row, action, context=actor, **more)


def _row(database: Database, row_id: UUID) -> ParameterSet:
    with unit_of_work(database.engine, writes=False) as session:
        return session.get_one(ParameterSet, ("430702", row_id))


def _count(database: Database, model: Any, *conditions: Any) -> int:
    with unit_of_work(database.engine, writes=False) as session:
        return session.execute(select(func.count()).select_from(model).where(*conditions)).scalar_one()


def test_a_step_changes_the_row_and_leaves_trail_audit_and_event(database: Database) -> None:
    row_id = _proposal(database)
    with unit_of_work(database.engine) as session:
        _take(session, row_id, "reject", note=" 依据不足 ")
    row = _row(database, row_id)
    assert (row.status, row.version) == (ParameterSetStatus.REJECTED, 2)
    with unit_of_work(database.engine, writes=False) as session:
        trail = entries_of(session, SECOND, "parameter_set", row_id)
        assert [(e.action_label, e.source, e.target, e.note, e.person_name) for e in trail] == [
            ("不批准", "待批准", "未批准", "依据不足", "乙区干部")
        ]
        assert entries_of(session, PEOPLE["street"], "parameter_set", row_id) == []
        noted = session.execute(select(AuditEntry)).scalar_one()
        assert (noted.verb, noted.object_id) == ("parameter_set.reject", row_id)
        assert noted.details == {"from": "proposed", "to": "rejected"}
        event = session.execute(select(OutboxEvent)).scalar_one()
        assert (event.topic, event.payload) == ("parameter_set.reject", {"status": "rejected"})


@pytest.mark.parametrize(
    ("action", "actor", "more", "refusal"),
    [
        ("invent", SECOND, {}, Invalid),
        ("", SECOND, {}, Invalid),
        ("approve", PEOPLE["auditor"], {}, Forbidden),
        ("reject", SECOND, {"note": ""}, Invalid),
        ("reject", SECOND, {"note": " \n "}, Invalid),
        ("approve", MAKER, {}, Conflict),
        ("approve", SECOND, {"expected_version": 0}, StaleVersion),
        ("approve", SECOND, {"expected_version": 2}, StaleVersion),
    ],
)
def test_wf1_every_refused_step_leaves_nothing(
    database: Database, action: str, actor: Actor, more: dict[str, Any], refusal: type[DomainError]
) -> None:
    row_id = _proposal(database)
    with pytest.raises(refusal), unit_of_work(database.engine) as session:
        _take(session, row_id, action, actor, **more)
    assert (_row(database, row_id).status, _row(database, row_id).version) == (ParameterSetStatus.PROPOSED, 1)
    assert _count(database, HistoryEntry) == _count(database, OutboxEvent) == 0


def test_wf1_no_step_leads_out_of_an_ended_state(database: Database) -> None:
    row_id = _proposal(database)
    with unit_of_work(database.engine) as session:
        _take(session, row_id, "approve")
    for action in ("approve", "reject"):
        with pytest.raises(Conflict, match="已生效"), unit_of_work(database.engine) as session:
            _take(session, row_id, action, note="再来")


def test_f05_wf3_approve_against_reject_gives_one_effect(database: Database) -> None:
    """Both have read the row as proposed before either writes."""
    for _ in range(5):
        row_id = _proposal(database)
        read, outcomes = threading.Barrier(2), []

        def decide(
            action: str, row_id: UUID = row_id, read: threading.Barrier = read, outcomes: list[str] = outcomes
        ) -> None:
            with unit_of_work(database.engine, writes=False) as session:
                row = session.get_one(ParameterSet, ("430702", row_id))
            read.wait(10)
            try:
                with unit_of_work(database.engine) as session:
                    row = session.merge(row, load=False)
                    advance(session, SECOND, PARAMETER_WORKFLOW, row, action, note="理由", context=SECOND)
                outcomes.append(action)
            except Conflict:
                outcomes.append("too late")

        threads = [threading.Thread(target=decide, args=(action,)) for action in ("approve", "reject")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        winner = next(action for action in outcomes if action != "too late")
        assert sorted(outcomes) == sorted([winner, "too late"])
        row = _row(database, row_id)
        assert (row.status, row.version) == (
            ParameterSetStatus.ACTIVE if winner == "approve" else ParameterSetStatus.REJECTED,
            2,
        )
        assert _count(database, HistoryEntry, col(HistoryEntry.object_id) == row_id) == 1
        assert _count(database, OutboxEvent, col(OutboxEvent.object_id) == row_id) == 1


def test_ix7_an_event_exists_exactly_when_the_change_committed(database: Database) -> None:
    row_id = _proposal(database)
    with pytest.raises(RuntimeError), unit_of_work(database.engine) as session:
        _take(session, row_id, "approve")
        session.flush()
        raise RuntimeError("something later failed")
    assert _count(database, OutboxEvent) == _count(database, HistoryEntry) == 0
    assert _row(database, row_id).status is ParameterSetStatus.PROPOSED


def test_changes_made_before_the_step_go_with_it(database: Database) -> None:
    row_id = _proposal(database)
    with unit_of_work(database.engine) as session:
        row = session.get_one(ParameterSet, ("430702", row_id))
        row.note = "改过"
        advance(session, SECOND, PARAMETER_WORKFLOW, row, "approve", context=SECOND)
        assert (row.note, row.version) == ("改过", 2)
    assert _row(database, row_id).note == "改过"


def test_a_caller_sees_the_actions_that_would_succeed_now(database: Database) -> None:
    row = _row(database, _proposal(database))

    def codes(actor: Actor) -> list[str]:
        return [action.code for action in allowed_actions(PARAMETER_WORKFLOW, row, actor, context=actor)]

    assert codes(SECOND) == ["approve", "reject"]
    assert codes(MAKER) == ["reject"]
    assert codes(PEOPLE["auditor"]) == []
    assert codes(with_rights("auditor", "parameters:approve")) == ["approve", "reject"]


def test_two_steps_with_one_state_and_action_are_refused() -> None:
    step = PARAMETER_WORKFLOW.steps[0]
    with pytest.raises(ValueError, match="share"):
        Workflow("test", "测试", (step, step))
