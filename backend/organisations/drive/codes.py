"""Words of the coverage drive."""

from backend.kernel.codes import Code


class DriveState(Code):
    """How far an employer has been won over, as the street records it."""

    UNTOUCHED = "untouched", "未接触"
    CONTACTED = "contacted", "已接触"
    COMMITTED = "committed", "已承诺"
    PAUSED = "paused", "暂缓"
    LEFT = "left", "已移出名单"


class DriveStage(Code):
    """Where an employer stands: what the street records, or what its founding shows."""

    UNTOUCHED = "untouched", "未接触"
    CONTACTED = "contacted", "已接触"
    COMMITTED = "committed", "已承诺"
    PREPARING = "preparing", "筹备中"
    FOUNDED = "founded", "已建会"
    PAUSED = "paused", "暂缓"
    LEFT = "left", "已移出名单"


class DriveAction(Code):
    """Steps with an employer of the register."""

    ENTER = "enter", "列入名单"
    CONTACT = "contact", "记为已接触"
    COMMIT = "commit", "记为已承诺"
    PAUSE = "pause", "暂缓"
    RESUME = "resume", "恢复推进"
    LEAVE = "leave", "移出名单"


class LeaveReason(Code):
    """Why an employer no longer belongs to the register."""

    CLOSED = "closed", "已注销或停业"
    MOVED = "moved", "已迁出本辖区"
    MERGED = "merged", "并入其他单位"
    MISTAKEN = "mistaken", "列入有误"


class DriveVerdict(Code):
    """What the check of one line of a pasted list found."""

    NEW = "new", "新增"
    KNOWN = "known", "已在名单"
    WRONG = "wrong", "有误"
