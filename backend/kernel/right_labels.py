"""What every right allows, in words, collected from the modules, for pages that let somebody choose among rights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RightLabel:
    """One right as a person reads it."""

    code: str
    subject: str
    label: str


class HasRights(Protocol):
    """A domain as this list sees it."""

    @property
    def label(self) -> str: ...

    @property
    def permission_labels(self) -> Mapping[str, str]: ...


_LABELS: dict[str, RightLabel] = {}


def publish(modules: Iterable[HasRights]) -> None:
    """Take over the labels of the one list of modules (called when that list is read)."""
    found = {
        str(code): RightLabel(str(code), module.label, label)
        for module in modules
        for code, label in module.permission_labels.items()
    }
    _LABELS.clear()
    _LABELS.update(found)


def labels_of(rights: Iterable[str]) -> list[RightLabel]:
    """The labels of some rights, in the order of the modules."""
    wanted = set(rights)
    return [label for code, label in _LABELS.items() if code in wanted]
