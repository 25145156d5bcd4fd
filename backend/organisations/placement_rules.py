"""Where a union may stand in the tree (pure)."""

from collections.abc import Iterator

from backend.organisations.admissible import CHILD_LEVELS
from backend.organisations.codes import SUBDIVISIONS, OrgLevel, OrgStatus
from backend.organisations.facts import Check, PlaceFacts

MAX_DEPTH = 8
#: Nation, province and city stand above every district.
LEVELS_ABOVE_DISTRICT = 3


def check_placement(parent: PlaceFacts, child: PlaceFacts) -> list[Check]:
    """Whether a union may stand under this parent: level, depth, no cycle, living parent."""
    return list(_placement(parent, child))


def depth_of(path: str) -> int:
    """Steps from the nation (1) down to a union: ``430702.003.`` is 5."""
    return LEVELS_ABOVE_DISTRICT + path.count(".")


def _placement(parent: PlaceFacts, child: PlaceFacts) -> Iterator[Check]:
    allowed = CHILD_LEVELS.get(parent.level, frozenset())
    yield Check(
        "parent_id",
        "parent_level",
        child.level in allowed,
        f"“{parent.level.label}”下面不能设“{child.level.label}”",
        f"上级改选，或层级改为：{'、'.join(level.label for level in OrgLevel if level in allowed) or '无'}",
        "工会法第十条",
    )
    inside_base = parent.level is OrgLevel.BASE
    is_part = child.org_form in SUBDIVISIONS
    yield Check(
        "parent_id",
        "branch_parent",
        inside_base == is_part or child.level is not OrgLevel.BASE,
        "基层工会下面只能设分会或小组，分会或小组也只能设在基层工会下面",
        "请改选组织形式或上级工会",
    )
    assert parent.path is not None
    yield Check(
        "parent_id",
        "parent_cycle",
        child.path is None or not parent.path.startswith(child.path),
        "上级工会是本工会自己或本工会的下级",
        "请另选上级工会",
    )
    yield Check(
        "parent_id",
        "parent_depth",
        depth_of(parent.path) < MAX_DEPTH,
        f"从全国总工会算起最多{MAX_DEPTH}层，这里会超过",
        "请改挂到更高一层的工会下面",
    )
    yield Check(
        "parent_id",
        "parent_dissolved",
        parent.status not in (OrgStatus.DISSOLVING, OrgStatus.DISSOLVED),
        f"上级工会的状态是“{parent.status.label}”，不能再设下级",
        "请另选上级工会",
    )
