"""Unions that organise the staff of several payers: whose wages the union's monthly return tells, and why not (A-R14)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from backend.funds.payers.models import FundPayer
from backend.funds.payers.queries import payers_of_union
from backend.funds.payers.rules import owes_in
from backend.kernel.decisions import Check, verdict_of
from backend.organisations.covering import codes_covered

ARTICLE = "《中华人民共和国工会法》第十一条；A-R14"


@dataclass(frozen=True, slots=True)
class Owing:
    """The payers of one union that owe something for a month, and the credit codes of the employers it covers."""

    payers: Sequence[FundPayer]
    covered: Collection[str]

    @property
    def of_return(self) -> FundPayer | None:
        """The payer whose wages the union's return tells: the only one, or the only one the union covers."""
        if len(self.payers) == 1:
            return self.payers[0]
        own = [payer for payer in self.payers if payer.payer_uscc in self.covered]
        return own[0] if len(own) == 1 else None

    def words_for(self, payer_id: UUID) -> str:
        """Why a payer declares by itself, or that the return does it; empty while the union has one payer."""
        if len(self.payers) < 2:
            return ""
        count, known = len(self.payers), self.of_return
        if known is None:
            return f"本工会这个月有 {count} 个缴费户，月报的工资总额是全会合计，分不到各户，所以每一户都要自己申报"
        if known.id == payer_id:
            return (
                f"本工会这个月有 {count} 个缴费户，只有这一户是本工会覆盖的单位，月报的工资总额就是这一户的"
            )
        return f"本工会月报的工资总额是“{known.name}”的，不含这一户，所以这一户要自己申报"

    def check_for(self, payer_id: UUID, *, by_return: bool) -> Check | None:
        """The same as a check of a declaration; a return never declares for a payer whose wages it does not tell."""
        words = self.words_for(payer_id)
        if not words:
            return None
        known = self.of_return
        is_own = not by_return or (known is not None and known.id == payer_id)
        return Check(
            "A-R14", "联合工会的各缴费户分别申报", verdict_of(is_own), ARTICLE,
            (("缴费户", f"{len(self.payers)} 个"), ("说明", words)), None, "请按这一户自己的工资表申报",
        )  # fmt: skip


def owing_of(session: Session, district_id: str, union_id: UUID | None, period: str) -> Owing:
    """The payers of a union for a month; nobody's while there is no union."""
    if union_id is None:
        return Owing((), ())
    payers = payers_of_union(session, district_id, union_id)
    owing = [payer for payer in payers if owes_in(payer, period)]
    covered = codes_covered(session, district_id, union_id) if len(owing) > 1 else {}
    return Owing(owing, covered)
