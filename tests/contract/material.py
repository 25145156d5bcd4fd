"""Real identifiers for generated requests: what a role finds in its lists, and a file, a job and a roll made first."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import httpx

#: How often a generated request takes a real value instead of an invented one.
OFTEN = 0.7
ROLL = "姓名,性别,有效证件类别,证件号码\n贺试填,男,居民身份证,430702199001010011\n"


def caller(url: str, token: str) -> httpx.Client:
    """A client of the API with a token."""
    return httpx.Client(
        base_url=f"{url}/api/v1", headers={"Authorization": f"Bearer {token}", "Origin": url}, timeout=30
    )


def ids(client: httpx.Client, path: str, key: str = "id") -> list[str]:
    """The identifiers of a list as far as this caller sees it; none where the role has no such list."""
    answer = client.get(path, params={"limit": 5} if "?" not in path else None)
    if answer.status_code == 403:
        return []
    assert answer.status_code == 200, f"{path}: {answer.text}"
    return [str(item[key]) for item in answer.json()["items"]]


def values_for(client: httpx.Client) -> dict[str, list[str]]:
    """Parameter name -> real values, of what the caller may see."""
    unions = ids(client, "/organisations")
    returns = ids(client, "/returns")
    found = {
        "organisation_id": unions,
        "parent_id": unions,
        "street_id": unions[:2],
        "member_id": ids(client, "/members"),
        "return_id": returns,
        "case_id": ids(client, "/members/cases"),
        "request_id": ids(client, "/members/change-requests"),
        "pair_id": ids(client, "/members/duplicates"),
        "reelection_id": ids(client, "/reelections"),
        "extension_id": ids(client, "/term-extensions"),
        "registration_id": ids(client, "/legal-registrations"),
        "account_id": ids(client, "/accounts?role=auditor"),
        "payer_id": ids(client, "/funds/payers"),
        "collection_id": ids(client, "/funds/collections"),
        "statement_id": ids(client, "/funds/statements"),
        "exception_id": ids(client, "/funds/exceptions"),
        "arrears_case_id": ids(client, "/funds/arrears-cases"),
        "plan_id": ids(client, "/funds/plans"),
        "book_id": ids(client, "/funds/receipt-books"),
        "receipt_id": ids(client, "/funds/receipts"),
        "refund_id": ids(client, "/funds/refunds"),
        "code": [*ids(client, "/indicators", "code"), *ids(client, "/return-forms", "code")],
        "key": ids(client, "/parameters", "key")[:5],
        "import_id": _roll(client, unions),
        "attachment_id": _attachment(client, returns),
        "period": ["2020-11", "2020-12"],
        "if-match": ['"v1"', '"v2"'],
    }
    found["job_id"] = ids(client, "/jobs") if found["import_id"] else []
    return {name: values for name, values in found.items() if values}


def _roll(client: httpx.Client, unions: list[str]) -> list[str]:
    answer = client.post(
        "/members/imports",
        data={"organisation_id": unions[-1] if unions else "0" * 8},
        files={"file": ("roll.csv", ROLL.encode())},
        headers={"Idempotency-Key": "contract-roll"},
    )
    return [answer.json()["id"]] if answer.status_code == 201 else []


def _attachment(client: httpx.Client, returns: list[str]) -> list[str]:
    for return_id in returns:
        answer = client.post(
            "/attachments",
            data={"object_type": "monthly_return", "object_id": return_id},
            files={"file": ("note.txt", "佐证材料".encode())},
        )
        if answer.status_code == 201:
            return [answer.json()["id"]]
    return []


def write_config(target: Path, values: Mapping[str, Iterable[str]]) -> Path:
    """A configuration with one dictionary per parameter, wherever the parameter stands.

    Three foreign methods a path are enough, and a doubled parameter is the same as its last one: this halves the run.
    """
    lines = [
        "[phases.coverage]",
        'unexpected-methods = ["DELETE", "PUT", "TRACE"]',
        "generate-duplicate-query-parameters = false",
    ]
    for name, found in values.items():
        lines += [f"[dictionaries.{json.dumps(name)}]", f"values = {json.dumps(list(found))}"]
    lines.append("[parameters]")
    for name in values:
        binding: dict[str, Any] = {"dictionary": name, "probability": OFTEN}
        inner = ", ".join(f"{key} = {json.dumps(value)}" for key, value in binding.items())
        lines.append(f"{json.dumps(name)} = {{ {inner} }}")
        if name.endswith("_id") or name == "period":
            lines.append(f"{json.dumps('body.' + name)} = {{ {inner} }}")
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target
