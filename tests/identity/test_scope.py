"""AZ-9 and the cost of knowing the caller: the store hides identity rows by itself; one indexed read per request."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event, text
from sqlmodel import Session, select

from backend.identity.models import Account, LoginSession, Person
from backend.kernel.db import set_reach
from tests.identity.conftest import Look
from tests.support.actors import ActorClient, World

TABLES = (Account, LoginSession, Person)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_az_9_without_a_reach_the_store_shows_nobody(
    app: FastAPI, chair: ActorClient, world: World
) -> None:
    with Session(app.state.engine) as session:
        assert [session.exec(select(table)).all() for table in TABLES] == [[], [], []]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_az_9_the_store_keeps_a_street_to_its_own_accounts(
    app: FastAPI, chair: ActorClient, world: World
) -> None:
    with Session(app.state.engine) as session:
        set_reach(session, "430702", world.street_union.org_path)
        assert {row.login_name for row in session.exec(select(Account))} == {"street", "chair"}
        assert session.exec(select(Person)).all() == []
        changed = session.execute(text("update account set role = 'district'")).rowcount  # type: ignore[attr-defined]
        assert changed == 2
        session.rollback()


async def test_no_session_of_the_request_is_left_with_the_reach_of_the_system(
    app: FastAPI, chair: ActorClient, other_chair: ActorClient, look: Look
) -> None:
    for _ in range(12):
        mine = (await chair.get("/me/sessions")).json()
        theirs = (await other_chair.get("/me/sessions")).json()
        assert len(mine) == len(theirs) == 1 and mine[0]["id"] != theirs[0]["id"]
    with Session(app.state.engine) as session:
        if session.get_bind().dialect.name == "postgresql":
            told = session.execute(text("select current_setting('app.system', true)")).scalar()
            assert told in (None, "", "off")


async def test_knowing_the_caller_takes_one_read(app: FastAPI, chair: ActorClient) -> None:
    reads: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "login_session" in statement and "account" in statement:
            reads.append(statement)

    event.listen(app.state.engine, "before_cursor_execute", note)
    assert (await chair.get("/calendar?year=2020")).status_code == 200
    event.remove(app.state.engine, "before_cursor_execute", note)
    assert len(reads) == 1
