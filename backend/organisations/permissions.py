"""Rights over the union tree, and which roles hold them."""

from enum import StrEnum

from backend.kernel.roles import Office, Role


class P(StrEnum):
    """One right each; `resource:verb`."""

    READ = "organisations:read"
    EDIT = "organisations:edit"
    EDIT_OWN = "organisations:edit_own"
    REVEAL = "organisations:reveal"
    FOUND = "organisations:found"
    APPROVE_FOUNDING = "organisations:approve_founding"
    DRIVE = "organisations:drive"
    RESTRUCTURE = "organisations:restructure"
    CONFIRM_STRUCTURE = "organisations:confirm_structure"
    SIZES = "organisations:sizes"
    TERMS_FILE = "terms:file"
    TERMS_RECORD = "terms:record"
    TERMS_DECIDE = "terms:decide"
    TERMS_FOLLOW = "terms:follow"
    LEGAL_FILE = "legal:file"
    LEGAL_REVIEW = "legal:review"
    LEGAL_DECIDE = "legal:decide"
    SIX_HAVE_FILL = "six_have:fill"
    SIX_HAVE_VERIFY = "six_have:verify"
    HOMES_APPLY = "homes:apply"
    HOMES_RECOMMEND = "homes:recommend"
    HOMES_ACCEPT = "homes:accept"
    HOMES_AWARD = "homes:award"
    EVALUATIONS_RECORD = "evaluations:record"


LABELS: dict[str, str] = {
    P.READ: "查看工会组织、单位和人数",
    P.EDIT: "登记和修改所辖工会组织",
    P.EDIT_OWN: "修改本工会联系方式、报送人数",
    P.REVEAL: "查看工会完整联系电话（须选用途，逐次留痕）",
    P.FOUND: "申请建会、报批选举、报告选举结果",
    P.APPROVE_FOUNDING: "批复所辖单位建会（不能批复自己经手的）",
    P.DRIVE: "维护应建会单位名单和推进情况",
    P.RESTRUCTURE: "申请组织变更，作为原上级同意、作为新上级接收，办理生效",
    P.CONFIRM_STRUCTURE: "批准组织变更和撤回（不能批准自己经手的）",
    P.SIZES: "导入规模以上、百人以上单位年度名单",
    P.TERMS_FILE: "办理本工会换届请示、结果报告和延期申请",
    P.TERMS_RECORD: "登记所辖工会的届次、委员和离任",
    P.TERMS_DECIDE: "批复所辖工会的换届和延期（不能批复自己经手的）",
    P.TERMS_FOLLOW: "系统每日按届满日期更新工会状态",
    P.LEGAL_FILE: "申请工会法人资格登记",
    P.LEGAL_REVIEW: "受理、审查工会法人资格登记",
    P.LEGAL_DECIDE: "核发工会法人资格证书或不予登记",
    P.SIX_HAVE_FILL: "六有自查、申报、申请复查（上级可代填，代填的人不能核查）",
    P.SIX_HAVE_VERIFY: "核查所辖工会的六有（不能核查自己申报的）",
    P.HOMES_APPLY: "申报职工之家、职工小家",
    P.HOMES_RECOMMEND: "推荐所辖工会的职工之家",
    P.HOMES_ACCEPT: "验收、公示、复查职工之家",
    P.HOMES_AWARD: "职工之家命名、撤销",
    P.EVALUATIONS_RECORD: "登记、更正会员评家",
}

#: Founding: the street and the organisation office apply and keep the drive list; they and the leader reply.
_FOUNDS = frozenset({P.FOUND, P.DRIVE, P.APPROVE_FOUNDING})
#: What whoever prepares a union's papers files, and what the union above records about those below it.
_FILES = frozenset({P.TERMS_FILE, P.LEGAL_FILE})
_RECORDS = _FILES | {P.TERMS_RECORD}
#: 六有, 职工之家 and 会员评家: the union applies, the street looks, the organisation office accepts, the leader awards.
_APPLIES = frozenset({P.SIX_HAVE_FILL, P.HOMES_APPLY, P.EVALUATIONS_RECORD})
_LOOKS = frozenset({P.SIX_HAVE_FILL, P.SIX_HAVE_VERIFY, P.HOMES_RECOMMEND, P.EVALUATIONS_RECORD})

GRANTS: dict[Role, frozenset[str]] = {
    Role.ENTERPRISE: frozenset({P.READ, P.EDIT_OWN, P.REVEAL}) | _FILES | _APPLIES,
    Role.STREET: frozenset({P.READ, P.EDIT, P.EDIT_OWN, P.RESTRUCTURE, P.REVEAL})
    | _RECORDS
    | {P.TERMS_DECIDE}
    | _FOUNDS
    | _LOOKS,
    Role.DISTRICT: frozenset({P.READ}),
    Role.AUDITOR: frozenset({P.READ}),
    Role.SYSTEM_ADMIN: frozenset(),
    Role.SECURITY_ADMIN: frozenset(),
    Role.AUDIT_ADMIN: frozenset(),
}
#: Every office rings up unions; only the organisation office keeps their register.
OFFICE_GRANTS: dict[Office, frozenset[str]] = {
    Office.ORGANISATION: frozenset({P.EDIT, P.EDIT_OWN, P.RESTRUCTURE, P.REVEAL, P.SIZES})
    | _RECORDS
    | {P.LEGAL_REVIEW}
    | _FOUNDS
    | _LOOKS
    | {P.HOMES_ACCEPT},
    Office.WELFARE: frozenset({P.REVEAL}),
    Office.RIGHTS: frozenset({P.REVEAL}),
    Office.FINANCE: frozenset({P.REVEAL}),
    Office.PUBLICITY: frozenset({P.REVEAL}),
    Office.LEADER: frozenset(
        {P.TERMS_DECIDE, P.LEGAL_DECIDE, P.CONFIRM_STRUCTURE, P.APPROVE_FOUNDING, P.HOMES_AWARD}
    ),
}
