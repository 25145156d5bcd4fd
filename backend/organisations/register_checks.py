"""Checks of a union against the rest of the register: names, credit codes, coverage, divisions."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select
from sqlmodel import Session

from backend.kernel.authz import Actor, in_subtree
from backend.kernel.db import as_system
from backend.kernel.errors import FieldError
from backend.kernel.identifiers import check_mobile
from backend.kernel.text import clean_name
from backend.organisations.facts import UnionFacts
from backend.organisations.founding.models import FoundingCase, FoundingEmployer
from backend.organisations.founding.rules import OPEN_STATES
from backend.organisations.models import Coverage, Division, Employer
from backend.organisations.queries import ORG, is_open

PERSONS = ("chair_name", "contact_name")
PHONES = ("chair_phone", "contact_phone")


def against_register(
    session: Session,
    actor: Actor,
    union: UnionFacts,
    parent_id: UUID | None,
    own_id: UUID | None = None,
    case_id: UUID | None = None,
) -> list[FieldError]:
    """What the rest of the district's register refuses; looked up beyond the caller's reach, naming nobody there.

    ``own_id`` and ``case_id``: the union or founding that is being saved itself.
    """
    with as_system(session):
        return [
            *_division(session, union),
            *_name(session, union, parent_id, own_id),
            *_credit_code(session, union, own_id),
            *_coverage(session, actor, union, own_id),
            *_founding(session, actor, union, case_id),
        ]


def people_errors(values: dict[str, Any]) -> Iterator[FieldError]:
    """Names and phone numbers that cannot be right."""
    for field in PERSONS:
        if values.get(field):
            for found in clean_name(values[field]).errors:
                yield FieldError(field, found.code, found.message, found.fix)
    for field in PHONES:
        if values.get(field):
            for found in check_mobile(values[field]).errors:
                yield FieldError(field, found.code, found.message, found.fix)


def _division(session: Session, union: UnionFacts) -> Iterator[FieldError]:
    if session.get(Division, union.division_code) is None:
        yield FieldError(
            "division_code",
            "unknown_division",
            "行政区划表里没有这个代码",
            "请从下拉表中选择街道、乡镇或社区",
        )


def _name(
    session: Session, union: UnionFacts, parent_id: UUID | None, own_id: UUID | None
) -> Iterator[FieldError]:
    same = select(ORG.id).where(
        ORG.district_id == union.district_id, ORG.parent_id == parent_id, ORG.name == union.name, is_open()
    )
    if _others(session, same, own_id):
        yield FieldError(
            "name", "name_taken", "同一上级下面已经有同名的工会", "请先查询是否已登记过，避免重复建会"
        )


def _credit_code(session: Session, union: UnionFacts, own_id: UUID | None) -> Iterator[FieldError]:
    if not union.union_uscc:
        return
    same = select(ORG.id).where(ORG.district_id == union.district_id, ORG.union_uscc == union.union_uscc)
    if _others(session, same, own_id):
        yield FieldError(
            "union_uscc",
            "uscc_taken",
            "这个工会代码已经登记在别的工会名下",
            "请对照法人资格证书核对；确认无误请联系区总工会",
        )


def _coverage(session: Session, actor: Actor, union: UnionFacts, own_id: UUID | None) -> Iterator[FieldError]:
    """An employer is covered by one union at most (A-R14)."""
    employer: Any = Employer
    coverage: Any = Coverage
    taken = (
        select(employer.employer_uscc, ORG.org_path, ORG.name)
        .select_from(Employer)
        .join(
            Coverage, and_(coverage.district_id == employer.district_id, coverage.employer_id == employer.id)
        )
        .join(ORG, and_(ORG.district_id == coverage.district_id, ORG.id == coverage.organisation_id))
        .where(
            employer.district_id == union.district_id,
            employer.employer_uscc.in_(_codes(union)),
            coverage.valid_to.is_(None),
            coverage.organisation_id != own_id,
            is_open(),
        )
    )
    words = ("由别的工会覆盖", "由“{name}”覆盖", "一个单位只能归一个工会")
    yield from _taken(session, actor, union, taken, "employer_covered", words)


def _founding(
    session: Session, actor: Actor, union: UnionFacts, case_id: UUID | None
) -> Iterator[FieldError]:
    """An employer has one founding on its way at most."""
    employer: Any = FoundingEmployer
    case: Any = FoundingCase
    taken = (
        select(employer.employer_uscc, case.org_path, case.union_name)
        .join(case, and_(case.district_id == employer.district_id, case.id == employer.case_id))
        .where(
            employer.district_id == union.district_id,
            employer.employer_uscc.in_(_codes(union)),
            case.status.in_(OPEN_STATES),
            case.id != case_id,
        )
    )
    words = ("有建会申请正在办理", "有“{name}”的建会申请正在办理", "不能重复申请")
    yield from _taken(session, actor, union, taken, "employer_in_founding", words)


def _taken(
    session: Session,
    actor: Actor,
    union: UnionFacts,
    statement: Any,
    code: str,
    words: tuple[str, str, str],
) -> Iterator[FieldError]:
    """The employers found; what holds them is named only when the caller may see it."""
    if not _codes(union):
        return
    found = {row[0]: (row[1], row[2]) for row in session.execute(statement)}
    unnamed, named, why = words
    for index, item in enumerate(union.employers):
        if item.employer_uscc in found:
            path, name = found[item.employer_uscc]
            held = named.format(name=name) if in_subtree(path, actor) else unnamed
            yield FieldError(
                f"employers.{index}.employer_uscc",
                code,
                f"这个单位已经{held}，{why}",
                "请核对代码；确需调整的请联系区总工会",
            )


def _codes(union: UnionFacts) -> list[str]:
    return [employer.employer_uscc for employer in union.employers if employer.employer_uscc]


def _others(session: Session, statement: Any, own_id: UUID | None) -> bool:
    return any(found != own_id for found in session.execute(statement.limit(2)).scalars())
