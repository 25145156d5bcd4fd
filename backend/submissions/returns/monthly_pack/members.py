"""Section (b), second half: members and this month's changes of membership."""

from backend.submissions.codes import ItemKind, ItemSource
from backend.submissions.returns.form import Item, Section

_BASIS = "《工会会员会籍管理办法》"
_OFFICE = "区总工会组织部"
#: changes that add to the members, and changes that take away
GAINS = ("members_joined", "members_transferred_in", "members_resumed", "members_annulled")
LOSSES = (
    "members_transferred_out",
    "members_retained",
    "members_left",
    "members_expelled",
    "members_died",
    "members_merged",
)


def _members(code: str, label: str, definition: str, *, is_flow: bool = True) -> Item:
    return Item(
        code, label, definition, "人", ItemKind.INTEGER, _BASIS, _OFFICE, ItemSource.DERIVED,
        is_flow=is_flow, is_required=code in ("members_opening", "members_closing"), fact=code, default=0 if is_flow else None,
    )  # fmt: skip


_CHANGES = (
    _members("members_joined", "入会", "本月批准入会的人数"),
    _members("members_transferred_in", "转入", "本月由其他工会转入的人数"),
    _members("members_resumed", "恢复会籍", "本月由保留会籍恢复在会的人数"),
    _members("members_annulled", "撤销误登", "本月撤销误登的死亡、退会或合并，恢复在会的人数"),
    _members("members_transferred_out", "转出", "本月转往其他工会的人数"),
    _members("members_retained", "保留会籍", "本月因退休、失业等保留会籍的人数"),
    _members("members_left", "退会", "本月退会的人数"),
    _members("members_expelled", "除名", "本月除名的人数"),
    _members("members_died", "死亡", "本月死亡的会员数"),
    _members("members_merged", "合并重复", "本月因同一人重复登记、并入另一份档案而减少的人数"),
)


def _balance() -> str:
    """How the closing figure follows, in the words of the items themselves."""
    labels = {item.code: item.label for item in _CHANGES}
    gained = "".join(f"＋{labels[code]}" for code in GAINS)
    return f"月初会员数{gained}" + "".join(f"－{labels[code]}" for code in LOSSES)


MEMBERS = Section(
    "members",
    "三",
    "会员变动",
    (
        _members("members_opening", "月初会员数", "上月末在会会员，不含保留会籍", is_flow=False),
        *_CHANGES,
        _members("members_closing", "月末会员数", _balance(), is_flow=False),
        _members("members_women", "其中女会员", "月末会员中的女性", is_flow=False),
        _members("members_migrant", "其中农民工会员", "月末会员中的农民工", is_flow=False),
        Item(
            "evidence_no", "减员依据", "退会申请、除名决定、死亡证明等的文号或名称", "", ItemKind.TEXT, _BASIS, _OFFICE,
            ItemSource.TYPED, example="武工〔2020〕12号除名决定",
        ),
    ),
)  # fmt: skip
