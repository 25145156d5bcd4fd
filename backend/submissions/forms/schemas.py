"""What crosses the wire about a return form."""

from typing import Any

from backend.kernel.wire import WireOut
from backend.submissions.codes import CheckSeverity, ItemKind, ItemSource


class FormItemOut(WireOut):
    """One item as the form declares it."""

    code: str
    label: str
    definition: str
    unit: str
    kind: ItemKind
    legal_basis: str
    owner: str
    source: ItemSource
    is_flow: bool
    is_required: bool
    is_editable: bool
    options: dict[str, str]
    note: str
    example: str
    max_length: int
    #: JsonLogic of a computed item, else null
    formula: Any


class FormSectionOut(WireOut):
    """One part as the form declares it."""

    code: str
    letter: str
    label: str
    note: str
    items: list[FormItemOut]


class FormCheckOut(WireOut):
    """A check; it has fired when ``rule`` (JsonLogic over {cell, derived, prev, param, today}) is false."""

    code: str
    severity: CheckSeverity
    items: list[str]
    message: str
    fix: str
    rule: Any


class ReturnFormRow(WireOut):
    """One form in the list of forms."""

    code: str
    version: int
    label: str
    valid_from: str
    valid_to: str | None
    item_count: int


class ReturnFormList(WireOut):
    """The forms in use."""

    items: list[ReturnFormRow]


class ReturnFormOut(WireOut):
    """One form with its items and checks, as the browser needs it."""

    code: str
    version: int
    label: str
    valid_from: str
    valid_to: str | None
    legal_basis: str
    sections: list[FormSectionOut]
    checks: list[FormCheckOut]
