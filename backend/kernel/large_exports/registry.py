"""The lists that may be exported in large numbers, as the domains declare them (``Module.exports``)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.errors import invalid
from backend.kernel.tables_write import Column


@dataclass(frozen=True, slots=True)
class ExportTable:
    """The rows of one export, and which records they show."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    #: id and place of every record shown
    records: Sequence[tuple[UUID, str]]


@dataclass(frozen=True)
class ExportableList:
    """One list with persons in it. Every function takes (session, actor, filter) and keeps to the actor's reach.

    :param read: the page's conditions, by query parameter, as the filter of the list; raises Invalid and NotFound.
    :param describe: the filter in words for whoever approves, as (label, value).
    """

    name: str
    label: str
    permission: str
    object_type: str
    read: Callable[[Mapping[str, str]], Any]
    describe: Callable[[Session, Actor, Any], list[tuple[str, str]]]
    count: Callable[[Session, Actor, Any], int]
    table: Callable[[Session, Actor, Any], ExportTable]


class HasExports(Protocol):
    """A domain as this list sees it."""

    @property
    def exports(self) -> Sequence[ExportableList]: ...


_LISTS: dict[str, ExportableList] = {}


def publish(modules: Iterable[HasExports]) -> None:
    """Take over the lists of the one list of modules (called when that list is read)."""
    _LISTS.clear()
    _LISTS.update({one.name: one for module in modules for one in module.exports})


def list_named(name: str) -> ExportableList:
    """One exportable list.

    Raises Invalid.
    """
    found = _LISTS.get(name)
    if found is None:
        raise invalid("list", "unknown_list", "没有这个名单", "请从名单页面上申请导出")
    return found


def label_of(name: str) -> str:
    """The Chinese name of a list, also of one that is no longer offered."""
    found = _LISTS.get(name)
    return found.label if found else name
