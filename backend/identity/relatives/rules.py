"""Who may not decide about whom (pure): oneself, whom one acts for, near relatives declared by either side."""

from dataclasses import dataclass
from uuid import UUID

OWN = "不能办理自己（或所代办之人）的事项，请由另一位同事办理"
NEAR = "此事项涉及近亲属，按回避要求请由另一位同事办理"
NAMESAKE = "材料中有人与您或您申报的近亲属同名，按回避要求请由另一位同事办理"


@dataclass(frozen=True, slots=True)
class Known:
    """Everything known of some persons: their ids, blind indexes of their phones and ID numbers, their names.

    Names count only for a subject of whom nothing else is known.
    """

    persons: frozenset[UUID] = frozenset()
    mobiles: frozenset[str] = frozenset()
    id_numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def meets(self, other: "Known") -> bool:
        """Whether somebody is in both."""
        return bool(
            self.persons & other.persons or self.mobiles & other.mobiles or self.id_numbers & other.id_numbers
        )


def refusal(caller: Known, relatives: Known, subject: Known, relatives_of_subject: Known) -> str | None:
    """Why the caller may not decide about the subject, or None."""
    if caller.meets(subject):
        return OWN
    if relatives.meets(subject) or relatives_of_subject.meets(caller):
        return NEAR
    if (caller.names | relatives.names) & subject.names:
        return NAMESAKE
    return None
