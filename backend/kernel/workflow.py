"""Workflow tables: which action leads from which state to which, and who may take it (pure)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.kernel.codes import Code
from backend.kernel.errors import Conflict, Forbidden, Invalid, invalid

Guard = Callable[[Any, Any], "str | None"]
"""(row, context) -> None when the step may be taken, else why not, in words for a clerk."""


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of a workflow."""

    source: Code
    action: Code
    target: Code
    permission: str
    guard: Guard | None = None
    needs_note: bool = False
    #: whoever took one of these actions with the object may not take this one (maker is not checker)
    other_than: tuple[Code, ...] = ()


@dataclass(frozen=True)
class Workflow:
    """A named table of steps over one kind of object."""

    name: str
    label: str
    steps: tuple[Step, ...]
    _index: Mapping[tuple[str, str], Step] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        index = {(s.source.value, s.action.value): s for s in self.steps}
        if len(index) != len(self.steps):
            raise ValueError(f"workflow {self.name}: two steps share a state and an action")
        object.__setattr__(self, "_index", index)

    def find(self, state: Code, action: str) -> Step | None:
        """The step an action takes from a state, if there is one."""
        return self._index.get((state.value, action))

    def actions(self) -> list[Code]:
        """Every action of the table, once, in order."""
        return list(dict.fromkeys(step.action for step in self.steps))

    def step_for(self, state: Code, action: str, permissions: frozenset[str], note: str | None) -> Step:
        """The step a caller takes.

        Raises Invalid (unknown action, missing note), Conflict (not from this state), Forbidden (no right).
        """
        known = {code.value: code for code in self.actions()}
        if action not in known:
            raise invalid("action", "unknown_action", "没有这个操作", "请刷新页面后按页面上的按钮办理")
        step = self.find(state, action)
        if step is None:
            raise Conflict(f"当前状态“{state.label}”不能“{known[action].label}”")
        if step.permission not in permissions:
            raise Forbidden(f"没有“{known[action].label}”的权限")
        if step.needs_note and not (note or "").strip():
            raise _note_missing(known[action])
        return step


def _note_missing(action: Code) -> Invalid:
    return invalid("note", "required", f"“{action.label}”必须写明理由", "请在意见栏写明理由后再提交")
