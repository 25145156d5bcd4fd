"""AU-5: no default account; the first administrator comes from a local command, the demo prints its own accounts."""

import json
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select
from typer.testing import CliRunner

from backend.cli import cli
from backend.identity import commands, demo
from backend.identity.grants.models import RoleGrant
from backend.identity.models import Account
from backend.kernel.audit import AuditEntry
from backend.kernel.demo import DEMO_DISTRICT, DemoWorld
from backend.kernel.roles import Role
from backend.modules import permissions_of
from backend.settings import Settings
from tests.identity.conftest import Look
from tests.support.app import browser
from tests.support.builders import PASSWORD, add_union
from tests.support.database import Database

ARGUMENTS = ["create-admin", "--login-name", "Keeper", "--person-name", "关系统", "--mobile", "13807360007"]
RUNNER = CliRunner()


@pytest.fixture
def settings(app: FastAPI, database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The commands work on this test's store."""
    for module in (commands, demo):
        monkeypatch.setattr(module, "load_settings", lambda: database.settings)
    yield database.settings


def found_district(session: Session) -> Any:
    return add_union(session, "430702.", "武陵区总工会")


async def enter(app: FastAPI, login_name: str, password: str) -> dict[str, Any]:
    async with browser(app) as client:
        answer = await client.post("/auth/login", json={"login_name": login_name, "password": password})
        assert answer.status_code == 200, answer.text
        return dict(answer.json()["me"])


async def test_au_5_a_new_store_has_no_account_at_all(look: Look) -> None:
    assert look(lambda s: s.exec(select(Account)).all()) == []


async def test_au_5_the_first_administrator_is_made_once(
    app: FastAPI, settings: Settings, look: Look
) -> None:
    look(found_district)
    done = RUNNER.invoke(cli, [*ARGUMENTS, "--generate"])
    assert done.exit_code == 0, done.output
    password = done.output.strip().rsplit("：", 1)[1]
    me = await enter(app, "keeper", password)
    assert (me["role"], me["must_change_password"]) == ("system_admin", True)
    again = RUNNER.invoke(cli, [*ARGUMENTS, "--generate"])
    assert again.exit_code == 1
    assert "已有系统管理员" in again.output
    entries = look(lambda s: [row.verb for row in s.exec(select(AuditEntry))])
    assert entries.count("account.first_admin") == 1


async def test_az_13_each_kind_of_administrator_is_made_once_by_the_command_and_by_three_persons(
    app: FastAPI, settings: Settings, look: Look
) -> None:
    look(found_district)
    kinds = {
        "system_admin": "grants:propose",
        "security_admin": "grants:approve",
        "audit_admin": "audit:read",
    }
    for number, (kind, right) in enumerate(kinds.items()):
        words = [
            "create-admin", "--role", kind, "--login-name", kind, "--person-name", "某管理", "--mobile",
            f"1380736000{number}", "--generate",
        ]  # fmt: skip
        done = RUNNER.invoke(cli, words)
        assert done.exit_code == 0, done.output
        assert "已有" in RUNNER.invoke(cli, [*words[:4], "other", *words[5:]]).output
        rights = look(
            lambda s, kind=kind: s.exec(select(RoleGrant).where(RoleGrant.role == Role(kind))).all()
        )
        assert len(rights) == 1 and right in permissions_of(Role(kind))
    same = RUNNER.invoke(cli, ["create-admin", "--role", "district", *ARGUMENTS[1:], "--generate"])
    assert same.exit_code == 1 and "三类管理员" in same.output


async def test_az_13_one_person_cannot_be_two_administrators(settings: Settings, look: Look) -> None:
    look(found_district)
    assert RUNNER.invoke(cli, [*ARGUMENTS, "--generate"]).exit_code == 0
    second = [*ARGUMENTS, "--role", "security_admin", "--generate"]
    second[second.index("Keeper")] = "second"
    done = RUNNER.invoke(cli, second)
    assert done.exit_code == 1 and "不能兼任" in done.output


async def test_the_password_is_asked_for_twice_and_never_echoed(
    app: FastAPI, settings: Settings, look: Look
) -> None:
    look(found_district)
    done = RUNNER.invoke(cli, ARGUMENTS, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    assert (await enter(app, "keeper", PASSWORD))["login_name"] == "keeper"


@pytest.mark.parametrize(
    ("change", "typed", "told"),
    [
        ({}, "password123456", "容易被猜到"),
        ({}, "short", "至少 12 个字符"),
        ({"--mobile": "12"}, PASSWORD, "移动电话"),
        ({"--login-name": "a"}, PASSWORD, "登录名格式不对"),
        ({"--district": "430703"}, PASSWORD, "open-district"),
    ],
)
async def test_a_bad_answer_makes_no_account(
    settings: Settings, look: Look, change: dict[str, str], typed: str, told: str
) -> None:
    look(found_district)
    words = [word for pair in change.items() for word in pair]
    done = RUNNER.invoke(cli, [*ARGUMENTS, *words], input=f"{typed}\n{typed}\n")
    assert done.exit_code == 1
    assert told in done.output
    assert look(lambda s: s.exec(select(Account)).all()) == []


def small_demo(session: Session) -> DemoWorld:
    """What the organisations' demo tells the later ones, small."""
    world = DemoWorld()
    rng = world.stream("test")
    top = add_union(session, "430702.", "武陵区总工会")
    streets, unions = [], []
    for number in (1, 2):
        street = add_union(session, f"430702.00{number}.", f"街道{number}总工会", top)
        streets.append(street)
        for inner in (1, 2):
            union = add_union(
                session, f"{street.org_path}00{inner}.", f"工厂{number}{inner}工会委员会", street
            )
            facts = {"street_path": street.org_path, "member_target": 40, "founded_on": date(2012, 3, 1)}
            chair = world.person(rng)
            unions.append(
                SimpleNamespace(id=union.id, org_path=union.org_path, name=union.name, chair=chair, **facts)
            )
    world.facts.update(district=top, streets=streets, unions=unions)
    demo.make(session, world)
    return world


async def test_au_5_the_demo_makes_one_account_per_role_and_a_few_more(
    app: FastAPI, settings: Settings, look: Look
) -> None:
    world = look(small_demo)
    cards = demo.read_cards(settings.data_dir)
    roles = [card.role for card in cards]
    assert {role: roles.count(role.value) for role in Role} == {
        Role.ENTERPRISE: 3, Role.STREET: 2, Role.DISTRICT: 4, Role.AUDITOR: 1, Role.SYSTEM_ADMIN: 1,
        Role.SECURITY_ADMIN: 1, Role.AUDIT_ADMIN: 1,
    }  # fmt: skip
    assert len({card.password for card in cards}) == len(cards)
    assert set(world.facts["accounts"]) == {card.login_name for card in cards}
    chairs = [world.facts["accounts"][name].org_path for name in ("chair1", "chair2", "chair3")]
    assert [path[:11] for path in chairs] == ["430702.001.", "430702.001.", "430702.002."]
    for card in cards:
        me = await enter(app, card.login_name, card.password)
        assert (me["role"], me["must_change_password"]) == (card.role, False)
        assert (me["person_name"], me["organisation"]["name"]) == (card.person_name, card.organisation)


async def test_the_demo_passwords_are_kept_for_their_owner_only(settings: Settings, look: Look) -> None:
    look(small_demo)
    path = settings.data_dir / "demo-accounts.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    printed = RUNNER.invoke(cli, ["demo", "accounts"]).output
    listed = json.loads(RUNNER.invoke(cli, ["demo", "accounts", "--json"]).output)
    assert len(listed) == 13
    assert set(listed[0]) == {"role", "login_name", "password", "person_name", "organisation"}
    for card in listed:
        assert card["password"] in printed and Role(card["role"]).label in printed


async def test_the_empty_demo_has_people_of_office_only(settings: Settings, look: Look) -> None:
    def build(session: Session) -> None:
        world = DemoWorld(is_empty=True)
        world.facts["district"] = found_district(session)
        demo.make(session, world)

    look(build)
    cards = demo.read_cards(settings.data_dir)
    assert [card.login_name for card in cards] == [
        "district", "auditor", "sysadmin", "welfare", "finance", "leader", "secadmin", "auditadmin",
    ]  # fmt: skip


def test_without_a_demo_there_is_nothing_to_print(tmp_path: Path) -> None:
    assert demo.read_cards(tmp_path) == []


def test_au_5_the_demo_binds_to_loopback_and_production_wants_tls(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="loopback"):
        Settings(profile="demo", host="0.0.0.0", data_dir=tmp_path)
    with pytest.raises(ValueError, match="TLS"):
        Settings(profile="production", data_dir=tmp_path)
    assert DEMO_DISTRICT == "430702"
