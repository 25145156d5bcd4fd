"""The examples of the OpenAPI document are sent as they stand, only ids and passwords replaced."""

import json
from typing import Any
from uuid import uuid4

import httpx
import pytest

from backend.kernel.wire import EXAMPLE_ID
from tests.contract.material import caller, ids
from tests.support.server import LiveServer, sign_in

Document = dict[str, Any]
Accounts = dict[str, dict[str, str]]


def example(document: Document, operation_id: str, real_id: str = "") -> tuple[str, str, Any]:
    """(method, path below the prefix, body) of one operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if operation["operationId"] == operation_id:
                schema = operation["requestBody"]["content"]["application/json"]["schema"]
                name = schema["$ref"].rsplit("/", 1)[-1]
                body = document["components"]["schemas"][name]["examples"][0]
                text = json.dumps(body).replace(EXAMPLE_ID, real_id)
                return method, path.removeprefix("/api/v1"), json.loads(text)
    raise AssertionError(f"no operation {operation_id}")


def signed(live: LiveServer, accounts: Accounts, login_name: str) -> httpx.Client:
    """A client of one demo account."""
    return caller(live.url, sign_in(live.url, login_name, accounts[login_name]["password"]))


def test_login(live: LiveServer, document: Document, accounts: Accounts) -> None:
    method, path, body = example(document, "login")
    body["password"] = accounts[body["login_name"]]["password"]
    answer = httpx.request(
        method, f"{live.url}/api/v1{path}", json=body, headers={"Origin": live.url}, timeout=20
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["me"]["person_name"] == accounts[body["login_name"]]["person_name"]


def test_open_a_return_and_save_cells(live: LiveServer, document: Document, accounts: Accounts) -> None:
    with signed(live, accounts, "chair1") as chair:
        own = chair.get("/me").json()["organisation"]["id"]
        method, path, body = example(document, "open_return", own)
        opened = chair.request(method, path, json=body)
        assert opened.status_code == 201, opened.text
        assert opened.json()["period"] == body["period"]
        method, path, body = example(document, "save_return_cells")
        path = path.replace("{return_id}", opened.json()["id"])
        saved = chair.request(method, path, json=body, headers={"If-Match": opened.headers["etag"]})
        assert saved.status_code == 200, saved.text
        assert saved.headers["etag"] != opened.headers["etag"]


@pytest.mark.parametrize(
    ("operation_id", "login_name", "place"),
    [("register_member", "chair1", "base"), ("register_organisation", "district", "street")],
)
def test_register(
    live: LiveServer, document: Document, accounts: Accounts, operation_id: str, login_name: str, place: str
) -> None:
    with signed(live, accounts, login_name) as client:
        real_id = client.get("/me").json()["organisation"]["id"]
        if place == "street":
            real_id = ids(client, "/organisations?level=50&q=启明街道")[0]
        method, path, body = example(document, operation_id, real_id)
        made = client.request(method, path, json=body, headers={"Idempotency-Key": uuid4().hex})
        assert made.status_code == 201, made.text
        assert made.json()["name"] == body["name"]
        assert client.get(f"{path}/{made.json()['id']}").status_code == 200
