"""A union with several payers: its return declares for the payer its wages belong to, everybody else declares himself."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI

from backend.funds.codes import PayerStatus
from backend.funds.obligations.joint import Owing
from backend.funds.payers.models import FundPayer
from backend.kernel.db import new_id, unit_of_work
from backend.kernel.decisions import Verdict
from backend.organisations.codes import EconomicType, Industry
from backend.organisations.models import Coverage, Employer
from tests.funds.payers.steps import PATH, code_of, declared, prepare, registered
from tests.submissions.conftest import Desk, head_count
from tests.support.actors import ActorClient, World

CODES = ("91430702MA4L00011F", "91430702MA4L00022F")


def payers() -> list[Any]:
    return [
        FundPayer(
            id=uuid4(), name=f"启明{n}厂", payer_uscc=code, registered_on=date(2018, 1, 1),
            status=PayerStatus.ACTIVE,
        )
        for n, code in enumerate(CODES, start=1)
    ]  # fmt: skip


def test_the_returns_wages_belong_to_the_only_payer_or_the_only_covered_one() -> None:
    """A-R14: a joint union lists each employer; one sum of wages cannot be said of several of them."""
    first, second = payers()
    alone = Owing([first], ())
    assert (alone.of_return, alone.words_for(first.id)) == (first, "")
    assert alone.check_for(first.id, by_return=True) is None
    for covered in ((), CODES):
        both = Owing([first, second], covered)
        assert both.of_return is None
        assert "分不到各户" in both.words_for(first.id) == both.words_for(second.id)
        assert [both.check_for(first.id, by_return=way).verdict for way in (False, True)] == [  # type: ignore[union-attr]
            Verdict.MET,
            Verdict.NOT_MET,
        ]
    one = Owing([first, second], CODES[:1])
    assert one.of_return is first
    assert "就是这一户的" in one.words_for(first.id) and "“启明1厂”的，不含这一户" in one.words_for(second.id)
    assert one.check_for(first.id, by_return=True).verdict is Verdict.MET  # type: ignore[union-attr]


def cover(app: FastAPI, world: World, code: str) -> None:
    """The union covers the employer of one of its payers."""
    place: dict[str, Any] = {"district_id": "430702", "org_path": world.union.org_path}
    with unit_of_work(app.state.engine) as session:
        employer = Employer(
            **place, id=new_id(), name="启明一厂", employer_uscc=code, economic_type=EconomicType.COLLECTIVE,
            industry=Industry.C,
        )  # fmt: skip
        session.add(employer)
        session.flush()
        session.add(
            Coverage(
                **place, organisation_id=world.union.id, employer_id=employer.id, valid_from=date(2018, 1, 1)
            )
        )


async def accepted(app: FastAPI, world: World, chair: ActorClient, street: ActorClient) -> None:
    with unit_of_work(app.state.engine) as session:
        session.add(head_count(world.union))
    mine = Desk(chair)
    card = (await mine.fill(await mine.open(), wages_fen=32_548_000, chair_name="余建国")).json()
    card = (await mine.act(card, "submit")).json()
    assert (await Desk(street).act(card, "accept")).json()["status"] == "accepted"


async def month(client: ActorClient, payer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await client.get(f"{PATH}/{payer['id']}/months/2020-11")).json()
    return found


async def test_an_accepted_return_of_a_joint_union_declares_for_nobody_and_the_chair_declares_each(
    app: FastAPI, world: World, chair: ActorClient, street: ActorClient
) -> None:
    prepare(app)
    ours = [await registered(street, world.union.id, payer_uscc=code_of(n)) for n in (2, 4)]
    await accepted(app, world, chair, street)
    for payer in ours:
        card = await month(chair, payer)
        assert (card["state"], card["declarations"], card["may_declare"]) == ("undeclared", [], True)
        assert "2 个缴费户" in card["joint_note"] and "每一户都要自己申报" in card["joint_note"]
        made = await declared(chair, payer, period="2020-11", wages_fen=16_274_000, employees=18)
        checks = {check["code"]: check["verdict"] for check in made["checks"]}
        assert (made["source"], checks["A-R14"]) == ("declared", "met")
    rows = (await chair.get("/funds/obligations/undeclared")).json()["items"]
    assert rows and "2020-11" not in {row["period"] for row in rows}


async def test_the_return_declares_for_the_only_payer_that_the_union_covers(
    app: FastAPI, world: World, chair: ActorClient, street: ActorClient
) -> None:
    prepare(app)
    own, other = [await registered(street, world.union.id, payer_uscc=code_of(n)) for n in (2, 4)]
    cover(app, world, code_of(2))
    await accepted(app, world, chair, street)
    card = await month(chair, own)
    assert [(row["source"], row["due_fen"]) for row in card["declarations"]] == [("monthly_return", 650_960)]
    assert UUID(card["declarations"][0]["source_id"])
    said = {check["code"]: check for check in card["declarations"][0]["checks"]}["A-R14"]
    assert said["verdict"] == "met" and "就是这一户的" in str(said["inputs"])
    assert "不含这一户" in (await month(chair, other))["joint_note"]
