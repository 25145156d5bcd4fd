"""A district in which everything has happened once, so that every page has something to show."""

from dataclasses import dataclass
from time import sleep
from typing import Any
from uuid import uuid4

import httpx

from tests.browser.conftest import Account, account_of
from tests.members.people import resident_id
from tests.support.server import ROOT, LiveServer, sign_in

#: a page about one object -> the list that leads to it
LISTS = {
    "/exports/$id": "/large-exports",
    "/funds/payers/$id": "/funds/payers",
    "/funds/plans/$id": "/funds/plans",
    "/funds/reconciliations/$id": "/funds/reconciliations",
    "/funds/collections/$id": "/funds/collections",
    "/funds/ledger/entries/$id": "/funds/ledger/entries",
    "/funds/exceptions/$id": "/funds/exceptions",
    "/funds/statements/$id": "/funds/statements",
    "/funds/arrears-cases/$id": "/funds/arrears-cases",
    "/funds/bank-accounts/$id": "/funds/bank-accounts",
    "/funds/receipt-books/$id": "/funds/receipt-books",
    "/funds/receipts/$id": "/funds/receipts",
    "/funds/refunds/$id": "/funds/refunds",
    "/funds/share-returns/$id": "/funds/share-returns",
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
TAX_FILE = ROOT / "tests" / "funds" / "data" / "tax-2020-10.gbk.csv"


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
    finance = caller(server, account_of(accounts, "district", 2))
    book_tax_file(finance)
    finance.post("/funds/reconciliations")
    found = {route: district.get(path)["items"] for route, path in LISTS.items()}
    empty = sorted(route for route, items in found.items() if not items)
    assert not empty, f"the demo shows nothing for {empty}"
    administrator = caller(server, account_of(accounts, "system_admin"))
    return {
        **{route: items[0]["id"] for route, items in found.items()},
        "/accounts/$id": administrator.get("/accounts")["items"][0]["id"],
        **owing_of(district),
        "/funds/declarations/new?payer_id=$id": found["/funds/payers/$id"][0]["id"],
        "/grants/$id": administrator.get("/grants")["items"][0]["id"],
        "/jobs/$id": roll["job_id"],
        "/members/$id": district.get("/members", organisation_id=union)["items"][0]["id"],
        "/members/imports/$id": roll["id"],
        "/organisations/$id": union,
        "/parameters/proposals/$id": proposal["id"],
        "/returns/$id": district.get("/returns", organisation_id=union)["items"][0]["id"],
    }


def owing_of(district: Caller) -> dict[str, str]:
    """A payer in arrears, a paper of a case, and a register of dues still being filled in."""
    case = district.get("/funds/arrears-cases", status="noticed")["items"][0]
    return {
        "/funds/arrears/$id": district.get("/funds/arrears")["items"][0]["payer_id"],
        "/funds/dunning-notices/$id": district.get(f"/funds/arrears-cases/{case['id']}")["papers"][0]["id"],
        "/funds/dues/$id": district.get("/funds/dues", status="draft")["items"][0]["id"],
    }


def book_tax_file(district: Caller) -> None:
    """The tax agency's file of a month, confirmed: unknown payers become exceptions."""
    item = district.post(
        "/funds/statements",
        files={"file": (TAX_FILE.name, TAX_FILE.read_bytes())},
        data={"layout": "tax", "period": "2020-10"},
    )
    ready = reached(district, item["id"], "ready")
    answer = district.http.post(
        f"/funds/statements/{item['id']}/actions",
        json={"action": "commit"},
        headers={"If-Match": f'"v{ready["version"]}"', "Idempotency-Key": uuid4().hex},
    )
    assert answer.status_code == 200, answer.text
    reached(district, item["id"], "committed")


def reached(district: Caller, statement_id: str, status: str) -> Any:
    """The file once the background has brought it so far."""
    for _ in range(300):
        item = district.get(f"/funds/statements/{statement_id}")
        if item["status"] == status:
            return item
        assert item["status"] in ("reading", "committing"), item
        sleep(0.2)
    raise AssertionError(f"the file did not become {status}")
