"""Structure changes (pure): the workflow, and every check that speaks for or against one.

Sources: 工会法 arts 12, 13; domain A.3, A.8b, A-R14, A-R17.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.kernel.authz import Actor, in_subtree
from backend.kernel.decisions import Check, verdict_of
from backend.kernel.workflow import Guard, Step, Workflow
from backend.organisations.codes import OrgForm, OrgLevel, OrgStatus
from backend.organisations.permissions import P
from backend.organisations.structure.codes import StructureAction as A
from backend.organisations.structure.codes import StructureKind as K
from backend.organisations.structure.codes import StructureState as S


@dataclass(frozen=True, slots=True)
class Desk:
    """Who stands before a change, and the places of the unions above it; ``""`` where there is none."""

    actor: Actor
    today: date
    old_parent_path: str
    new_parent_path: str


def _of_old_parent(_: Any, desk: Desk) -> str | None:
    return None if in_subtree(desk.old_parent_path, desk.actor) else "只有原上级工会（或其上级）可以同意调出"


def _of_new_parent(_: Any, desk: Desk) -> str | None:
    return None if in_subtree(desk.new_parent_path, desk.actor) else "只有新上级工会（或其上级）可以接收"


def _only(kind: K, guard: Guard | None = None) -> Guard:
    def check(row: Any, desk: Desk) -> str | None:
        if row.kind is not kind:
            return f"只有{kind.label}需要这一步"
        return guard(row, desk) if guard else None

    return check


def _not_reparent(row: Any, _: Desk) -> str | None:
    return "隶属关系调整须先由原上级同意、新上级接收" if row.kind is K.REPARENT else None


def _is_due(row: Any, desk: Desk) -> str | None:
    if row.effective_on <= desk.today:
        return None
    return f"还没有到生效日期（{row.effective_on.isoformat()}）"


_MAKERS = (A.APPLY, A.CONSENT, A.RECEIVE)
WORKFLOW = Workflow(
    "structure_change",
    "工会组织变更",
    (
        Step(S.APPLIED, A.CONSENT, S.CONSENTED, P.RESTRUCTURE, _only(K.REPARENT, _of_old_parent), False, (A.APPLY,)),
        Step(S.CONSENTED, A.RECEIVE, S.RECEIVED, P.RESTRUCTURE, _of_new_parent, False, (A.APPLY, A.CONSENT)),
        Step(S.RECEIVED, A.CONFIRM, S.CONFIRMED, P.CONFIRM_STRUCTURE, None, False, _MAKERS),
        Step(S.APPLIED, A.CONFIRM, S.CONFIRMED, P.CONFIRM_STRUCTURE, _not_reparent, False, _MAKERS),
        Step(S.APPLIED, A.REFUSE, S.REFUSED, P.RESTRUCTURE, _only(K.REPARENT, _of_old_parent), True, (A.APPLY,)),
        Step(S.CONSENTED, A.REFUSE, S.REFUSED, P.RESTRUCTURE, _of_new_parent, True, (A.APPLY,)),
        Step(S.RECEIVED, A.REFUSE, S.REFUSED, P.CONFIRM_STRUCTURE, None, True, _MAKERS),
        Step(S.APPLIED, A.WITHDRAW, S.WITHDRAWN, P.RESTRUCTURE),
        Step(S.CONSENTED, A.WITHDRAW, S.WITHDRAWN, P.RESTRUCTURE),
        Step(S.RECEIVED, A.WITHDRAW, S.WITHDRAWN, P.RESTRUCTURE),
        Step(S.CONFIRMED, A.WITHDRAW, S.WITHDRAWN, P.CONFIRM_STRUCTURE, None, True),
        Step(S.CONFIRMED, A.TAKE_EFFECT, S.EFFECTIVE, P.RESTRUCTURE, _is_due),
        Step(S.EFFECTIVE, A.ASK_UNDO, S.UNDO_ASKED, P.RESTRUCTURE, None, True),
        Step(S.UNDO_ASKED, A.CONFIRM_UNDO, S.UNDONE, P.CONFIRM_STRUCTURE, None, False, (A.ASK_UNDO,)),
        Step(S.UNDO_ASKED, A.KEEP, S.EFFECTIVE, P.CONFIRM_STRUCTURE, None, True, (A.ASK_UNDO,)),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnionNow:
    """A union as the checks see it."""

    name: str
    level: OrgLevel
    org_form: OrgForm
    status: OrgStatus
    path: str
    parent_path: str
    open_children: int
    is_joint: bool
    employers: int


@dataclass(frozen=True, slots=True)
class Intent:
    """What is asked for; ``busy`` names the unions that another open change already holds."""

    kind: K
    effective_on: date
    subjects: tuple[UnionNow, ...]
    target: UnionNow | None
    new_name: str
    busy: tuple[str, ...]
    #: parts of a split
    chosen_members: int
    chosen_employers: int
    is_new_employer: bool
    #: (code, placement rule, is met, how to mend) for each subject under the new parent
    placements: tuple[tuple[str, str, bool, str], ...]
    #: whether another open union of the district has the new name, and whether it ends as its form wants
    name_taken: bool
    name_fits: bool
    #: the first date that does not reach behind an earlier change of these unions
    earliest: date | None


def check_intent(intent: Intent) -> list[Check]:
    """Every check of a change, met or not."""
    by_kind = {
        K.REPARENT: _reparent,
        K.MERGE: _merge,
        K.SPLIT: _split,
        K.DISSOLVE: _dissolve,
        K.RENAME: _rename,
    }
    return [*_always(intent), *by_kind[intent.kind](intent)]


def _check(code: str, label: str, is_met: bool, article: str, fix: str, *inputs: tuple[str, str]) -> Check:
    return Check(code, label, verdict_of(is_met), article, inputs, None, fix)


def _always(intent: Intent) -> Iterable[Check]:
    parties = [*intent.subjects, *([intent.target] if intent.target else [])]
    gone = [u.name for u in parties if u.status in (OrgStatus.DISSOLVED, OrgStatus.DISSOLVING)]
    yield _check(
        "alive", "各方工会都在，没有撤销或注销中", not gone, "工会法第十三条", "请改选工会",
        ("已撤销的", "、".join(gone) or "无"),
    )  # fmt: skip
    yield _check(
        "not_busy", "各方工会没有其他未办结的组织变更", not intent.busy, "A-R17", "请先办结或取消那一件变更",
        ("正在办理的", "、".join(intent.busy) or "无"),
    )  # fmt: skip
    earliest = intent.earliest
    yield _check(
        "after_last_change", "生效日期不早于这些工会上一次的成立、隶属调整或合并分立", earliest is None or intent.effective_on >= earliest,
        "A.9", "请填写更晚的生效日期；上一次有误的，先撤回上一次",
        ("生效日期", intent.effective_on.isoformat()), ("最早", earliest.isoformat() if earliest else "不限"),
    )  # fmt: skip


def _reparent(intent: Intent) -> Iterable[Check]:
    yield _check(
        "first_of_month", "生效日期是某月的第一天", intent.effective_on.day == 1, "A.8b 隶属关系调整",
        "请填写某月1日；已锁定的月份仍归原上级", ("生效日期", intent.effective_on.isoformat()),
    )  # fmt: skip
    parents = {union.parent_path for union in intent.subjects}
    yield _check(
        "one_old_parent", "一件变更里的工会现属同一上级", len(parents) == 1, "A.8b", "不同上级的请分开申请"
    )
    target = intent.target
    yield _check(
        "other_parent", "新上级不是现在的上级", target is not None and target.path not in parents, "A.8b",
        "请另选新上级", ("新上级", target.name if target else "未选"),
    )  # fmt: skip
    for code, label, is_met, fix in intent.placements:
        yield _check(code, label, is_met, "工会法第十条", fix)


def _merge(intent: Intent) -> Iterable[Check]:
    target = intent.target
    same = target is not None and all(_alike(union, target) for union in intent.subjects)
    yield _check(
        "same_level", "合并各方层级相同，基层工会不与分会、小组合并", same, "工会法第十三条",
        "请选择同一层级的工会", ("层级", "、".join(dict.fromkeys(u.level.label for u in intent.subjects))),
    )  # fmt: skip
    apart = target is not None and all(not target.path.startswith(u.path) for u in intent.subjects)
    placed = target is not None and (target.is_joint or all(u.employers <= 1 for u in intent.subjects))
    yield _check(
        "employers_placed", "被合并工会覆盖的几个单位由联合工会接着覆盖", placed, "A-R14",
        "覆盖几个单位的工会请并入联合工会，或先减少覆盖的单位",
        ("覆盖单位", str(sum(u.employers for u in intent.subjects))),
    )  # fmt: skip
    yield _check("apart", "并入的工会不是被合并工会自己或其下级", apart, "A.3", "请另选并入的工会")


def _alike(union: UnionNow, target: UnionNow) -> bool:
    is_part = union.org_form in (OrgForm.BRANCH, OrgForm.GROUP)
    return union.level is target.level and is_part == (target.org_form in (OrgForm.BRANCH, OrgForm.GROUP))


def _split(intent: Intent) -> Iterable[Check]:
    source = intent.subjects[0]
    is_base = source.level is OrgLevel.BASE and source.org_form not in (OrgForm.BRANCH, OrgForm.GROUP)
    yield _check("base_only", "只有基层工会可以分立", is_base, "A.3", "街道、社区请用隶属关系调整")
    yield from _named(intent)
    yield _check(
        "has_members", "选定了分出去的会员", intent.chosen_members > 0, "A.3", "请至少选择一名会员",
        ("分出会员", str(intent.chosen_members)),
    )  # fmt: skip
    gains = intent.chosen_employers + intent.is_new_employer
    yield _check(
        "has_employer", "分出的工会有自己的单位", gains > 0, "工会法第十一条；A-R14",
        "请选择分出的单位，或填写新单位的名称",
    )  # fmt: skip
    left = source.employers - intent.chosen_employers
    yield _check(
        "keeps_employers", "原工会留下的单位够数（联合工会至少两个，其他至少一个）", left >= (2 if source.is_joint else 1),
        "A-R14", "请少分出几个单位，或先把原工会改为独立基层工会", ("留下单位", str(left)),
    )  # fmt: skip


def _dissolve(intent: Intent) -> Iterable[Check]:
    below = sum(union.open_children for union in intent.subjects)
    yield _check(
        "no_children", "下面没有未撤销的工会、分会或小组", below == 0, "A-R17",
        "请先把下级调整到别的工会，或先撤销下级", ("下级", str(below)),
    )  # fmt: skip


def _rename(intent: Intent) -> Iterable[Check]:
    yield from _named(intent)
    changed = intent.new_name != intent.subjects[0].name
    yield _check("other_name", "新名称与现名称不同", changed, "A.2.1", "请填写新的名称")


def _named(intent: Intent) -> Iterable[Check]:
    yield _check(
        "name_ending", "新名称的结尾与组织形式一致", intent.name_fits, "A.2.1",
        "请按批复写全称，以“工会委员会”等结尾", ("新名称", intent.new_name or "未填"),
    )  # fmt: skip
    yield _check("name_free", "同一上级下没有同名的工会", not intent.name_taken, "A.2.1", "请换一个名称")
