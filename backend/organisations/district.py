"""The first union of an installation: the district's own."""

from sqlmodel import Session

from backend.kernel import audit
from backend.kernel.db import new_id
from backend.kernel.errors import Conflict, FieldError, Invalid
from backend.kernel.pinyin import phrase_initials, phrase_key
from backend.organisations.codes import OrgForm, OrgLevel, OrgStatus, OrgType
from backend.organisations.models import Organisation
from backend.organisations.numbering import CODE_SERIES, next_number, organisation_code
from backend.organisations.queries import district_root


def open_district(session: Session, district_id: str, name: str) -> Organisation:
    """Register the union of a district, the root of its tree.

    Raises Invalid for a bad code or name, Conflict when it is there already.
    """
    errors = []
    if not (district_id.isascii() and district_id.isdigit() and len(district_id) == 6):
        errors.append(
            FieldError("district", "division_format", "区县代码应为6位数字", "请按 GB/T 2260 填写，如 430702")
        )
    if not name.endswith("总工会") or len(name) > 100:
        errors.append(FieldError("name", "name_ending", "区总工会的名称应以“总工会”结尾", "请填写全称"))
    if errors:
        raise Invalid("区总工会登记有误", errors=errors)
    if district_root(session, district_id) is not None:
        raise Conflict(f"{district_id} 的区总工会已经登记")
    row = Organisation(
        id=new_id(),
        district_id=district_id,
        org_path=f"{district_id}.",
        code=organisation_code(district_id, next_number(session, district_id, CODE_SERIES)),
        name=name,
        short_name=name[:60],
        initials=phrase_initials(name)[:100],
        sort_key=phrase_key(name)[:600],
        level=OrgLevel.DISTRICT,
        org_form=OrgForm.GENERAL,
        org_type=OrgType.LOCAL,
        division_code=district_id,
        approval_no="",
        approving_org="",
        status=OrgStatus.ACTIVE,
        chair_name="",
        contact_name="",
        address="",
        note="",
    )
    session.add(row)
    session.flush()
    audit.record_unsigned(session, district_id, row.org_path, "organisation.created", "organisation", row.id)
    return row
