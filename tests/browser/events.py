"""A district in which everything has happened once, so that every page has something to show."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from tests.browser.conftest import Account, account_of
from tests.members.people import resident_id
from tests.support.server import ROOT, LiveServer, sign_in

#: a page about one object -> the list that leads to it
LISTS = {
    "/exports/$id": "/large-exports",
    "/home-ratings/$id": "/home-ratings",
    "/legal-registrations/$id": "/legal-registrations",
    "/member-evaluations/$id": "/member-evaluations",
    "/members/applications/$id": "/members/applications",
    "/members/batches/$id": "/members/batches",
    "/members/bulk/$id": "/members/bulk",
    "/members/cases/$id": "/members/cases",
    "/members/change-requests/$id": "/members/change-requests",
    "/members/duplicates/$id": "/members/duplicates",
    "/members/endings/$id": "/members/endings",
    "/members/lists/$id": "/members/lists",
    "/members/transfers/$id": "/members/transfers",
    "/organisations/drive/$id": "/founding-drive",
    "/organisations/foundings/$id": "/foundings",
    "/reelections/$id": "/reelections",
    "/six-have/checks/$id": "/six-have",
    "/structure-changes/$id": "/structure-changes",
    "/term-extensions/$id": "/term-extensions",
}
ROLL = ROOT / "tests" / "data" / "roll-messy.xlsx"


@dataclass
class Caller:
    """A signed-in person who talks to the server without a browser."""

    http: httpx.Client

    def get(self, path: str, **query: str) -> Any:
        """What the server answers to a read."""
        answer = self.http.get(path, params=query)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def post(self, path: str, **content: Any) -> Any:
        """What the server answers to a request that must succeed."""
        answer = self.http.post(path, headers={"Idempotency-Key": uuid4().hex}, **content)
        assert answer.status_code in (200, 201, 202), answer.text
        return answer.json()


def caller(server: LiveServer, account: Account) -> Caller:
    """Sign a person in over HTTP."""
    token = sign_in(server.url, account.login_name, account.password)
    headers = {"Authorization": f"Bearer {token}", "Origin": server.url}
    return Caller(httpx.Client(base_url=f"{server.url}/api/v1", headers=headers, timeout=60))


def make_events(server: LiveServer, accounts: list[Account]) -> dict[str, str]:
    """One import, one double registration and one proposal; the id of an object for each kind of page."""
    district = caller(server, account_of(accounts, "district"))
    street = caller(server, account_of(accounts, "street"))
    for nth in (0, 1):
        chair = caller(server, account_of(accounts, "enterprise", nth))
        union = chair.get("/me")["organisation"]["id"]
        person = {
            "organisation_id": union,
            "name": "张小明",
            "id_no": resident_id(),
            "joined_on": "2020-12-01",
        }
        chair.post("/members", json=person)
    district.post("/members/check")
    roll = street.post(
        "/members/imports",
        files={"file": (ROLL.name, ROLL.read_bytes())},
        data={"organisation_id": street.get("/me")["organisation"]["id"]},
    )
    rate = {
        "jurisdiction": district.get("/me")["district"]["id"],
        "valid_from": "2021-01-01",
        "value": "0.02",
    }
    proposal = district.post(
        "/parameters",
        json={
            "title": "拨缴比例",
            "values": [{"key": "fund.rate", "legal_source": "工会法第四十三条", **rate}],
            "examples": [{"key": "fund.rate", "inputs": {"wages_fen": 100}, "expected": 2}],
        },
    )
    union = chair.get("/me")["organisation"]["id"]
    password = account_of(accounts, "district").password
    district.post("/auth/step-up", json={"password": password})
    district.post("/large-exports", json={"list": "members", "filters": {}, "purpose": "核对年报会员数"})
    found = {route: district.get(path)["items"] for route, path in LISTS.items()}
    empty = sorted(route for route, items in found.items() if not items)
    assert not empty, f"the demo shows nothing for {empty}"
    administrator = caller(server, account_of(accounts, "system_admin"))
    return {
        **{route: items[0]["id"] for route, items in found.items()},
        "/accounts/$id": administrator.get("/accounts")["items"][0]["id"],
        "/grants/$id": administrator.get("/grants")["items"][0]["id"],
        "/jobs/$id": roll["job_id"],
        "/members/$id": district.get("/members", organisation_id=union)["items"][0]["id"],
        "/members/imports/$id": roll["id"],
        "/organisations/$id": union,
        "/parameters/proposals/$id": proposal["id"],
        "/returns/$id": district.get("/returns", organisation_id=union)["items"][0]["id"],
    }
