"""The words of the papers: reminder, demand, second demand, lawyer's letter, application for a payment order (pure)."""

from dataclasses import dataclass
from datetime import date

from backend.funds.arrears.codes import DunningKind
from backend.funds.arrears.rules import duty_article, order_article
from backend.kernel.money import format_yuan


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a paper tells; amounts in fen, ``words`` the amount asked for in Chinese capitals."""

    kind: DunningKind
    issued_on: date
    pay_by: date | None
    payer_name: str
    payer_uscc: str
    payer_address: str
    sender: str
    item: str
    channel: str
    first_period: str
    last_period: str
    months: int
    arrears_fen: int
    disputed_fen: int
    late_fee_fen: int | None
    late_fee_basis: str
    words: str
    court: str
    note: str
    is_reserve: bool = False

    @property
    def asked_fen(self) -> int:
        """The amount asked for: the undisputed arrears and the late fee."""
        return self.arrears_fen - self.disputed_fen + (self.late_fee_fen or 0)


@dataclass(frozen=True, slots=True)
class Letter:
    """A paper as it is printed; the months stand between its paragraphs and its closing."""

    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    closing: str
    sender: str
    dated: str


def letter_of(facts: LetterFacts) -> Letter:
    """The paper in full."""
    is_order = facts.kind is DunningKind.ORDER
    paragraphs = _application(facts) if is_order else _demand(facts)
    if facts.note:
        paragraphs = (*paragraphs, facts.note)
    return Letter(
        title=facts.kind.label if is_order else f"{facts.item}{facts.kind.label}",
        addressee=facts.court if is_order else facts.payer_name,
        paragraphs=paragraphs,
        closing=_closing(facts),
        sender=facts.sender,
        dated=chinese_date(facts.issued_on),
    )


def chinese_date(day: date) -> str:
    """2020年12月16日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _span(facts: LetterFacts) -> str:
    first, last = _month(facts.first_period), _month(facts.last_period)
    span = first if facts.months == 1 else f"{first}至{last}"
    return f"{span}（共 {facts.months} 个月）"


def _month(period: str) -> str:
    return f"{period[:4]}年{int(period[5:])}月"


def _demand(facts: LetterFacts) -> tuple[str, ...]:
    duty = duty_article(facts.issued_on)
    owed = (
        f"经核对，你单位{_span(facts)}的{facts.item}尚欠缴 {format_yuan(facts.arrears_fen)} 元"
        f"{_fee(facts)}，明细如下。"
    )
    who = "尚未建立工会组织的单位" if facts.is_reserve else "建立工会组织的单位"
    first = f"根据{duty}和本省收缴办法，{who}应按每月全部职工工资总额的百分之二缴纳{facts.item}。"
    if facts.kind is DunningKind.REMINDER:
        return (first, owed)
    served = "第二次" if facts.kind is DunningKind.SECOND else ""
    warning = (
        f"现{served}书面催缴。根据{order_article(facts.issued_on)}，无正当理由拖延或者拒不拨缴工会经费的，"
        "工会可以向当地人民法院申请支付令；拒不执行支付令的，可以依法申请人民法院强制执行。"
    )
    return (first, warning, owed)


def _fee(facts: LetterFacts) -> str:
    if facts.late_fee_fen is None:
        return ""
    fee = format_yuan(facts.late_fee_fen)
    return (
        f"，至发文之日滞纳金 {fee} 元（依据：{facts.late_fee_basis}），合计 {format_yuan(facts.asked_fen)} 元"
    )


def _application(facts: LetterFacts) -> tuple[str, ...]:
    dispute = (
        f"其中 {format_yuan(facts.disputed_fen)} 元双方有争议，不在本申请之内。" if facts.disputed_fen else ""
    )
    return (
        f"申请人：{facts.sender}",
        f"被申请人：{facts.payer_name}（统一社会信用代码 {facts.payer_uscc}），住所地：{facts.payer_address or '见登记资料'}",
        f"请求事项：请求发出支付令，督促被申请人给付{facts.item} {format_yuan(facts.asked_fen)} 元（{facts.words}）。",
        f"事实和理由：被申请人拖欠{_span(facts)}的{facts.item}共 {format_yuan(facts.arrears_fen)} 元{_fee(facts)}，"
        f"经两次书面催缴仍不缴纳，明细如下。{dispute}根据{duty_article(facts.issued_on)}、"
        f"{order_article(facts.issued_on)}和民事诉讼法关于督促程序的规定，特提出申请。",
    )


def _closing(facts: LetterFacts) -> str:
    if facts.kind is DunningKind.ORDER:
        return "附：两次催缴文书及送达证明、逐月申报和入库明细。此致"
    limit = f"请在 {chinese_date(facts.pay_by)}（含当日）以前" if facts.pay_by else "请尽快"
    return (
        f"{limit}通过原渠道（{facts.channel}）足额缴纳 {format_yuan(facts.asked_fen)} 元（{facts.words}）。"
        "已经缴纳的，请带缴款凭证到我会核对；对金额有异议的，请在期限内书面提出。"
    )
