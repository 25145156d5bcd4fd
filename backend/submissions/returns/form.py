"""What a return form is made of: sections, items, checks; and the rule that no two forms ask twice (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backend.kernel import checks_logic
from backend.kernel.checks_logic import Rule
from backend.submissions.codes import CheckSeverity, ItemKind, ItemSource

Logic = Any
"""A JsonLogic expression; it must use only signs that mean the same in Python and JavaScript (see ``logic.py``)."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a form.

    ``fact`` names the figure of the register an item follows (always, or once the register knows it); ``default`` is what an untouched item holds
    when neither register nor last period says anything; ``formula`` computes a COMPUTED item from the context.
    """

    code: str
    label: str
    definition: str
    unit: str
    kind: ItemKind
    legal_basis: str
    owner: str
    source: ItemSource
    is_flow: bool = False
    is_required: bool = False
    fact: str = ""
    default: int | None = None
    formula: Logic = None
    options: Mapping[str, str] | None = None
    note: str = ""
    example: str = ""
    max_length: int = 200
    loaded: Rule | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        loaded = None if self.formula is None else checks_logic.load(self.formula)
        if (loaded is None) is (self.source is ItemSource.COMPUTED):
            raise ValueError(f"item {self.code}: exactly the computed items have a formula")
        object.__setattr__(self, "loaded", loaded)

    @property
    def is_number(self) -> bool:
        """Whether the value is kept as an integer."""
        return self.kind in (ItemKind.INTEGER, ItemKind.MONEY, ItemKind.FLAG)

    @property
    def is_editable(self) -> bool:
        """Whether a person may type a value."""
        return self.source is not ItemSource.COMPUTED


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a form; ``note`` says so when the domain behind it does not exist yet."""

    code: str
    letter: str
    label: str
    items: tuple[Item, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over the cells; it has fired when the JsonLogic ``rule`` is false.

    ``records`` names the register rows that explain a change and are shown beside it.
    """

    code: str
    severity: CheckSeverity
    items: tuple[str, ...]
    message: str
    fix: str
    rule: Logic
    records: str = ""
    #: the rule once it is sure that it means the same in Python and in the browser
    loaded: Rule = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "loaded", checks_logic.load(self.rule))


@dataclass(frozen=True)
class Form:
    """One version of one return form, valid for the periods ``valid_from`` <= period < ``valid_to``."""

    code: str
    version: int
    label: str
    valid_from: str
    valid_to: str | None
    legal_basis: str
    sections: tuple[Section, ...]
    checks: tuple[Check, ...]
    #: name in the context of the checks -> parameter key
    parameters: Mapping[str, str]

    def __post_init__(self) -> None:
        codes = [item.code for item in self.items]
        doubles = sorted({code for code in codes if codes.count(code) > 1})
        if doubles:
            raise ValueError(f"form {self.code} asks twice for {', '.join(doubles)}")
        for check in self.checks:
            unknown = set(check.items) - set(codes)
            if unknown or not check.items:
                raise ValueError(f"check {check.code} names unknown items {sorted(unknown)}")

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the page."""
        return tuple(item for section in self.sections for item in section.items)

    def item(self, code: str) -> Item | None:
        """The item with this code."""
        return next((item for item in self.items if item.code == code), None)

    def is_active(self, period: str) -> bool:
        """Whether this version is the one for a period (``YYYY-MM``)."""
        return self.valid_from <= period and (self.valid_to is None or period < self.valid_to)

    def overlaps(self, other: "Form") -> bool:
        """Whether both are active in at least one period."""
        mine_first = self.valid_to is None or other.valid_from < self.valid_to
        return mine_first and (other.valid_to is None or self.valid_from < other.valid_to)


def registry(forms: Sequence[Form]) -> tuple[Form, ...]:
    """The forms, once it is sure that no item is asked for by two of them in one period.

    Raises ValueError naming both forms and the items.
    """
    for i, form in enumerate(forms):
        for other in forms[i + 1 :]:
            shared = {item.code for item in form.items} & {item.code for item in other.items}
            if shared and form.overlaps(other):
                raise ValueError(
                    f"{form.code} v{form.version} and {other.code} v{other.version} ask for {sorted(shared)}"
                )
    return tuple(forms)
