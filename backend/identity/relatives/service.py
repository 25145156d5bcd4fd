"""Declaring near relatives and taking a declaration back; only the holder sees and changes the own list."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from backend.identity.parameters import RELATIVE_DAYS
from backend.identity.relatives.models import RelativeDeclaration
from backend.identity.relatives.schemas import DeclaredRelativeIn, DeclaredRelativeOut
from backend.kernel import audit, clock
from backend.kernel.authz import Actor
from backend.kernel.db import as_system, new_id
from backend.kernel.errors import Conflict, FieldError, Forbidden, Invalid, NotFound
from backend.kernel.findings import Checked
from backend.kernel.identifiers import check_mobile, check_resident_id
from backend.kernel.masks import mask_id_number, mask_phone
from backend.kernel.parameters import lookup
from backend.kernel.privacy import blind_index, cipher
from backend.kernel.text import clean_name

TABLE = "relative_declaration"


def resident_index(id_no: str) -> str:
    """The look-up code of a resident ID number, the same as in the member register."""
    return blind_index("person", f"R|{id_no}")


def declare(session: Session, actor: Actor, form: DeclaredRelativeIn) -> RelativeDeclaration:
    """Write down a relative of the caller.

    Raises Forbidden while acting for somebody, Invalid with every field that is wrong.
    """
    _refuse_acting(actor)
    name, id_no, mobile = _checked(form)
    row_id = new_id()
    row = RelativeDeclaration(
        id=row_id,
        district_id=actor.district_id,
        org_path=f"{actor.district_id}.",
        person_id=actor.person_id,
        relation=form.relation,
        name=name,
        id_no_sealed=_sealed(actor.district_id, row_id, "id_no_sealed", id_no),
        id_no_index=resident_index(id_no) if id_no else None,
        mobile_sealed=_sealed(actor.district_id, row_id, "mobile_sealed", mobile),
        mobile_index=blind_index("mobile", mobile) if mobile else None,
        declared_on=clock.today(),
    )
    with as_system(session):
        session.add(row)
        session.flush()
    audit.record(session, actor, "relative.declare", TABLE, row.id, details={"relation": form.relation.value})
    return row


def withdraw(session: Session, actor: Actor, row_id: UUID) -> RelativeDeclaration:
    """Take a declaration back; it still counts for the days of the parameter.

    Raises NotFound for somebody else's, Conflict when it was taken back before.
    """
    _refuse_acting(actor)
    with as_system(session):
        row = session.get(RelativeDeclaration, (actor.district_id, row_id), with_for_update=True)
        if row is None or row.person_id != actor.person_id:
            raise NotFound()
        if row.withdrawn_on is not None:
            raise Conflict("这条申报已经撤回")
        row.withdrawn_on = clock.today()
        row.version += 1
        session.add(row)
        session.flush()
    audit.record(session, actor, "relative.withdraw", TABLE, row.id)
    return row


def list_own(session: Session, actor: Actor) -> list[DeclaredRelativeOut]:
    """The caller's own declarations, oldest first."""
    _refuse_acting(actor)
    wanted = (
        select(RelativeDeclaration)
        .where(
            RelativeDeclaration.district_id == actor.district_id,
            RelativeDeclaration.person_id == actor.person_id,
        )
        .order_by(col(RelativeDeclaration.id))
        .limit(200)
    )
    with as_system(session):
        rows = session.exec(wanted).all()
    return [relative_out(session, row) for row in rows]


def relative_out(session: Session, row: RelativeDeclaration) -> DeclaredRelativeOut:
    """One declaration with its numbers masked."""
    until = None
    if row.withdrawn_on is not None:
        days = int(lookup(session, RELATIVE_DAYS.key, row.district_id, row.withdrawn_on).value)
        until = row.withdrawn_on + timedelta(days=days)
    id_no, mobile = _opened(row, "id_no_sealed"), _opened(row, "mobile_sealed")
    return DeclaredRelativeOut(
        id=row.id,
        relation=row.relation,
        name=row.name,
        id_no=mask_id_number(id_no) if id_no else "",
        mobile=mask_phone(mobile) if mobile else "",
        declared_on=row.declared_on,
        withdrawn_on=row.withdrawn_on,
        counts_until=until,
    )


def _refuse_acting(actor: Actor) -> None:
    if actor.acting_for is not None:
        raise Forbidden("亲属关系只能由本人申报，请先切换回本人")


def _checked(form: DeclaredRelativeIn) -> tuple[str, str, str]:
    name = clean_name(form.name)
    id_no = check_resident_id(form.id_no, clock.today()) if form.id_no else None
    mobile = check_mobile(form.mobile) if form.mobile else None
    errors = [
        FieldError(field, e.code, e.message, e.fix)
        for field, checked in (("name", name), ("id_no", id_no), ("mobile", mobile))
        if checked is not None
        for e in checked.errors
    ]
    if not form.id_no and not form.mobile:
        fix = "身份证号码和手机号至少填一项，否则无法识别亲属的事项"
        errors.append(FieldError("id_no", "required", "请填写身份证号码或手机号", fix))
    if errors:
        raise Invalid("填写有误", errors=errors)
    return _text(name), _text(id_no), _text(mobile)


def _text(checked: Checked[Any] | None) -> str:
    value = checked.value if checked is not None else None
    return str(getattr(value, "number", value)) if value is not None else ""


def _sealed(district_id: str, row_id: UUID, column: str, value: str) -> bytes | None:
    return cipher().seal(TABLE, column, row_id, value, district_id=district_id) if value else None


def _opened(row: RelativeDeclaration, column: str) -> str:
    sealed = getattr(row, column)
    if sealed is None:
        return ""
    return cipher().open_(TABLE, column, row.id, sealed, district_id=row.district_id)
