"""Commands of identity: the first administrator of an installation, the demo's accounts."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from sqlmodel import Session

from backend.identity.accounts import queries, service
from backend.identity.demo import DemoAccount, read_cards
from backend.identity.password_rules import canonical_password, password_problems
from backend.identity.passwords import Hasher, generated_password
from backend.identity.rules import canonical_login
from backend.kernel import audit, privacy
from backend.kernel.authz import Actor
from backend.kernel.db import build_engine, unit_of_work
from backend.kernel.errors import Conflict, DomainError, Invalid
from backend.kernel.roles import Role
from backend.organisations import queries as organisations
from backend.settings import load_settings

LoginName = Annotated[str, typer.Option(prompt="登录名", help="sign-in name of the administrator")]
PersonName = Annotated[str, typer.Option(prompt="姓名", help="the natural person's name")]
Mobile = Annotated[str, typer.Option(prompt="手机号", help="the natural person's mobile number")]
District = Annotated[str, typer.Option(help="six-digit code of the district (GB/T 2260)")]
Generate = Annotated[bool, typer.Option("--generate", help="make a password instead of asking for one")]
AsJson = Annotated[bool, typer.Option("--json", help="as a JSON list")]


def create_admin(
    login_name: LoginName,
    person_name: PersonName,
    mobile: Mobile,
    district: District = "430702",
    generate: Generate = False,
) -> None:
    """Make the first system administrator of a district, once; there is no default account."""
    settings = load_settings()
    privacy.use_keys(privacy.load_or_create_keys(settings.keys_path))
    password = generated_password() if generate else _asked_password()
    hasher = Hasher(settings.profile, settings.hash_concurrency)
    engine = build_engine(settings)
    try:
        with unit_of_work(engine) as session:
            add_first_admin(session, hasher, district, login_name, person_name, mobile, password)
    except DomainError as problem:
        for line in [error.message for error in problem.errors] or [problem.detail]:
            typer.echo(line, err=True)
        raise typer.Exit(1) from problem
    finally:
        engine.dispose()
    typer.echo(f"系统管理员 {canonical_login(login_name)} 已建立，首次登录须修改密码")
    if generate:
        typer.echo(f"初始密码：{password}")


def add_first_admin(
    session: Session,
    hasher: Hasher,
    district_id: str,
    login_name: str,
    person_name: str,
    mobile: str,
    password: str,
) -> None:
    """The account behind ``create-admin``.

    Raises Conflict when the district has an administrator already or is not registered, Invalid for a bad value.
    """
    top = organisations.district_root(session, district_id)
    if top is None:
        raise Conflict(f"还没有登记 {district_id} 的区总工会，请先运行 open-district")
    if queries.has_enabled(session, district_id, Role.SYSTEM_ADMIN):
        raise Conflict("这个区已有系统管理员，请由其开设账号")
    chosen = canonical_password(password)
    problems = password_problems("password", chosen, (login_name, person_name, top.name))
    if problems:
        raise Invalid("密码不符合要求", errors=problems)
    name = service.free_login_name(session, login_name)
    person = service.person_for(session, district_id, person_name, mobile)
    service.refuse_clash(session, person, Role.SYSTEM_ADMIN, None)
    account = service.add_account(
        session, person, Role.SYSTEM_ADMIN, top.id, top.org_path, name, hasher.hash(chosen)
    )
    operator = Actor(
        account.id, person.id, "本机命令", Role.SYSTEM_ADMIN, district_id, top.id, top.org_path, frozenset()
    )
    audit.record(session, operator, "account.first_admin", "account", account.id)


def demo_accounts(as_json: AsJson = False) -> None:
    """Print the demo's accounts with their passwords."""
    print_cards(read_cards(load_settings().data_dir), as_json=as_json)


def print_cards(cards: list[DemoAccount], *, as_json: bool = False) -> None:
    """Show accounts as a table, or as JSON for programs."""
    if as_json:
        typer.echo(json.dumps([asdict(card) for card in cards], ensure_ascii=False))
        return
    for card in cards:
        label = Role(card.role).label
        typer.echo(
            f"{card.login_name:<10} {card.password:<20} {label}  {card.person_name}  {card.organisation}"
        )


def _asked_password() -> str:
    asked: str = typer.prompt("密码（至少12个字符）", hide_input=True, confirmation_prompt="再输一次")
    return asked
