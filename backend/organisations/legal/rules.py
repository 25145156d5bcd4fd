"""Rules of the legal-person register (pure): what an application needs, where a certificate stands, the workflow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from backend.kernel.decisions import Check, ParameterUsed, verdict_of
from backend.kernel.parameters import Parameter
from backend.kernel.uscc import check_uscc
from backend.kernel.workflow import Step, Workflow
from backend.organisations.legal.codes import (
    NEEDED,
    CertificateStanding,
    LegalAction,
    LegalKind,
    LegalMaterial,
    LegalState,
)
from backend.organisations.legal.parameters import CHANGE_DAYS
from backend.organisations.permissions import P

RULES = "《基层工会法人登记管理办法》"
GRASSROOTS_PREFIX = "81"
_S, _A = LegalState, LegalAction
#: Kinds that need a certificate in force or expired, and kinds that end in a new validity.
NEEDS_CERTIFICATE = frozenset({LegalKind.RENEWAL, LegalKind.CHANGE, LegalKind.REISSUE, LegalKind.DEREGISTER})
NEEDS_TERM = frozenset({LegalKind.FIRST, LegalKind.RENEWAL, LegalKind.CHANGE, LegalKind.REISSUE})

LEGAL_WORKFLOW = Workflow(
    "legal_registration",
    "工会法人登记",
    (
        Step(_S.APPLIED, _A.ACCEPT, _S.ACCEPTED, P.LEGAL_REVIEW, other_than=(_A.APPLY, _A.RESUBMIT)),
        Step(_S.APPLIED, _A.ASK_CORRECTION, _S.CORRECTING, P.LEGAL_REVIEW, needs_note=True),
        Step(_S.APPLIED, _A.WITHDRAW, _S.WITHDRAWN, P.LEGAL_FILE, needs_note=True),
        Step(_S.CORRECTING, _A.RESUBMIT, _S.APPLIED, P.LEGAL_FILE),
        Step(_S.CORRECTING, _A.WITHDRAW, _S.WITHDRAWN, P.LEGAL_FILE, needs_note=True),
        Step(_S.ACCEPTED, _A.REVIEW, _S.REVIEWED, P.LEGAL_REVIEW, other_than=(_A.APPLY, _A.RESUBMIT)),
        Step(_S.REVIEWED, _A.ISSUE, _S.ISSUED, P.LEGAL_DECIDE, other_than=(_A.APPLY, _A.RESUBMIT, _A.REVIEW)),
        Step(
            _S.REVIEWED,
            _A.REFUSE,
            _S.REFUSED,
            P.LEGAL_DECIDE,
            needs_note=True,
            other_than=(_A.APPLY, _A.RESUBMIT, _A.REVIEW),
        ),
        Step(_S.REVIEWED, _A.SEND_BACK, _S.ACCEPTED, P.LEGAL_DECIDE, needs_note=True),
    ),
)
#: Steps that decide about the person applied for: nobody takes one for themselves or a near relative.
DECISIONS = frozenset(
    action.value for action in (_A.ASK_CORRECTION, _A.ACCEPT, _A.REVIEW, _A.ISSUE, _A.REFUSE, _A.SEND_BACK)
)


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """An application with what the register knows of the union on that day."""

    kind: LegalKind
    applied_on: date
    materials: frozenset[LegalMaterial]
    union_uscc: str
    representative: str
    changed_on: date | None
    #: the union's approval number of founding, and the term in force
    founding_no: str
    term_approval_no: str | None
    term_last_on: date | None
    chair_name: str | None
    #: the newest certificate of the union
    certificate_no: str | None
    certificate_to: date | None
    is_cancelled: bool


def check_application(facts: ApplicationFacts, parameters: Mapping[str, Parameter]) -> list[Check]:
    """Every condition of an application of its kind."""
    checks = [_materials(facts), _certificate(facts)]
    if facts.kind in NEEDS_TERM:
        checks += [_founding(facts), _term(facts), _representative(facts), _code(facts)]
    if facts.kind is LegalKind.CHANGE:
        checks.append(_in_time(facts, parameters[CHANGE_DAYS.key]))
    return checks


def standing_of(valid_to: date, is_cancelled: bool, on: date, warning_days: int) -> CertificateStanding:
    """Where a certificate stands; its last day is still valid."""
    if is_cancelled:
        return CertificateStanding.CANCELLED
    if on > valid_to:
        return CertificateStanding.EXPIRED
    is_near = valid_to - on <= timedelta(days=warning_days)
    return CertificateStanding.EXPIRING if is_near else CertificateStanding.VALID


def is_union_code(code: str) -> bool:
    """A sound credit code of a grassroots union."""
    return code.startswith(GRASSROOTS_PREFIX) and check_uscc(code).is_valid


def _materials(facts: ApplicationFacts) -> Check:
    missing = [paper for paper in NEEDED[facts.kind] if paper not in facts.materials]
    return Check(
        "materials",
        "申请材料齐全",
        verdict_of(not missing),
        RULES,
        tuple((paper.label, "没有" if paper in missing else "已交") for paper in NEEDED[facts.kind]),
        None,
        f"请补交：{'、'.join(paper.label for paper in missing)}",
    )


def _certificate(facts: ApplicationFacts) -> Check:
    has_one = facts.certificate_no is not None and not facts.is_cancelled
    wanted = facts.kind in NEEDS_CERTIFICATE
    return Check(
        "certificate",
        "已有法人资格证书" if wanted else "没有有效的法人资格证书",
        verdict_of(has_one == wanted),
        RULES,
        (
            ("证书编号", facts.certificate_no or "没有"),
            ("有效期至", str(facts.certificate_to or "—")),
            ("已注销", "是" if facts.is_cancelled else "否"),
        ),
        None,
        "还没有证书的请办理首次登记" if wanted else "已有证书的请办理换证、变更或补领",
    )


def _founding(facts: ApplicationFacts) -> Check:
    return Check(
        "founding",
        "建会经上一级工会批准",
        verdict_of(bool(facts.founding_no)),
        "《中华人民共和国工会法》第十二条",
        (("建会批复文号", facts.founding_no or "没有"),),
        None,
        "请先登记建会批复文号",
    )


def _term(facts: ApplicationFacts) -> Check:
    is_met: bool | None = None
    if facts.term_last_on is not None:
        is_met = facts.term_last_on >= facts.applied_on and bool(facts.term_approval_no)
    return Check(
        "term",
        "本届任期有效并有批复文号",
        verdict_of(is_met),
        RULES,
        (
            ("选举结果批复文号", facts.term_approval_no or "没有"),
            ("本届任期至", str(facts.term_last_on or "未登记")),
        ),
        None,
        "请先登记本届任期；已超期的先换届",
    )


def _representative(facts: ApplicationFacts) -> Check:
    is_met = None if facts.chair_name is None else facts.representative == facts.chair_name
    return Check(
        "representative",
        "法定代表人是现任主席",
        verdict_of(is_met),
        RULES,
        (("法定代表人", facts.representative), ("现任主席", facts.chair_name or "未登记")),
        None,
        "请按选举结果批复填写法定代表人，或先登记本届主席",
    )


def _code(facts: ApplicationFacts) -> Check:
    is_met: bool | None = True if facts.kind is LegalKind.FIRST else None
    if facts.union_uscc:
        is_met = is_union_code(facts.union_uscc)
    return Check(
        "union_uscc",
        "工会统一社会信用代码正确（基层工会以 81 开头）",
        verdict_of(is_met),
        "GB 32100-2015",
        (("信用代码", facts.union_uscc or "首次登记由登记机关赋码"),),
        None,
        "请对照原证书核对 18 位代码",
    )


def _in_time(facts: ApplicationFacts, parameter: Parameter) -> Check:
    is_met = None
    if facts.changed_on is not None:
        is_met = timedelta(0) <= facts.applied_on - facts.changed_on <= timedelta(days=parameter.value)
    return Check(
        "change_days",
        f"变更后 {parameter.value} 日内申请",
        verdict_of(is_met),
        RULES,
        (("变更发生日期", str(facts.changed_on or "未填")), ("申请日期", str(facts.applied_on))),
        ParameterUsed.of(parameter),
        "已超过期限的仍可申请，请在说明中写明原因；请填写变更发生日期",
    )
