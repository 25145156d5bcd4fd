"""Jobs over HTTP: only one's own, cancelling."""

from uuid import uuid4

import pytest
from fastapi import FastAPI

from tests.kernel.callers import build, signed_in
from tests.kernel.job_tools import put, worker_of
from tests.support.database import Database


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application over this test's store."""
    return build(database.settings)


async def test_people_see_their_own_jobs_only(app: FastAPI, database: Database) -> None:
    mine, second = put(database), put(database)
    others = put(database, who="district")
    async with signed_in(app, "street") as client:
        page = (await client.get("/jobs")).json()
        assert [item["id"] for item in page["items"]] == [str(second), str(mine)]
        assert page["total"] == 2
        assert (await client.get("/jobs?status=done")).json()["items"] == []
        found = await client.get(f"/jobs/{mine}")
        assert found.status_code == 200 and found.headers["etag"] == '"v1"'
        assert "payload" not in found.json() and "actor" not in found.json()
        foreign, random = await client.get(f"/jobs/{others}"), await client.get(f"/jobs/{uuid4()}")
        assert foreign.status_code == random.status_code == 404
        assert {**foreign.json(), "trace_id": ""} == {**random.json(), "trace_id": ""}
    async with signed_in(app, "district") as client:
        assert (await client.get(f"/jobs/{mine}")).status_code == 404
    async with signed_in(app) as client:
        assert (await client.get("/jobs")).status_code == 401


async def test_a_waiting_job_can_be_cancelled_once(app: FastAPI, database: Database) -> None:
    job_id = put(database)
    form = {"action": "cancel"}
    async with signed_in(app, "street") as client:
        assert (await client.get(f"/jobs/{job_id}")).json()["actions"][0]["code"] == "cancel"
        assert (await client.post(f"/jobs/{job_id}/actions", json=form)).status_code == 428
        done = await client.post(f"/jobs/{job_id}/actions", json=form, headers={"If-Match": '"v1"'})
        assert (done.status_code, done.json()["status"], done.json()["actions"]) == (200, "cancelled", [])
        again = await client.post(f"/jobs/{job_id}/actions", json=form, headers={"If-Match": '"v2"'})
        assert again.status_code == 409
    assert not worker_of(database, lambda context: None).run_one()
