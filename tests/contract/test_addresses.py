"""Addresses and methods: the same text rule for every query, 405 with every method of a path, a document that says so."""

from typing import Any

import pytest
from fastapi import FastAPI

from tests.support.actors import ActorClient

ALL_TEXT = "/audit-entries?person="


@pytest.mark.parametrize(
    ("quoted", "code"),
    [
        ("%00", "text_control"),
        ("a%00b", "text_control"),
        ("%E2%80%8B", "text_control"),
        ("%E2%80%AE", "text_control"),
        ("%1B", "text_control"),
        ("%FF%FE", "text_encoding"),
        ("%ED%A0%80", "text_encoding"),
    ],
)
async def test_unclean_text_in_a_query_is_refused_by_name(
    district: ActorClient, quoted: str, code: str
) -> None:
    for path in ("/organisations?q=", "/members?q=", "/returns?street_id=", ALL_TEXT):
        answer = await district.get(path + quoted)
        assert answer.status_code == 422, path
        errors = answer.json()["errors"]
        assert [(error["field"], error["code"]) for error in errors] == [(path.split("?")[1][:-1], code)]


async def test_ordinary_text_in_a_query_passes(district: ActorClient) -> None:
    for text in ("武陵", "a+b", "100%25", "%E8%B4%BA%C2%B7%E4%B9%B0", "%F0%A0%AE%B7", ""):
        assert (await district.get(f"/organisations?q={text}")).status_code == 200, text


async def test_unclean_text_in_a_path_is_refused(district: ActorClient) -> None:
    for path in ("/return-forms/%00", "/parameters/%E2%80%8Bkey", "/indicators/%FF"):
        assert (await district.get(path)).status_code == 422, path


async def test_a_fixed_path_is_not_taken_for_an_id(district: ActorClient) -> None:
    for method, path, allowed in (
        ("PATCH", "/members/cases", "GET"),
        ("GET", "/returns/locks", "POST"),
        ("DELETE", "/members", "GET, POST"),
    ):
        answer = await district.request(method, path)
        assert (answer.status_code, answer.headers["allow"]) == (405, allowed), path
        assert answer.headers["content-type"] == "application/problem+json"


async def test_allow_names_every_method_of_an_object(district: ActorClient) -> None:
    answer = await district.delete(f"/organisations/{district.org_id}")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PATCH")


def test_the_document_says_who_must_sign_in_and_how_refusals_look(app: FastAPI) -> None:
    document = app.openapi()
    assert document["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    operations: list[Any] = [item for path in document["paths"].values() for item in path.values()]
    unsigned = {item["operationId"] for item in operations if "security" not in item}
    assert unsigned == {
        "get_livez", "get_readyz", "list_codes", "login", "login_with_code", "refresh", "logout", "answer_confirmation",
    }  # fmt: skip
    for operation in operations:
        for status, answer in operation["responses"].items():
            if status >= "400" and operation["operationId"] != "get_readyz":
                assert list(answer["content"]) == ["application/problem+json"], operation["operationId"]
