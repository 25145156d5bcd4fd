"""Every GET operation of the API as the OpenAPI document tells it, with addresses to ask for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from fastapi import FastAPI

from tests.support.actors import ActorClient

#: What a request has to name although it is nobody's: the same for everybody.
PLAIN = {
    "year": "2020",
    "period": "2020-11",
    "object_type": "monthly_return",
    "key": "fund.rate",
    "basis": "listed",
}
#: One name, two kinds of case: whose id a path takes instead.
OTHER_KIND = {
    ("/api/v1/foundings/", "case_id"): "founding_id",
    ("/api/v1/funds/bank-accounts/", "account_id"): "bank_account_id",
    ("/api/v1/funds/ledger/", "entry_id"): "ledger_entry_id",
    ("/api/v1/funds/collections", "entry_id"): "ledger_entry_id",
    ("/api/v1/funds/reconciliations/", "run_id"): "reconciliation_id",
    ("/api/v1/funds/share-returns/", "batch_id"): "share_return_id",
}
#: Asked by the whole district on purpose: who sends a member away has to find the receiving union, which is
#: nearly always foreign. Only id, name and street of at most twenty unions, and only for two letters or more.
DISTRICT_WIDE = "/api/v1/members/transfers/targets"
#: A new file each time it is asked for, the same for everybody.
STATIC = frozenset({"/api/v1/members/imports/template", "/api/v1/members/lists/template"})
_VOLATILE = re.compile(rb'"trace_id":"[^"]*"|\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)')
_TRACE_HEADERS = frozenset({"x-trace-id", "date"})


@dataclass(frozen=True)
class Get:
    """One GET operation: its path, and its parameters by where they stand."""

    path: str
    in_path: tuple[str, ...]
    in_query: tuple[str, ...]
    required: tuple[str, ...]

    def url(self, values: Mapping[str, str]) -> str:
        """The path with its parameters; one that nobody taught this test is an error."""
        return self.path.format(**{name: values[self.kind(name)] for name in self.in_path})

    def kind(self, name: str) -> str:
        """What the holdings call the thing a parameter of the path names."""
        found = (kind for (start, n), kind in OTHER_KIND.items() if n == name and self.path.startswith(start))
        return next(found, name)


def gets(app: FastAPI) -> list[Get]:
    """Every GET operation below the API's prefix."""
    found = []
    for path, operations in app.openapi()["paths"].items():
        if "get" in operations and path.startswith("/api/"):
            every = operations["get"].get("parameters", [])
            names = {
                where: tuple(p["name"] for p in every if p["in"] == where) for where in ("path", "query")
            }
            needed = tuple(p["name"] for p in every if p["in"] == "query" and p.get("required"))
            found.append(Get(path, names["path"], names["query"], needed))
    return found


def questions(get: Get, words: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The plain question, each search word, and the other file format."""
    plain = {name: PLAIN[name] for name in get.required if name in PLAIN}
    if "limit" in get.in_query:
        plain["limit"] = "200"
    if "format" in get.in_query:
        plain["format"] = "csv"
    yield plain
    if "q" in get.in_query:
        for word in words:
            yield {**plain, "q": word}


async def told(client: ActorClient, url: str, params: Mapping[str, str]) -> tuple[int, bytes]:
    """Status and body of one answer, without what differs from call to call."""
    answer = await client.get(url, params=dict(params))
    return answer.status_code, _VOLATILE.sub(b"*", answer.content)


def bare(answer: httpx.Response) -> tuple[Any, ...]:
    """All of an answer that somebody could tell two answers apart by."""
    headers = sorted((k, v) for k, v in answer.headers.items() if k not in _TRACE_HEADERS)
    return answer.status_code, _VOLATILE.sub(b"*", answer.content), headers
