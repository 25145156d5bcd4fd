"""What the system administrator does: open, change, disable, enable accounts, hand out passwords."""

from uuid import UUID

from sqlmodel import Session

from backend.identity.accounts import queries
from backend.identity.accounts.schemas import AccountChangeIn, AccountIn
from backend.identity.codes import AccountAction, AccountStatus, GrantKind, SessionEnd
from backend.identity.grants.duties import place_for, refuse_clash
from backend.identity.grants.service import Wanted, end_rights, propose, propose_again, withdraw_open
from backend.identity.models import Account, LoginName, Person
from backend.identity.passwords import Hasher, generated_password
from backend.identity.rules import ACCOUNT_WORKFLOW, LOGIN_NAME, canonical_login
from backend.identity.sessions.service import end_sessions
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import new_id
from backend.kernel.errors import FieldError, Forbidden, Invalid, StaleVersion, invalid
from backend.kernel.findings import Checked
from backend.kernel.history import advance
from backend.kernel.http import check_version
from backend.kernel.identifiers import check_mobile
from backend.kernel.privacy import blind_index, cipher
from backend.kernel.roles import Role
from backend.kernel.text import clean_name


def open_account(session: Session, hasher: Hasher, actor: Actor, form: AccountIn) -> tuple[Account, str]:
    """A new account with a generated password and no rights yet: those are proposed to a second person.

    Raises Invalid with every field that is wrong.
    """
    org_path = place_for(session, actor, form.role, form.organisation_id)
    password = generated_password()
    with hasher.place():
        hashed = hasher.hash(password)
    name = free_login_name(session, form.login_name)
    person = person_for(session, actor.district_id, form.person_name, form.mobile)
    refuse_clash(session, person.district_id, person.id, form.role, None)
    account = add_account(session, person, form.role, form.organisation_id, org_path, name, hashed)
    audit.record(
        session,
        actor,
        "account.open",
        "account",
        account.id,
        org_path=org_path,
        details={"role": form.role.value},
    )
    wanted = Wanted(
        GrantKind.OPEN,
        form.role,
        form.organisation_id,
        frozenset(form.offices),
        None,
        form.valid_to,
        form.note,
    )
    propose(session, actor, account, wanted)
    return account, password


def change_account(
    session: Session, actor: Actor, account_id: UUID, form: AccountChangeIn, expected: int
) -> Account:
    """Correct the person behind an account; other rights are proposed (grants).

    Raises StaleVersion, Invalid, NotFound.
    """
    account = queries.get_account(session, actor, account_id, lock=True)
    check_version(account, expected)
    _correct_person(session, queries.person_of(session, account), form)
    account.version += 1
    session.add(account)
    session.flush()
    audit.record(
        session,
        actor,
        "account.change",
        "account",
        account.id,
        org_path=account.org_path,
        details={"fields": sorted(form.model_fields_set)},
    )
    return account


def move_account(
    session: Session, hasher: Hasher, actor: Actor, account_id: UUID, action: str, note: str, expected: int
) -> tuple[Account, str | None]:
    """Disable, enable, or hand out a new password; (account, generated password if there is one).

    Raises Forbidden for the caller's own account, Conflict, StaleVersion, NotFound.
    """
    account = queries.get_account(session, actor, account_id, lock=True)
    if account.version != expected:
        raise StaleVersion()
    if account.id == actor.account_id:
        raise Forbidden("不能停用或重置自己的账号，请由另一位系统管理员办理")
    if action == AccountAction.DISABLE.value:
        close_account(session, actor, account, note, expected)
        return account, None
    step = advance(session, actor, ACCOUNT_WORKFLOW, account, action, note=note, expected_version=expected)
    if step.action is AccountAction.ENABLE:
        refuse_clash(session, account.district_id, account.person_id, account.role, account.id)
        propose_again(session, actor, account)
        return account, None
    end_sessions(session, account, SessionEnd.ADMINISTRATOR)
    return account, _reset_password(session, hasher, account)


