"""Cases on their way for one union, as direct rows: each walks its own story in the tests of its domain."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from fastapi import FastAPI

from backend.kernel import clock
from backend.kernel.db import new_id, unit_of_work
from backend.members.applications.codes import ApplicationState, EvidenceKind
from backend.members.applications.models import MembershipApplication
from backend.members.batches.codes import BatchState
from backend.members.batches.models import EnrolmentBatch
from backend.members.bulk.codes import BulkKind, BulkOutcome, BulkState
from backend.members.bulk.models import BulkRow, BulkRun
from backend.members.codes import GroupEight
from backend.members.endings.codes import EndingKind, EndingState
from backend.members.endings.models import MembershipEnding
from backend.organisations.codes import (
    BaseType,
    EconomicType,
    FoundingMode,
    Industry,
    ReportClass,
    UnitCategory,
)
from backend.organisations.drive.codes import DriveState
from backend.organisations.drive.models import DriveEntry
from backend.organisations.founding.codes import FoundingState
from backend.organisations.founding.models import FoundingCase
from backend.organisations.legal.codes import LegalKind, LegalState
from backend.organisations.legal.models import LegalRegistration
from backend.organisations.terms.codes import ElectingAssembly, ExtensionState, ReelectionState
from backend.organisations.terms.models import CommitteeTerm, Reelection, TermExtension
from tests.support.builders import Union

DAY = date(2020, 12, 1)
NAME = "祝启明"


def filed(app: FastAPI, union: Union, street: Union, member_id: str) -> dict[str, str]:
    """One of each for a union and its member; the ids by the name of the parameter that takes them."""
    rows = {**_of_members(union, UUID(member_id)), **_of_union(union), "founding_id": _founding(street)}
    with unit_of_work(app.state.engine) as session:
        session.add_all(rows.values())
        session.flush()
        run = rows["run_id"]
        session.add(
            BulkRow(
                **_place(union),
                run_id=run.id,
                member_id=UUID(member_id),
                person_name=NAME,
                outcome=BulkOutcome.EXCEPTION,
                problem="已转出",
                fix="无需办理",
                sequence=None,
                case_id=None,
                group_before=None,
            )
        )
        return {name: str(row.id) for name, row in rows.items()}


def _place(union: Union) -> dict[str, Any]:
    return {"district_id": union.org_path[:6], "org_path": union.org_path}


def _of_members(union: Union, member_id: UUID) -> dict[str, Any]:
    own = {**_place(union), "organisation_id": union.id}
    person = {**own, "member_id": member_id, "person_name": NAME}
    return {
        "application_id": MembershipApplication(
            **person,
            status=ApplicationState.AWAITING,
            evidence=EvidenceKind.PAPER,
            applied_on=DAY,
            entered_by=NAME,
        ),
        "ending_id": MembershipEnding(
            **person,
            kind=EndingKind.REQUEST,
            status=EndingState.AWAITING,
            grounds="本人申请",
            proposed_on=DAY,
            proposed_by=NAME,
        ),
        "batch_id": EnrolmentBatch(
            **own,
            title="启明快递员集中入会",
            group_eight=GroupEight.COURIER,
            status=BatchState.DRAFT,
            opened_on=DAY,
            opened_by=NAME,
        ),
        "run_id": BulkRun(
            **_place(union),
            kind=BulkKind.RETAIN,
            status=BulkState.APPLIED,
            effective_on=DAY,
            reason=None,
            note="",
            document_no="",
            to_organisation_id=None,
            group_eight=None,
            applied=0,
            excepted=1,
            person_name=NAME,
            applied_on=DAY,
        ),
    }


def _of_union(union: Union) -> dict[str, Any]:
    own = {**_place(union), "organisation_id": union.id}
    term = _term(own)
    return {
        "term_row_id": term,
        "reelection_id": Reelection(
            **own,
            status=ReelectionState.REQUESTED,
            term_no=2,
            years=5,
            congress=ElectingAssembly.MEMBERS,
            planned_on=date(2021, 1, 20),
            plan="启明拟召开会员大会",
            requested_on=DAY,
            approval_no="",
        ),
        "extension_id": TermExtension(
            **own,
            status=ExtensionState.REQUESTED,
            term_id=term.term_id,
            months=2,
            extended_to=date(2021, 3, 1),
            reason="启明搬迁",
            requested_on=DAY,
            approval_no="",
        ),
        "registration_id": LegalRegistration(
            **own,
            kind=LegalKind.FIRST,
            status=LegalState.APPLIED,
            union_name="启明重工工会委员会",
            domicile="启明街道一号",
            representative=NAME,
            union_uscc=None,
            statement="",
            materials=[],
            applied_on=DAY,
        ),
        "entry_id": DriveEntry(
            **own,
            name="启明待建会公司",
            employer_uscc=uuid4().hex[:18].upper(),
            division_code="430702001",
            target_on=date(2021, 6, 1),
            owner_name=NAME,
            status=DriveState.UNTOUCHED,
            source="启明名单",
            entered_on=DAY,
            recorded_at=clock.now(),
        ),
    }


def _term(own: dict[str, Any]) -> CommitteeTerm:
    return CommitteeTerm(
        **own,
        term_id=new_id(),
        term_no=1,
        years=5,
        start_on=date(2016, 1, 10),
        end_on=date(2021, 1, 10),
        elected_on=date(2016, 1, 10),
        approved_on=date(2016, 1, 10),
        approval_no="启工复〔2016〕1号",
        approving_org="启明街道总工会",
        extended_to=None,
        extended_on=None,
        extension_no="",
        reason="",
        recorded_at=clock.now(),
        recorded_by=NAME,
    )


def _founding(street: Union) -> FoundingCase:
    return FoundingCase(
        **_place(street),
        parent_id=street.id,
        status=FoundingState.APPLIED,
        case_no=f"JH-{uuid4().hex[:8]}",
        union_name="启明筹建工会委员会",
        base_type=BaseType.INDEPENDENT,
        report_class=ReportClass.PUBLIC,
        economic_type=EconomicType.STATE_OWNED,
        unit_category=UnitCategory.ENTERPRISE,
        industry=Industry.A,
        division_code="430702001",
        mode=FoundingMode.OFFLINE,
        employees=30,
        preparer_name=NAME,
        reason="启明申请建会",
        applied_on=DAY,
    )
