"""Commands of identity: the first administrators of an installation, the demo's accounts."""

import json
from dataclasses import asdict, dataclass
from typing import Annotated

import typer
from sqlmodel import Session

from backend.identity.accounts import queries, service
from backend.identity.demo import DemoAccount, read_cards
from backend.identity.grants.duties import refuse_clash
from backend.identity.grants.standing import put_in_force
from backend.identity.password_rules import canonical_password, password_problems
from backend.identity.passwords import Hasher, generated_password
from backend.identity.rules import ADMINISTRATORS, canonical_login
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
Kind = Annotated[Role, typer.Option(help="system_admin, security_admin or audit_admin")]
Generate = Annotated[bool, typer.Option("--generate", help="make a password instead of asking for one")]
AsJson = Annotated[bool, typer.Option("--json", help="as a JSON list")]


@dataclass(frozen=True, slots=True)
class FirstAdmin:
    """What is typed at the local command."""

    role: Role
    district_id: str
    login_name: str
    person_name: str
    mobile: str
    password: str


def create_admin(
    login_name: LoginName,
    person_name: PersonName,
    mobile: Mobile,
    district: District = "430702",
    role: Kind = Role.SYSTEM_ADMIN,
    generate: Generate = False,
) -> None:
    """Make the first administrator of a kind in a district, once each; there is no default account.

    三类管理员由三个人分别担任：系统管理员开户，安全管理员批准授权，审计管理员查看审计记录。
    """
    settings = load_settings()
    privacy.use_keys(privacy.load_or_create_keys(settings.keys_path))
    password = generated_password() if generate else _asked_password()
    hasher = Hasher(settings.profile, settings.hash_concurrency)
    engine = build_engine(settings)
    try:
        with unit_of_work(engine) as session:
            first = FirstAdmin(role, district, login_name, person_name, mobile, password)
            add_first_admin(session, hasher, first)
    except DomainError as problem:
        for line in [error.message for error in problem.errors] or [problem.detail]:
            typer.echo(line, err=True)
        raise typer.Exit(1) from problem
    finally:
        engine.dispose()
    typer.echo(f"{role.label} {canonical_login(login_name)} 已建立，首次登录须修改密码")
    if generate:
        typer.echo(f"初始密码：{password}")


def add_first_admin(session: Session, hasher: Hasher, first: FirstAdmin) -> None:
    """The account behind ``create-admin``; it has its rights at once, nobody could approve them yet.

    Raises Conflict when the district has such an administrator already or is not registered, Invalid for a bad value.
    """
    top = organisations.district_root(session, first.district_id)
    if top is None:
        raise Conflict(f"还没有登记 {first.district_id} 的区总工会，请先运行 open-district")
    if first.role not in ADMINISTRATORS:
        raise Conflict("本命令只建立三类管理员，其他账号由系统管理员开设")
    if queries.has_enabled(session, first.district_id, first.role):
        raise Conflict(f"这个区已有{first.role.label}，请由系统管理员开设账号")
    chosen = canonical_password(first.password)
    problems = password_problems("password", chosen, (first.login_name, first.person_name, top.name))
    if problems:
        raise Invalid("密码不符合要求", errors=problems)
    name = service.free_login_name(session, first.login_name)
    person = service.person_for(session, first.district_id, first.person_name, first.mobile)
    refuse_clash(session, person.district_id, person.id, first.role, None)
    account = service.add_account(
        session, person, first.role, top.id, top.org_path, name, hasher.hash(chosen)
    )
    put_in_force(session, account)
    operator = Actor(
        account.id, person.id, "本机命令", first.role, person.district_id, top.id, top.org_path, frozenset()
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