def close_account(session: Session, actor: Actor, account: Account, note: str, expected: int) -> None:
    """Disable an account at once: its sessions and rights end, an undecided proposal is taken back.

    Raises Invalid without a reason, Conflict, StaleVersion.
    """
    action = AccountAction.DISABLE.value
    advance(session, actor, ACCOUNT_WORKFLOW, account, action, note=note, expected_version=expected)
    end_sessions(session, account, SessionEnd.ADMINISTRATOR)
    withdraw_open(session, actor, account, note)
    end_rights(session, account)


def add_account(
    session: Session,
    person: Person,
    role: Role,
    organisation_id: UUID,
    org_path: str,
    login_name: str,
    hashed: str,
) -> Account:
    """The rows of one account: itself and its login name."""
    account = Account(
        id=new_id(),
        district_id=person.district_id,
        org_path=org_path,
        person_id=person.id,
        organisation_id=organisation_id,
        role=role,
        status=AccountStatus.ENABLED,
        login_name=login_name,
        password_hash=hashed,
    )
    named = LoginName(name=login_name, district_id=account.district_id, account_id=account.id)
    session.add_all([account, named])
    session.flush()
    return account


def person_for(session: Session, district_id: str, name: str, mobile: str) -> Person:
    """The natural person of a name and phone number, registered now if not yet known.

    Raises Invalid for a malformed value, or when the number is somebody else's.
    """
    clean, number = _checked_name(name), _checked_mobile(mobile)
    known = queries.person_with_mobile(session, district_id, number)
    if known is None:
        return _add_person(session, district_id, clean, number)
    if known.name != clean:
        raise invalid("mobile", "mobile_taken", "这个手机号已登记在另一人名下", "请核对姓名和手机号")
    return known


def free_login_name(session: Session, text: str) -> str:
    """The canonical form of a new login name.

    Raises Invalid when it is malformed or in use anywhere in the installation.
    """
    name = canonical_login(text)
    if not LOGIN_NAME.fullmatch(name):
        fix = "用3至32位小写字母、数字、点或横线，以字母或数字开头"
        raise invalid("login_name", "login_format", "登录名格式不对", fix)
    if session.get(LoginName, name) is not None:
        raise invalid("login_name", "login_taken", "这个登录名已被使用", "请换一个登录名")
    return name


def person_row(district_id: str, name: str, mobile: str) -> Person:
    """A natural person (not yet added); the canonical phone number is sealed into the row."""
    person_id = new_id()
    return Person(
        id=person_id,
        district_id=district_id,
        org_path=f"{district_id}.",
        name=name,
        mobile_sealed=_sealed_mobile(district_id, person_id, mobile),
        mobile_index=blind_index("mobile", mobile),
    )


def _add_person(session: Session, district_id: str, name: str, mobile: str) -> Person:
    person = person_row(district_id, name, mobile)
    session.add(person)
    session.flush()
    return person


def _sealed_mobile(district_id: str, person_id: UUID, mobile: str) -> bytes:
    return cipher().seal("person", "mobile_sealed", person_id, mobile, district_id=district_id)


def _correct_person(session: Session, person: Person, form: AccountChangeIn) -> None:
    if form.person_name is not None:
        person.name = _checked_name(form.person_name)
    if form.mobile is not None:
        number = _checked_mobile(form.mobile)
        other = queries.person_with_mobile(session, person.district_id, number)
        if other is not None and other.id != person.id:
            raise invalid("mobile", "mobile_taken", "这个手机号已登记在另一人名下", "请核对手机号")
        person.mobile_sealed = _sealed_mobile(person.district_id, person.id, number)
        person.mobile_index = blind_index("mobile", number)
    session.add(person)


def _checked_name(text: str) -> str:
    return _value("person_name", clean_name(text))


def _checked_mobile(text: str) -> str:
    return _value("mobile", check_mobile(text))


def _value(field: str, checked: Checked[str]) -> str:
    if checked.value is None or not checked.is_valid:
        raise Invalid(
            "填写有误", errors=[FieldError(field, e.code, e.message, e.fix) for e in checked.errors]
        )
    return checked.value


def _reset_password(session: Session, hasher: Hasher, account: Account) -> str:
    password = generated_password()
    with hasher.place():
        account.password_hash = hasher.hash(password)
    account.must_change_password = True
    account.password_changed_at = clock.real_now()
    session.add(account)
    session.flush()
    return password
