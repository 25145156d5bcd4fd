"""Words of suspected duplicates and merges."""

from backend.kernel.codes import Code


class PairState(Code):
    """Where a suspected pair stands."""

    SUSPECTED = "suspected", "待判定"
    PROPOSED = "proposed", "合并待复核"
    MERGED = "merged", "已合并"
    DIFFERENT = "different", "不是同一人"


class PairAction(Code):
    """Moves of a suspected pair."""

    FIND = "find", "发现疑似"
    DISMISS = "dismiss", "不是同一人"
    MERGE = "merge", "合并"
    PROPOSE = "propose", "提出合并"
    APPROVE = "approve", "同意合并"
    REFUSE = "refuse", "不同意合并"
    WITHDRAW = "withdraw", "撤回合并"
    UNDO = "undo", "撤销合并"
    REOPEN = "reopen", "重新判定"


class MatchReason(Code):
    """Why two records may be one person."""

    SAME_DOCUMENT = "same_document", "证件号码相同或只是写法不同"
    SAME_NAME = "same_name", "姓名相同"
    NAME_VARIANT = "name_variant", "姓名只是写法不同（异体字、间隔点、空格、重音）"
    SAME_SOUND = "same_sound", "姓名同音"
    SAME_BIRTH = "same_birth", "出生日期相同"
    SAME_YEAR = "same_year", "出生年份相同"
    SAME_MOBILE = "same_mobile", "电话相同"
    SAME_TAIL = "same_tail", "电话后四位相同"


class MergeKind(Code):
    """What a line of the merge record did."""

    MERGE = "merge", "合并"
    UNDO = "undo", "撤销合并"
