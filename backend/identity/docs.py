"""docs/permissions.md: which role holds which right, written from the modules."""

from collections.abc import Callable, Sequence

from backend.kernel.module import Module
from backend.kernel.roles import Role

NOTE = "<!-- written by `make docs`; do not edit -->"
GRANTED, NOT_GRANTED = "●", "·"


def permissions_page(modules: Sequence[Module], rights_of: Callable[[Role], frozenset[str]]) -> str:
    """The role × right matrix as Markdown, one table per domain.

    Raises KeyError for a right without a Chinese label, so that none stays unexplained.
    """
    lines = [
        "# 权限一览 Permissions",
        "",
        NOTE,
        "",
        "范围由账号在工会组织树中的位置决定，权限由角色决定；两者都满足才能办理。",
        "A caller reaches the subtree of their union; the role decides what they may do there."
        " Every cell is executed by `tests/identity/test_matrix.py`.",
        "",
        "| 角色 | 代码 |",
        "|---|---|",
        *[f"| {role.label} | `{role.value}` |" for role in Role],
        "",
    ]
    held = {role: rights_of(role) for role in Role}
    for module in modules:
        lines += _table(module, held)
    return "\n".join(lines)


def _table(module: Module, held: dict[Role, frozenset[str]]) -> list[str]:
    rights = sorted(set().union(*module.grants.values()) | set(module.permission_labels))
    if not rights:
        return []
    head = " | ".join(role.label for role in Role)
    lines = [f"## {module.label} `{module.name}`", "", f"| 权限 | 说明 | {head} |"]
    lines.append("|---|---|" + ":-:|" * len(Role))
    for right in rights:
        cells = " | ".join(GRANTED if right in held[role] else NOT_GRANTED for role in Role)
        lines.append(f"| `{right}` | {module.permission_labels[right]} | {cells} |")
    return [*lines, ""]
