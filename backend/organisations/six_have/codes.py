"""Words of the six-have checks."""

from backend.kernel.codes import Code


class SixHaveScheme(Code):
    """Which list of six a check follows; what the six are is dated data (parameters)."""

    WULING_2020 = "wuling_2020", "武陵2020方案"
    ACFTU_NATIONAL = "acftu_national", "全国总工会方案"


class SixHaveState(Code):
    """Where a check stands."""

    DRAFT = "draft", "自查中"
    APPLIED = "applied", "待街道核查"
    TO_MEND = "to_mend", "限期整改"
    REAPPLIED = "reapplied", "待复查"
    PASSED = "passed", "达标"
    CANCELLED = "cancelled", "取消"


class SixHaveAction(Code):
    """What moves a check."""

    OPEN = "open", "开始自查"
    APPLY = "apply", "申报"
    WITHDRAW = "withdraw", "撤回申报"
    PASS = "pass", "核定达标"
    MEND = "mend", "限期整改"
    REAPPLY = "reapply", "申请复查"
    CANCEL = "cancel", "取消"
    FILL_FOR = "fill_for", "代填自查"


class SixHaveOutcome(Code):
    """What a decision said."""

    PASSED = "passed", "达标"
    TO_MEND = "to_mend", "限期整改"
    CANCELLED = "cancelled", "取消"


class SixHaveStanding(Code):
    """How a union stands under a scheme on a date."""

    PASSING = "passing", "达标"
    LAPSED = "lapsed", "已失效"
    TO_MEND = "to_mend", "限期整改"
    CANCELLED = "cancelled", "已取消"
    NEVER = "never", "未核查"


class SixHaveVerdict(Code):
    """What the street found about one item."""

    MET = "met", "达到"
    NOT_MET = "not_met", "未达到"


class SixHaveNeed(Code):
    """Kinds of proof that a scheme may ask of an item."""

    EVIDENCE = "evidence", "附件或佐证记录"
    RECENT = "recent", "近期记录"
    SEAL = "seal", "已刻公章"
    ADDRESS = "address", "办公地址"
    TERM = "term", "届次在任期内"
    EVALUATION = "evaluation", "会员评家"


class LapseCause(Code):
    """Which date ends a passed check first."""

    RECHECK = "recheck", "年度复查到期"
    TERM = "term", "届次任期届满"
