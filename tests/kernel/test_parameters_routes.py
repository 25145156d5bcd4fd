"""Parameters over HTTP: proposals, worked examples, the second person, timelines, rights."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response

from backend.kernel.db import unit_of_work
from backend.kernel.parameters import KEYS, seed_defaults
from backend.kernel.parameters_keys import (
    ParameterKey,
)
from tests.kernel.callers import build, signed_in
from tests.kernel.parameter_tools import declared
from tests.support.database import Database

D = date


@pytest.fixture(autouse=True)
def keys() -> Iterator[dict[str, ParameterKey]]:
    """Keys of these tests only."""
    with declared() as found:
        yield found


@pytest.fixture
def app(database: Database, keys: dict[str, ParameterKey]) -> FastAPI:
    """The application with the defaults of these tests loaded."""
    with unit_of_work(database.engine) as session:
        seed_defaults(session, keys.values())
    return build(database.settings)


def _item(**changes: Any) -> dict[str, Any]:
    plain = {
        "key": "test.days",
        "jurisdiction": "430702",
        "valid_from": "2020-01-01",
        "value": 15,
        "legal_source": "武总工〔2020〕1号 第三条",
    }
    return plain | changes


async def _propose(client: AsyncClient, *items: dict[str, Any], **more: Any) -> Response:
    form = {"title": "2020 年标准", "values": list(items), **more}
    return await client.post("/parameters", json=form, headers={"Idempotency-Key": str(uuid4())})


async def _decide(client: AsyncClient, made: Response, action: str = "approve", note: str = "") -> Response:
    path = f"/parameter-sets/{made.json()['id']}/actions"
    return await client.post(
        path, json={"action": action, "note": note}, headers={"If-Match": made.headers["etag"]}
    )


async def _in_force(client: AsyncClient, as_of: str, key: str = "test.days") -> Any:
    rows = (await client.get("/parameters", params={"as_of": as_of})).json()["items"]
    row = next(item for item in rows if item["key"] == key)
    return row["value"] if row["is_loaded"] else "missing"


async def test_a_value_counts_after_a_second_person_approved_it(app: FastAPI) -> None:
    async with signed_in(app, "district") as maker, signed_in(app, "second") as checker:
        made = await _propose(maker, _item())
        assert made.status_code == 201, made.text
        assert await _in_force(maker, "2020-01-01") == 20
        assert (await maker.get("/parameters/test.days")).json()["has_proposal"] is True
        assert [action["code"] for action in made.json()["actions"]] == ["reject"]
        own = await _decide(maker, made)
        assert own.status_code == 409 and "另一" in own.json()["detail"]
        done = await _decide(checker, made)
        assert done.status_code == 200, done.text
        assert (done.json()["status"], done.json()["history"][-1]["person_name"]) == ("active", "乙区干部")
        assert await _in_force(maker, "2020-01-01") == 15
        assert await _in_force(maker, "2019-12-31") == 20
        again = await _decide(checker, made)
        assert again.status_code == 412
        detail = (await maker.get("/parameters/test.days", params={"as_of": "2020-05-01"})).json()
        assert (detail["value"], detail["level"], detail["has_proposal"]) == (15, "district", False)
        assert [(row["jurisdiction"], row["status"]) for row in detail["rows"]] == [
            ("430702", "active"),
            ("000000", "active"),
        ]


async def test_a_later_value_ends_the_open_one_on_its_first_day(app: FastAPI) -> None:
    async with signed_in(app, "district") as maker, signed_in(app, "second") as checker:
        await _decide(checker, await _propose(maker, _item()))
        later = await _decide(checker, await _propose(maker, _item(valid_from="2021-01-01", value=10)))
        assert later.status_code == 200
        found = [
            await _in_force(maker, day) for day in ("2020-01-01", "2020-12-31", "2021-01-01", "2030-01-01")
        ]
        assert found == [15, 15, 10, 10]


async def test_a_correction_names_the_value_it_replaces(app: FastAPI) -> None:
    async with signed_in(app, "district") as maker, signed_in(app, "second") as checker:
        first = await _decide(checker, await _propose(maker, _item()))
        wrong = first.json()["values"][0]["id"]
        blunt = await _decide(checker, await _propose(maker, _item(value=16)))
        assert blunt.status_code == 422 and blunt.json()["errors"][0]["code"] == "timeline"
        assert await _in_force(maker, "2020-01-01") == 15
        mended = await _decide(checker, await _propose(maker, _item(value=16, replaces_id=wrong)))
        assert mended.status_code == 200
        assert await _in_force(maker, "2020-01-01") == 16
        stale = await _decide(checker, await _propose(maker, _item(value=17, replaces_id=wrong)))
        assert stale.status_code == 422 and stale.json()["errors"][0]["code"] == "not_active"
        rows = (await maker.get("/parameters/test.days")).json()["rows"]
        assert [(row["value"], row["status"]) for row in rows if row["jurisdiction"] == "430702"] == [
            (17, "proposed"),
            (16, "active"),
            (16, "proposed"),
            (15, "retired"),
        ]


async def test_a_set_is_activated_whole_or_not_at_all(app: FastAPI) -> None:
    async with signed_in(app, "district") as maker, signed_in(app, "second") as checker:
        gap = _item(key="test.local", valid_from="2020-01-01", valid_to="2021-01-01", value=5)
        refused = await _decide(checker, await _propose(maker, _item(), gap))
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == "test.local"
        assert await _in_force(maker, "2020-06-01") == 20
        assert await _in_force(maker, "2020-06-01", "test.local") == "missing"


async def test_worked_examples_travel_with_the_set_and_gate_it(
    app: FastAPI, keys: dict[str, ParameterKey]
) -> None:
    rate = _item(key="test.rate", value="0.02", jurisdiction="000000")
    example = {"key": "test.rate", "inputs": {"wages_fen": 1000}, "expected": 20, "note": "一千分"}
    async with signed_in(app, "district") as maker, signed_in(app, "second") as checker:
        without = await _propose(maker, rate)
        assert without.status_code == 422 and without.json()["errors"][0]["code"] == "no_example"
        failing = await _propose(maker, rate, examples=[example, {**example, "expected": 21}])
        assert [(e["field"], e["code"]) for e in failing.json()["errors"]] == [
            ("examples.1", "example_failed")
        ]
        broken = await _propose(maker, rate, examples=[{**example, "inputs": {}}])
        assert broken.json()["errors"][0]["code"] == "example_failed"
        made = await _propose(maker, rate, examples=[example])
        assert made.status_code == 201 and made.json()["examples"] == [example]
        KEYS["test.rate"] = _with_compute(keys["test.rate"])
        late = await _decide(checker, made)
        assert late.status_code == 422 and late.json()["errors"][0]["field"] == "examples.0"
        assert await _in_force(maker, "2020-06-01", "test.rate") == "missing"
        KEYS["test.rate"] = keys["test.rate"]
        assert (await _decide(checker, made)).status_code == 200
        assert await _in_force(maker, "2020-06-01", "test.rate") == "0.02"


def _with_compute(key: ParameterKey) -> ParameterKey:
    KEYS.pop(key.key)
    return ParameterKey(
        key.key,
        key.label,
        key.kind,
        key.unit,
        key.description,
        examples=key.examples,
        compute=lambda value, inputs: 0,
    )


async def test_a_rejected_set_never_counts(app: FastAPI) -> None:
    async with signed_in(app, "district") as maker, signed_in(app, "second") as checker:
        made = await _propose(maker, _item())
        assert (await _decide(checker, made, "reject")).status_code == 422
        done = await _decide(checker, made, "reject", "依据不足")
        assert (done.json()["status"], done.json()["values"][0]["status"]) == ("rejected", "rejected")
        assert await _in_force(maker, "2020-06-01") == 20
        assert (await maker.get("/parameter-sets", params={"status": "proposed"})).json()["total"] == 0
        assert (await maker.get("/parameter-sets")).json()["items"][0]["status_label"] == "未批准"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "test.nothing"}, "values.0.key"),
        ({"value": "十五"}, "values.0.value"),
        ({"value": None}, "values.0.value"),
        ({"jurisdiction": "430703"}, "values.0.jurisdiction"),
        ({"jurisdiction": "110000"}, "values.0.jurisdiction"),
        ({"key": "test.local", "jurisdiction": "430700"}, "values.0.jurisdiction"),
        ({"valid_to": "2020-01-01"}, "values.0.valid_to"),
        ({"valid_from": "2020-02-30"}, "values.0.valid_from"),
        ({"valid_from": 20200101}, "values.0.valid_from"),
        ({"legal_source": " "}, "values.0.legal_source"),
        ({"status": "active"}, "values.0.status"),
    ],
)
async def test_a_bad_proposal_names_its_field(app: FastAPI, changes: dict[str, Any], field: str) -> None:
    async with signed_in(app, "district") as client:
        answer = await _propose(client, _item(**changes))
        assert answer.status_code == 422
        fields = [error["field"] for error in answer.json()["errors"]]
        assert fields in ([field], ["values.0"])


async def test_only_the_rights_of_each_role(app: FastAPI) -> None:
    async with signed_in(app, "district") as maker:
        made = await _propose(maker, _item())
    for name, read in (("street", 200), ("auditor", 200), ("chair", 403), ("sysadmin", 403)):
        async with signed_in(app, name) as client:
            assert (await client.get("/parameters")).status_code == read
            assert (await client.get("/parameters/test.days")).status_code == read
            assert (await _propose(client, _item())).status_code == 403
    async with signed_in(app, "auditor") as client:
        assert (await _decide(client, made)).status_code == 403
    async with signed_in(app, "street") as client:
        assert (await client.get(f"/parameter-sets/{made.json()['id']}")).status_code == 404
        assert (await client.get("/parameters/nothing.here")).status_code == 404
    async with signed_in(app, "foreign") as client:
        assert (await client.get(f"/parameter-sets/{made.json()['id']}")).status_code == 404
        assert (await client.get("/parameter-sets")).json()["total"] == 0
        rows = (await client.get("/parameters/test.days")).json()["rows"]
        assert {row["jurisdiction"] for row in rows} == {"000000"}
