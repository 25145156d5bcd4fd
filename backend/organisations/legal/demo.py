"""The demo's legal persons: a certificate for every union with a credit code, a few applications under way."""

import random
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.roles import Role
from backend.organisations.codes import OrgLevel
from backend.organisations.legal.codes import NEEDED, LegalAction, LegalKind, LegalState
from backend.organisations.legal.models import LegalCertificate, LegalRegistration
from backend.organisations.legal.rules import LEGAL_WORKFLOW
from backend.organisations.terms.demo_rows import OFFICE_CLERK, SOURCE, DemoTerm, scoped

REGISTRAR = "常德市武陵区总工会"
_S, _A = LegalState, LegalAction
_APPLY = (_A.APPLY, None, _S.APPLIED, True, "")
_ACCEPT = (_A.ACCEPT, _S.APPLIED, _S.ACCEPTED, False, "")
_PLANS: tuple[tuple[LegalState, int, tuple[Any, ...]], ...] = (
    (_S.APPLIED, 4, (_APPLY,)),
    (
        _S.CORRECTING,
        3,
        (_APPLY, (_A.ASK_CORRECTION, _S.APPLIED, _S.CORRECTING, False, "请补交经办人身份证复印件")),
    ),
    (_S.ACCEPTED, 4, (_APPLY, _ACCEPT)),
    (_S.REVIEWED, 4, (_APPLY, _ACCEPT, (_A.REVIEW, _S.ACCEPTED, _S.REVIEWED, False, "材料齐全，建议发证"))),
)
ACCEPTED_ON, DECIDE_BY = date(2020, 12, 4), date(2020, 12, 25)


def make(session: Session, world: DemoWorld) -> None:
    """Write certificates that end with the term, and applications of unions without one."""
    if world.is_empty:
        return
    rng = world.stream("legal")
    base: list[DemoTerm] = [term for term in world.facts["terms"] if term.union.level is OrgLevel.BASE]
    coded = [term for term in base if term.union.union_uscc]
    bulk_insert(session, LegalCertificate, [_certificate(rng, term, n) for n, term in enumerate(coded, 1)])
    without = [
        term
        for term in base
        if not term.union.union_uscc and term.union.approval_no and term.last_on > world.today
    ]
    rows, lines = [], []
    for term, (state, papers, trail) in zip(rng.sample(without, min(4, len(without))), _PLANS, strict=False):
        opened = working_moment(rng, date(2020, 12, 1 + rng.randrange(2)))
        row = _application(rng, term, state, papers, opened)
        rows.append(row)
        lines += _lines(rng, term, row["id"], trail, opened)
    bulk_insert(session, LegalRegistration, rows)
    bulk_insert(session, HistoryEntry, lines)


def _certificate(rng: random.Random, term: DemoTerm, number: int) -> dict[str, Any]:
    issued = min(term.approved_on + timedelta(days=rng.randrange(12, 40)), date(2020, 12, 15))
    told = max(term.recorded_at, working_moment(rng, issued))
    return {
        **scoped(rng, term, told),
        "organisation_id": term.union.id,
        "kind": LegalKind.FIRST if term.term_no == 1 else LegalKind.RENEWAL,
        "certificate_no": f"湘工法证字第0702{number:05d}号",
        "union_uscc": term.union.union_uscc,
        "union_name": term.union.name,
        "domicile": term.union.address,
        "representative": term.union.chair_name,
        "registrar": REGISTRAR,
        "issued_on": issued,
        "valid_from": issued,
        "valid_to": term.last_on,
        "is_cancelled": False,
        "registration_id": None,
        "recorded_at": told,
        "recorded_by": SOURCE,
    }


def _application(
    rng: random.Random, term: DemoTerm, state: LegalState, papers: int, opened: datetime
) -> dict[str, Any]:
    is_accepted = state in (_S.ACCEPTED, _S.REVIEWED)
    return {
        **scoped(rng, term, opened),
        "organisation_id": term.union.id,
        "kind": LegalKind.FIRST,
        "status": state,
        "union_name": term.union.name,
        "domicile": term.union.address,
        "representative": term.union.chair_name,
        "union_uscc": None,
        "changed_on": None,
        "statement": "",
        "materials": [paper.value for paper in NEEDED[LegalKind.FIRST][:papers]],
        "applied_on": opened.date(),
        "accepted_on": ACCEPTED_ON if is_accepted else None,
        "decide_by": DECIDE_BY if is_accepted else None,
        "decided_on": None,
        "certificate_id": None,
    }


def _lines(
    rng: random.Random, term: DemoTerm, case_id: Any, trail: Any, opened: datetime
) -> list[dict[str, Any]]:
    found = []
    for step, (action, source, target, by_union, note) in enumerate(trail):
        at = opened + timedelta(days=2 * step, minutes=rng.randrange(90))
        found.append(
            {
                **scoped(rng, term, at),
                "object_type": LEGAL_WORKFLOW.name,
                "object_id": case_id,
                "action": action.value,
                "action_label": action.label,
                "source": source.label if source else "",
                "target": target.label,
                "note": note,
                "account_id": invented_id(rng, at),
                "person_id": None,
                "principal_person_id": None,
                "person_name": term.union.chair_name if by_union else OFFICE_CLERK,
                "role": (Role.ENTERPRISE if by_union else Role.DISTRICT).label,
                "on_behalf": False,
                "at": at,
            }
        )
    return found
