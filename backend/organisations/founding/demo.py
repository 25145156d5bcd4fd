"""The demo's foundings on their way: one in each state, taken from the drive's register."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from backend.kernel.db import bulk_insert
from backend.kernel.demo import DemoWorld, invented_id, working_moment
from backend.kernel.history import HistoryEntry
from backend.kernel.pinyin import phrase_initials, phrase_key
from backend.organisations.codes import (
    BaseType,
    FoundingMode,
    OrgLevel,
    OrgStatus,
    ReportClass,
    UnitCategory,
)
from backend.organisations.founding.codes import FoundingAction as A
from backend.organisations.founding.codes import FoundingState as S
from backend.organisations.founding.models import (
    FoundingCase,
    FoundingElection,
    FoundingEmployer,
    FoundingSlate,
)
from backend.organisations.founding.rules import FOUNDING_WORKFLOW, form_of
from backend.organisations.models import Coverage, Employer, Organisation, ParentEdge
from backend.organisations.numbering import (
    CODE_SERIES,
    child_path,
    next_number,
    organisation_code,
    path_series,
)
from backend.organisations.service import short_name
from backend.organisations.terms.codes import ElectingAssembly

#: (state, day of the application): one case each, in the order of the streets.
CASES = (
    (S.APPLIED, date(2020, 12, 9)),
    (S.PREPARING, date(2020, 11, 16)),
    (S.SLATE_FILED, date(2020, 11, 5)),
    (S.ELECTED, date(2020, 10, 20)),
    (S.APPLIED, date(2020, 11, 20)),
    (S.REFUSED, date(2020, 9, 14)),
    (S.WITHDRAWN, date(2020, 8, 3)),
    (S.SLATE_APPROVED, date(2020, 11, 2)),
)
PREPARED, FILED, ALLOWED, ELECTED = (
    date(2020, 11, 24),
    date(2020, 12, 3),
    date(2020, 12, 8),
    date(2020, 12, 10),
)
TRAIL = {
    S.APPLIED: (A.APPLY,),
    S.REFUSED: (A.APPLY, A.REFUSE),
    S.WITHDRAWN: (A.APPLY, A.WITHDRAW),
    S.PREPARING: (A.APPLY, A.APPROVE_PREPARATION),
    S.SLATE_FILED: (A.APPLY, A.APPROVE_PREPARATION, A.FILE_SLATE),
    S.SLATE_APPROVED: (A.APPLY, A.APPROVE_PREPARATION, A.FILE_SLATE, A.APPROVE_SLATE),
    S.ELECTED: (A.APPLY, A.APPROVE_PREPARATION, A.FILE_SLATE, A.APPROVE_SLATE, A.REPORT_ELECTION),
}
DAYS = {
    A.APPROVE_PREPARATION: PREPARED,
    A.FILE_SLATE: FILED,
    A.APPROVE_SLATE: ALLOWED,
    A.REPORT_ELECTION: ELECTED,
}
NOTES = {A.REFUSE: "该单位即将并入其他企业，暂不建会", A.WITHDRAW: "单位搬迁，待稳定后再申请"}


@dataclass
class _Desk:
    session: Session
    world: DemoWorld
    rng: random.Random

    def row(self, place: Any, moment: Any, **values: Any) -> dict[str, Any]:
        return {
            "district_id": self.world.district_id,
            "id": invented_id(self.rng, moment),
            "org_path": place,
            "version": 1,
            "created_at": moment,
            **values,
        }


def make(session: Session, world: DemoWorld) -> None:
    """Write one case per street until the states are used up."""
    desk = _Desk(session, world, world.stream("founding"))
    streets = [street for street in world.facts["streets"] if world.facts["drive"].get(street.org_path)]
    for street, (number, (state, day)) in zip(streets * 2, enumerate(CASES, start=1), strict=False):
        entries = world.facts["drive"][street.org_path]
        _case(desk, street, entries[(number - 1) // len(streets)], number, state, day)


def _case(desk: _Desk, street: Any, entry: dict[str, Any], number: int, state: S, day: date) -> None:
    moment = working_moment(desk.rng, day)
    preparer = desk.world.person(desk.rng, min_age=28, max_age=50).name
    classes = {
        "base_type": BaseType.INDEPENDENT,
        "report_class": ReportClass.NON_PUBLIC,
        "economic_type": entry["economic_type"],
        "unit_category": UnitCategory.ENTERPRISE,
        "industry": entry["industry"],
    }
    has_union = A.APPROVE_PREPARATION in TRAIL[state]
    name = f"{entry['name']}工会委员会"
    union_id = _union(desk, street, entry, name, preparer, classes) if has_union else None
    waiting = {S.APPLIED: day, S.SLATE_FILED: FILED, S.ELECTED: ELECTED}.get(state)
    case = desk.row(
        street.org_path,
        moment,
        parent_id=street.id,
        union_id=union_id,
        status=state,
        case_no=f"建申〔{day.year}〕{next_number(desk.session, desk.world.district_id, f'founding:{day.year}')}号",
        union_name=name,
        **classes,
        division_code=entry["division_code"],
        mode=FoundingMode.OFFLINE,
        employees=entry["employees"],
        preparer_name=preparer,
        reason="职工有建会意愿，单位支持",
        applied_on=day,
        waiting_since=waiting,
        preparation_no=f"常武工复〔2020〕{200 + number}号" if has_union else "",
        preparation_on=PREPARED if has_union else None,
        preparing_org=street.name if has_union else "",
        election_allowed_on=ALLOWED if A.APPROVE_SLATE in TRAIL[state] else None,
        approval_no="",
        approved_on=None,
        approving_org="",
        closed_on=day if state in (S.REFUSED, S.WITHDRAWN) else None,
    )
    bulk_insert(desk.session, FoundingCase, [case])
    kept = ("name", "employer_uscc", "economic_type", "industry")
    employer = {"case_id": case["id"], **{key: entry[key] for key in kept}}
    bulk_insert(desk.session, FoundingEmployer, [desk.row(street.org_path, moment, **employer)])
    _papers(desk, street, case, state)
    _trail(desk, case, state, entry["owner_name"], street.chair.name)
    desk.session.flush()


def _union(
    desk: _Desk, street: Any, entry: dict[str, Any], name: str, preparer: str, classes: dict[str, Any]
) -> UUID:
    moment = working_moment(desk.rng, PREPARED)
    district = desk.world.district_id
    path = child_path(street.org_path, next_number(desk.session, district, path_series(street.org_path)))
    short = short_name(name)
    org_form, org_type = form_of(BaseType.INDEPENDENT)
    row = desk.row(
        path,
        moment,
        parent_id=street.id,
        code=organisation_code(district, next_number(desk.session, district, CODE_SERIES)),
        name=name,
        short_name=short,
        initials=phrase_initials(short)[:100],
        sort_key=phrase_key(short)[:600],
        level=OrgLevel.BASE,
        org_form=org_form,
        org_type=org_type,
        **classes,
        division_code=entry["division_code"],
        approval_no="",
        approving_org="",
        mode=FoundingMode.OFFLINE,
        prep_group_on=PREPARED,
        status=OrgStatus.PREPARING,
        chair_name="",
        contact_name=preparer,
        address="",
        cadres_fulltime=0,
        cadres_parttime=0,
        has_seal=False,
        note="",
    )
    bulk_insert(desk.session, Organisation, [row])
    edge = {"child_id": row["id"], "parent_id": street.id, "valid_from": PREPARED, "valid_to": None}
    bulk_insert(desk.session, ParentEdge, [desk.row(path, moment, **edge, recorded_at=moment)])
    kept = ("name", "employer_uscc", "economic_type", "industry")
    employer = desk.row(path, moment, **{key: entry[key] for key in kept})
    bulk_insert(desk.session, Employer, [employer])
    link = {"organisation_id": row["id"], "employer_id": employer["id"], "valid_from": PREPARED}
    bulk_insert(desk.session, Coverage, [desk.row(path, moment, **link, valid_to=None)])
    found: UUID = row["id"]
    return found


def _papers(desk: _Desk, street: Any, case: dict[str, Any], state: S) -> None:
    if A.FILE_SLATE not in TRAIL[state]:
        return
    names = [case["preparer_name"], *(desk.world.person(desk.rng).name for _ in range(4))]
    roles = ("chair", "vice_chair", "member", "member", "audit_head")
    people = [
        {"role": role, "name": name, "relation": "none"} for role, name in zip(roles, names, strict=True)
    ]
    filed = working_moment(desk.rng, FILED)
    slate = desk.row(
        street.org_path,
        filed,
        case_id=case["id"],
        seats=3,
        candidates=people,
        party_org=f"中共{short_name(case['union_name'])}支部委员会",
        party_agreed_on=FILED,
        filed_on=FILED,
        recorded_at=filed,
    )
    bulk_insert(desk.session, FoundingSlate, [slate])
    if A.REPORT_ELECTION not in TRAIL[state]:
        return
    entitled = case["employees"]
    present = entitled - entitled // 12
    held = working_moment(desk.rng, ELECTED)
    elected = [{**person, "votes": present - n} for n, person in enumerate(people) if n != 3]
    election = desk.row(
        street.org_path,
        held,
        case_id=case["id"],
        elected_on=ELECTED,
        assembly=ElectingAssembly.MEMBERS,
        entitled=entitled,
        present=present,
        candidates=4,
        years=3,
        elected=elected,
        reported_on=ELECTED,
        recorded_at=held,
    )
    bulk_insert(desk.session, FoundingElection, [election])


def _trail(desk: _Desk, case: dict[str, Any], state: S, clerk: str, chair: str) -> None:
    before = ""
    rows = []
    at = S.APPLIED
    for action in TRAIL[state]:
        step = FOUNDING_WORKFLOW.find(at, action.value) if action is not A.APPLY else None
        at = S(step.target.value) if step else S.APPLIED
        moment = working_moment(desk.rng, DAYS.get(action, case["applied_on"]))
        is_reply = action in (A.APPROVE_PREPARATION, A.APPROVE_SLATE, A.REFUSE)
        rows.append(
            desk.row(
                case["org_path"],
                moment,
                object_type=FOUNDING_WORKFLOW.name,
                object_id=case["id"],
                action=action.value,
                action_label=action.label,
                source=before,
                target=at.label,
                note=NOTES.get(action, ""),
                account_id=invented_id(desk.rng, moment),
                person_id=None,
                principal_person_id=None,
                person_name=chair if is_reply else clerk,
                role="街道工会文员",
                on_behalf=False,
                at=moment,
            )
        )
        before = at.label
    bulk_insert(desk.session, HistoryEntry, rows)
