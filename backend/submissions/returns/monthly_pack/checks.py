"""The checks of the monthly pack: one declaration, the same verdict in the browser and on the server."""

from backend.submissions.codes import CheckSeverity, FundChannel
from backend.submissions.returns import logic as j
from backend.submissions.returns.form import Check, Item, Section
from backend.submissions.returns.monthly_pack.funds import DUE
from backend.submissions.returns.monthly_pack.members import GAINS, LOSSES

_E, _W = CheckSeverity.ERROR, CheckSeverity.WARNING
_CHANGES = "movements"


def checks_for(sections: tuple[Section, ...]) -> tuple[Check, ...]:
    """Every check of the form, errors first."""
    items = [item for section in sections for item in section.items]
    required = [_required(item) for item in items if item.is_required]
    deviations = [_follows_register(item) for item in items if item.fact]
    return (*required, *_ARITHMETIC, *_PARTS, *_FUNDS, *_WORK, *_CHANGE, *deviations)


def _required(item: Item) -> Check:
    return Check(
        f"{item.code}_filled", _E, (item.code,), f"“{item.label}”没有填写", f"请填写“{item.label}”",
        j.filled(j.cell(item.code)),
    )  # fmt: skip


def _follows_register(item: Item) -> Check:
    return Check(
        f"{item.code}_follows_register", _W, (item.code,), f"“{item.label}”与登记册不一致",
        "请先在登记册中更正；确需按现值上报的，请写明原因",
        j.either(j.empty(j.derived(item.code)), j.same(j.cell(item.code), j.derived(item.code))),
        records=_CHANGES if item.code.startswith("members_") else "",
    )  # fmt: skip


def _part(part: str, whole: str, message: str) -> Check:
    return Check(
        f"{part}_within_{whole}", _E, (part, whole), message, "请核对这两个数",
        j.at_most(j.number(part), j.number(whole)),
    )  # fmt: skip


