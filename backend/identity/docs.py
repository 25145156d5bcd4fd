"""docs/permissions.md: which role and which office holds which right, written from the modules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backend.kernel.module import Module
from backend.kernel.roles import Office, Role

NOTE = "<!-- written by `make docs`; do not edit -->"
GRANTED, NOT_GRANTED = "●", "·"

RightsOf = Callable[[Role, frozenset[Office]], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Holder:
    """One column of the matrix: a role, or a district account of one office."""

    role: Role
    office: Office | None = None

    @property
    def offices(self) -> frozenset[Office]:
        """What the grant of such an account names."""
        return frozenset() if self.office is None else frozenset({self.office})

    @property
    def label(self) -> str:
        """The head of the column."""
        return self.role.label if self.office is None else f"区·{self.office.label}"

    @property
    def code(self) -> str:
        """The codes of the column, e.g. ``district+finance``."""
        return self.role.value if self.office is None else f"{self.role.value}+{self.office.value}"


def holders() -> list[Holder]:
    """Every column, a district account of no office first and then each office."""
    found: list[Holder] = []
    for role in Role:
        found.append(Holder(role))
        if role is Role.DISTRICT:
            found += [Holder(role, office) for office in Office]
    return found


def permissions_page(modules: Sequence[Module], rights_of: RightsOf) -> str:
    """The right × holder matrix as Markdown, one table per domain.

    Raises KeyError for a right without a Chinese label, so that none stays unexplained.
    """
    columns = holders()
    lines = [
        "# 权限一览 Permissions",
        "",
        NOTE,
        "",
        "范围由账号在工会组织树中的位置决定，权限由角色决定，区总工会账号再加上所在科室的权限；都满足才能办理。",
        "权限须由系统管理员提出、安全管理员批准后才生效；三类管理员由不同的人担任，都没有业务权限。",
        "A caller reaches the subtree of their union; the role, and for the district its offices, decide what"
        " they may do there. Every cell is executed by `tests/identity/test_matrix.py`.",
        "",
        "| 角色、科室 | 代码 |",
        "|---|---|",
        *[f"| {one.label} | `{one.code}` |" for one in columns],
        "",
    ]
    held = {one: rights_of(one.role, one.offices) for one in columns}
    for module in modules:
        lines += _table(module, held)
    return "\n".join(lines)


def _table(module: Module, held: dict[Holder, frozenset[str]]) -> list[str]:
    granted = [*module.grants.values(), *module.office_grants.values()]
    rights = sorted(set().union(*granted) | set(module.permission_labels))
    if not rights:
        return []
    head = " | ".join(one.label for one in held)
    lines = [f"## {module.label} `{module.name}`", "", f"| 权限 | 说明 | {head} |"]
    lines.append("|---|---|" + ":-:|" * len(held))
    for right in rights:
        cells = " | ".join(GRANTED if right in rights_held else NOT_GRANTED for rights_held in held.values())
        lines.append(f"| `{right}` | {module.permission_labels[right]} | {cells} |")
    return [*lines, ""]
