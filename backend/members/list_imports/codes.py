"""Words of lists of deaths and retirements."""

from backend.kernel.codes import Code


class ListKind(Code):
    """What a list reports."""

    DEATH = "death", "死亡名单"
    RETIREMENT = "retirement", "退休名单"


class ListVerdict(Code):
    """What the comparison found about one row."""

    MATCHED = "matched", "相符"
    NAME_MISMATCH = "name_mismatch", "姓名不符"
    LATER_ACTIVITY = "later_activity", "其后另有变动"
    ALREADY = "already", "已经登记"
    NOT_FOUND = "not_found", "没有此会员"
    INVALID = "invalid", "填写有误"
