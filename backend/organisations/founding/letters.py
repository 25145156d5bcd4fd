"""The letters of a founding in the words of the usual forms (pure)."""

from collections.abc import Sequence
from datetime import date

from backend.organisations.founding.codes import FoundingLetter
from backend.organisations.founding.models import FoundingCase, FoundingElection, FoundingEmployer
from backend.organisations.founding.schemas import FoundingLetterLine, FoundingLetterOut
from backend.organisations.terms.codes import CommitteeRole


def application(case: FoundingCase, employers: Sequence[FoundingEmployer], upper: str) -> FoundingLetterOut:
    """The application to prepare a union."""
    names = "、".join(employer.name for employer in employers)
    return FoundingLetterOut(
        letter=FoundingLetter.APPLICATION,
        title="建会申请书",
        number=case.case_no,
        addressee=upper,
        paragraphs=[
            f"根据《中华人民共和国工会法》和《中国工会章程》的规定，{names}现有职工{case.employees}人，"
            f"申请成立“{case.union_name}”筹备组，由{case.preparer_name}任负责人，筹备建立工会组织。",
            *([f"申请事由：{case.reason}"] if case.reason else []),
            "妥否，请批复。",
        ],
        heading=["单位名称", "统一社会信用代码", "经济类型", "所属行业"],
        lines=[
            FoundingLetterLine(cells=[e.name, e.employer_uscc, e.economic_type.label, e.industry.label])
            for e in employers
        ],
        sender=f"{case.union_name}筹备组",
        dated=case.applied_on,
    )


def preparation_reply(case: FoundingCase, upper: str) -> FoundingLetterOut:
    """The reply that the union may be prepared."""
    return FoundingLetterOut(
        letter=FoundingLetter.PREPARATION_REPLY,
        title=f"关于同意筹备成立{case.union_name}的批复",
        number=case.preparation_no,
        addressee=f"{case.union_name}筹备组",
        paragraphs=[
            f"{_day(case.applied_on)}申请（{case.case_no}）收悉。经研究，同意筹备成立{case.union_name}，"
            f"筹备组由{case.preparer_name}负责。",
            "筹备期间可以发展会员。请做好会员登记，提出候选人建议名单报批后，"
            "召开会员大会或会员代表大会依法选举，并及时报告选举结果。",
            "此复。",
        ],
        heading=[],
        lines=[],
        sender=upper,
        dated=_known(case.preparation_on),
    )


def election_report(case: FoundingCase, election: FoundingElection, upper: str) -> FoundingLetterOut:
    """The report of the election."""
    return FoundingLetterOut(
        letter=FoundingLetter.ELECTION_REPORT,
        title=f"关于{case.union_name}选举结果的报告",
        number=case.case_no,
        addressee=upper,
        paragraphs=[
            f"{_day(election.elected_on)}召开{election.assembly.label}，应到会{election.entitled}人，实到会{election.present}人，"
            f"符合规定人数。会议以无记名投票方式选举产生第一届委员会，任期{election.years}年，结果如下：",
            "当否，请批复。",
        ],
        heading=["当选职务", "姓名", "得票"],
        lines=_results(election),
        sender=f"{case.union_name}筹备组",
        dated=election.reported_on,
    )


def approval(case: FoundingCase, election: FoundingElection) -> FoundingLetterOut:
    """The reply that founds the union."""
    end = f"{election.elected_on.year + election.years}年{election.elected_on.month}月"
    return FoundingLetterOut(
        letter=FoundingLetter.APPROVAL,
        title=f"关于成立{case.union_name}的批复",
        number=case.approval_no,
        addressee=case.union_name,
        paragraphs=[
            f"{_day(election.reported_on)}选举结果报告收悉。经研究，同意成立{case.union_name}，"
            f"同意第一届委员会的选举结果，任期{election.years}年，自{_day(election.elected_on)}起至{end}。",
            "此复。",
        ],
        heading=["当选职务", "姓名", "得票"],
        lines=_results(election),
        sender=case.approving_org,
        dated=_known(case.approved_on),
    )


def _results(election: FoundingElection) -> list[FoundingLetterLine]:
    return [
        FoundingLetterLine(cells=[CommitteeRole(e["role"]).label, e["name"], str(e["votes"])])
        for e in election.elected
    ]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _known(day: date | None) -> date:
    assert day is not None
    return day
