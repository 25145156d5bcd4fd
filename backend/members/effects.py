"""What a state of membership means (pure): dues, votes, office, the counts of a congress, benefits, each with its article.

Somebody in transit stays with the sending union until the receiving one has taken them: dues, votes and benefits go on
there (unless the membership was retained before), so that no right is ever lost between two unions.
"""

from dataclasses import dataclass

from backend.kernel.codes import Code
from backend.members.codes import MemberState

_CHARTER = "《中国工会章程》"
_ROLL = "《工会会员会籍管理办法》"
_ELECTION = "《工会基层组织选举工作条例》第四条"


class Right(Code):
    """What depends on the state of a membership."""

    DUES = "dues", "交纳会费"
    VOTE = "vote", "表决和选举"
    STAND = "stand", "被选举"
    QUORUM = "quorum", "计入应到会人数"
    BENEFIT = "benefit", "享受会员待遇"


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether one right or duty holds, where that stands, and why in a clerk's words."""

    right: Right
    holds: bool
    article: str
    note: str = ""


_ARTICLES = {
    Right.DUES: f"{_CHARTER}第四条",
    Right.VOTE: f"{_CHARTER}第三条",
    Right.STAND: f"{_CHARTER}第三条",
    Right.QUORUM: _ELECTION,
    Right.BENEFIT: f"{_CHARTER}第三条",
}
_HELD: dict[MemberState, frozenset[Right]] = {
    MemberState.PENDING: frozenset(),
    MemberState.ACTIVE: frozenset(Right),
    MemberState.IN_TRANSIT: frozenset({Right.DUES, Right.VOTE, Right.QUORUM, Right.BENEFIT}),
    MemberState.RETAINED: frozenset({Right.BENEFIT}),
    MemberState.ENDED: frozenset(),
}
_RETAINED_ARTICLES = {
    Right.DUES: f"{_CHARTER}第八条",
    Right.VOTE: _ELECTION,
    Right.STAND: _ELECTION,
    Right.QUORUM: _ELECTION,
    Right.BENEFIT: f"{_ROLL}（保留会籍）",
}
_NOTES = {
    MemberState.PENDING: "批准入会以后才有会员的权利和义务",
    MemberState.IN_TRANSIT: "接收工会接收以前，仍在转出工会行使权利、交纳会费",
    MemberState.RETAINED: "保留会籍期间免交会费，没有选举权、被选举权和表决权",
    MemberState.ENDED: "会籍已经终止",
}


def effects_of(state: MemberState, *, was_retained: bool = False) -> tuple[Effect, ...]:
    """Every right with what the state means for it; ``was_retained``: retained when the transfer began."""
    meant = MemberState.RETAINED if state is MemberState.IN_TRANSIT and was_retained else state
    articles = _RETAINED_ARTICLES if meant is MemberState.RETAINED else _ARTICLES
    note = _NOTES.get(meant, "")
    return tuple(
        Effect(right, right in _HELD[meant], articles[right], _note(meant, right, note)) for right in Right
    )


def holds(state: MemberState, right: Right, *, was_retained: bool = False) -> bool:
    """Whether a state carries one right or duty."""
    return any(
        effect.holds for effect in effects_of(state, was_retained=was_retained) if effect.right is right
    )


def _note(state: MemberState, right: Right, note: str) -> str:
    if state is MemberState.IN_TRANSIT and right is Right.STAND:
        return "转接期间不作为转出工会的候选人"
    return note
