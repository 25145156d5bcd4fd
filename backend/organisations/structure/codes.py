"""Words of structure changes: kinds, states, actions, parts a union plays, lines of what was done."""

from backend.kernel.codes import Code


class StructureKind(Code):
    """What happens to a union."""

    REPARENT = "reparent", "隶属关系调整"
    MERGE = "merge", "合并"
    SPLIT = "split", "分立"
    DISSOLVE = "dissolve", "撤销"
    RENAME = "rename", "更名"


class StructureState(Code):
    """Where a structure change stands."""

    APPLIED = "applied", "已申请"
    CONSENTED = "consented", "原上级已同意"
    RECEIVED = "received", "新上级已接收"
    CONFIRMED = "confirmed", "已批准，待生效"
    EFFECTIVE = "effective", "已生效"
    UNDO_ASKED = "undo_asked", "已申请撤回"
    UNDONE = "undone", "已撤回"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已取消"


class StructureAction(Code):
    """Moves of a structure change."""

    APPLY = "apply", "申请"
    CONSENT = "consent", "原上级同意"
    RECEIVE = "receive", "新上级接收"
    CONFIRM = "confirm", "区级批准"
    REFUSE = "refuse", "不批准"
    WITHDRAW = "withdraw", "取消申请"
    TAKE_EFFECT = "take_effect", "生效"
    ASK_UNDO = "ask_undo", "申请撤回"
    CONFIRM_UNDO = "confirm_undo", "批准撤回"
    KEEP = "keep", "不予撤回"


class StructurePart(Code):
    """The part a union plays in a change."""

    SUBJECT = "subject", "变更的工会"
    OLD_PARENT = "old_parent", "原上级"
    NEW_PARENT = "new_parent", "新上级"
    TARGET = "target", "并入的工会"
    CREATED = "created", "新设的工会"


class StructureLineKind(Code):
    """What one line of a change did."""

    MOVE = "move", "调整隶属"
    MEMBER = "member", "会员转入"
    COVERAGE = "coverage", "单位覆盖"
    FOUND = "found", "设立工会"
    END = "end", "撤销工会"
    NAME = "name", "更名"


#: States in which nothing has happened yet but may still.
WAITING = frozenset(
    {StructureState.APPLIED, StructureState.CONSENTED, StructureState.RECEIVED, StructureState.CONFIRMED}
)
#: States in which the change holds.
IN_EFFECT = frozenset({StructureState.EFFECTIVE, StructureState.UNDO_ASKED})