_ARITHMETIC = (
    Check(
        "members_balance", _E, ("members_closing", "members_opening", *GAINS, *LOSSES),
        "月初会员数加减本月变动不等于月末会员数", "请核对月初数、各项变动和月末数，三者应当平衡",
        j.same(
            j.number("members_closing"),
            j.minus(
                j.total(j.number("members_opening"), *(j.number(code) for code in GAINS)),
                j.total(*(j.number(code) for code in LOSSES)),
            ),
        ),
        records=_CHANGES,
    ),
)  # fmt: skip
_PARTS = (
    _part("employees_women", "employees", "女职工数大于职工数"),
    _part("employees_migrant", "employees", "农民工数大于职工数"),
    _part("members_women", "members_closing", "女会员数大于月末会员数"),
    _part("members_migrant", "members_closing", "农民工会员数大于月末会员数"),
    Check(
        "members_within_employees", _W, ("members_closing", "employees", "employees_dispatched"),
        "会员数大于职工数与劳务派遣工数之和", "请核对；确有兼职、多单位等情况的，请写明原因",
        j.at_most(j.number("members_closing"), j.total(j.number("employees"), j.number("employees_dispatched"))),
    ),
)  # fmt: skip
_FUNDS = (
    Check(
        "funds_due_is_rate", _E, ("funds_due_fen", "wages_fen"), "应缴数不等于工资总额乘以拨缴比例", "请重新计算应缴数",
        j.same(j.number("funds_due_fen"), DUE),
    ),
    Check(
        "funds_channel_named", _E, ("funds_channel", "funds_paid_fen"), "已填缴纳金额，但没有选择缴纳渠道",
        "请选择缴纳渠道；本月没有缴纳的，已缴数填 0",
        j.implies(
            j.above(j.number("funds_paid_fen"), 0),
            j.both(
                j.filled(j.cell("funds_channel")), {"!==": [j.cell("funds_channel"), FundChannel.NONE.value]}
            ),
        ),
    ),
    Check(
        "funds_paid_on_not_future", _E, ("funds_paid_on",), "缴款日期晚于今天", "请填写实际缴款日期",
        j.implies(j.filled(j.cell("funds_paid_on")), j.at_most(j.cell("funds_paid_on"), {"var": "today"})),
    ),
    Check(
        "funds_paid_short", _W, ("funds_paid_fen", "funds_due_fen"), "本月已缴少于应缴", "请核对；欠缴的请写明原因和补缴打算",
        j.either(
            j.filled(j.derived("funds_paid_fen")), j.at_most(j.number("funds_due_fen"), j.number("funds_paid_fen"))
        ),
    ),
    Check(
        "funds_paid_over", _W, ("funds_paid_fen", "funds_due_fen"), "本月已缴多于应缴", "请核对；补缴以前月份的请写明月份",
        j.either(
            j.filled(j.derived("funds_paid_fen")), j.at_most(j.number("funds_paid_fen"), j.number("funds_due_fen"))
        ),
    ),
    Check(
        "wages_with_employees", _W, ("wages_fen", "employees"), "有职工但工资总额为零", "请核对；确无工资支出的请写明原因",
        j.implies(j.above(j.number("employees"), 0), j.above(j.number("wages_fen"), 0)),
    ),
    Check(
        "wages_minimum", _W, ("wages_fen", "employees"), "工资总额低于最低工资标准乘以职工数", "请核对工资总额和职工数，属实的请写明原因",
        j.implies(
            j.filled(j.parameter("minimum_wage_fen")),
            j.at_most(
                j.times(j.number("employees"), j.or_zero(j.parameter("minimum_wage_fen"))), j.number("wages_fen")
            ),
        ),
    ),
)  # fmt: skip
_WORK = (
    Check(
        "injured_has_accident", _E, ("accident_injured", "accidents"), "有事故伤亡人数，但事故起数为零", "请补填事故起数或更正伤亡人数",
        j.implies(j.above(j.number("accident_injured"), 0), j.above(j.number("accidents"), 0)),
    ),
    Check(
        "trained_has_training", _E, ("training_people", "trainings_held"), "有培训人数，但培训班期数为零",
        "请补填培训班期数或更正培训人数",
        j.implies(j.above(j.number("training_people"), 0), j.above(j.number("trainings_held"), 0)),
    ),
    Check(
        "arrears_has_case", _E, ("wage_arrears_people", "wage_arrears_cases"), "有欠薪人数，但欠薪事件为零",
        "请补填欠薪事件或更正涉及人数",
        j.implies(j.above(j.number("wage_arrears_people"), 0), j.above(j.number("wage_arrears_cases"), 0)),
    ),
)  # fmt: skip
_CHANGE = (
    Check(
        "members_opening_follows", _W, ("members_opening",), "月初会员数不等于上期月末会员数", "请核对；上期报错的请申请更正，并在此写明原因",
        j.either(
            j.empty(j.previous("members_closing")), j.same(j.number("members_opening"), j.previous("members_closing"))
        ),
        records=_CHANGES,
    ),
    Check(
        "loss_has_evidence", _W, ("evidence_no", "members_left", "members_expelled"), "有退会或除名，但没有填写减员依据",
        "请在“减员依据”中写明文号，或写明暂缺的原因",
        j.implies(
            j.above(j.total(j.number("members_left"), j.number("members_expelled")), 0), j.filled(j.cell("evidence_no"))
        ),
        records=_CHANGES,
    ),
    *(
        Check(
            f"{code}_steady", _W, (code,), f"“{label}”比上期变化较大", "请对照本月变动记录核对，并写明原因",
            j.steady(code, j.parameter("change_percent"), j.parameter(least)),
            records=_CHANGES if code == "members_closing" else "",
        )
        for code, label, least in (
            ("members_closing", "月末会员数", "change_people"),
            ("employees", "职工数", "change_people"),
            ("wages_fen", "上月工资总额", "change_fen"),
        )
    ),
)  # fmt: skip
