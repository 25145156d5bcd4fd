"""Section (c) funds: what a chair declares about wages, the 2 % due, what was paid and the dues."""

from backend.submissions.codes import FundChannel, ItemKind, ItemSource
from backend.submissions.returns import logic
from backend.submissions.returns.form import Item, Section

_LAW = "《中华人民共和国工会法》第四十三条"
_OFFICE = "区总工会财务部"
#: wages x rate, half up to the fen; the rate in 1/10000
DUE = logic.share_of(logic.number("wages_fen"), logic.or_zero(logic.parameter("fund_rate")))

FUNDS = Section(
    "funds",
    "四",
    "工会经费",
    (
        Item(
            "wages_fen", "上月工资总额", "上月全部职工工资总额：计时、计件、奖金、津贴补贴、加班加点、特殊情况工资", "元",
            ItemKind.MONEY, "《关于工资总额组成的规定》", _OFFICE, ItemSource.CARRIED, is_required=True,
            example="325,480.00",
        ),
        Item(
            "funds_due_fen", "应缴工会经费", "上月工资总额×拨缴比例，四舍五入到分", "元", ItemKind.MONEY, _LAW, _OFFICE,
            ItemSource.COMPUTED, formula=DUE, example="325,480.00 元的 2% 为 6,509.60 元",
        ),
        Item(
            "funds_paid_fen", "本月已缴", "本月入库的工会经费（筹备金），扣除冲正；不论补缴哪个月", "元", ItemKind.MONEY, _LAW,
            _OFFICE, ItemSource.CARRIED, default=0, fact="funds_paid_fen",
        ),
        Item(
            "funds_channel", "缴纳渠道", "通过哪一渠道缴纳", "", ItemKind.CHOICE, "湘政办发〔2018〕43号", _OFFICE,
            ItemSource.CARRIED, options=FundChannel.labels(), fact="funds_channel",
        ),
        Item(
            "funds_paid_on", "缴款日期", "本月最后一笔缴款的日期", "", ItemKind.DATE, _LAW, _OFFICE, ItemSource.TYPED,
            fact="funds_paid_on",
        ),
        Item(
            "funds_ticket_no", "电子税票号", "税务代收的电子税票号码，或专用收据号", "", ItemKind.TEXT,
            "湘工发〔2011〕17号", _OFFICE, ItemSource.TYPED, max_length=60, fact="funds_ticket_no",
        ),
        Item(
            "dues_fen", "会费收入", "本月收取的会员会费", "元", ItemKind.MONEY, "工会会费收缴规定", _OFFICE,
            ItemSource.CARRIED, default=0, fact="dues_fen",
        ),
    ),
    note="已登记缴费户的，缴纳情况由经费台账带出；审核通过后，工资总额作为当月经费申报。没有登记的，由填报人填写。",
)  # fmt: skip
