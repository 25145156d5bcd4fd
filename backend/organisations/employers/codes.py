"""Words of the employers' sizes."""

from backend.kernel.codes import Code


class EmployerSize(Code):
    """Size flags a list can be narrowed to."""

    ABOVE_SCALE = "above_scale", "规模以上"
    LARGE = "large", "100人以上"


class SizeVerdict(Code):
    """What the check of one line of a yearly list found."""

    NEW = "new", "新增"
    CHANGED = "changed", "更正"
    SAME = "same", "无变化"
    WRONG = "wrong", "有误"
