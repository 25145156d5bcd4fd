"""Rules of a monthly head-count (pure)."""

from collections.abc import Iterator
from datetime import date

from backend.organisations.facts import Check, HeadCountFacts

#: field -> (the figure it is part of, label, label of the whole)
PARTS: dict[str, tuple[str, str, str]] = {
    "women_employees": ("employees", "女职工数", "职工数"),
    "migrant_employees": ("employees", "农民工数", "职工数"),
    "women_members": ("members", "女会员数", "会员数"),
    "migrant_members": ("members", "农民工会员数", "会员数"),
    "new_form_members": ("members", "新就业形态会员数", "会员数"),
}


def check_head_count(count: HeadCountFacts, founded_on: date | None, today: date) -> list[Check]:
    """Every check of one declaration; a reason allows more members than persons working there."""
    return list(_checks(count, founded_on, today))


def month_of(day: date) -> str:
    """The month of a date, ``YYYY-MM``."""
    return f"{day:%Y-%m}"


def _checks(count: HeadCountFacts, founded_on: date | None, today: date) -> Iterator[Check]:
    yield Check(
        "month",
        "future_month",
        count.month <= month_of(today),
        "所属月份还没有到",
        "请选择本月或以前的月份",
    )
    yield Check(
        "month",
        "before_founding",
        founded_on is None or count.month >= month_of(founded_on),
        "所属月份早于建会月份",
        "请核对月份；建会日期有误的请先改正",
    )
    for field, (whole, label, whole_label) in PARTS.items():
        yield Check(
            field,
            "part_exceeds_whole",
            getattr(count, field) <= getattr(count, whole),
            f"{label}大于{whole_label}",
            "请核对这两个数",
        )
    yield Check(
        "members",
        "members_exceed_employees",
        count.members <= count.employees + count.dispatched_employees or bool(count.reason),
        "会员数大于职工数与劳务派遣工数之和",
        "请核对；确有兼职等情况的，请在说明栏写明原因",
        "会员一人只计一次（A.7）",
    )
