"""Sections (d) to (j): what other domains will hold one day; typed until then, and each section says so."""

from backend.submissions.codes import ItemKind, ItemSource
from backend.submissions.returns.form import Item, Section

_RIGHTS = "区总工会权益保障部"
_LAW = "区总工会法律工作部"
_PUBLICITY = "区总工会宣教部"
_LATER = "登记尚未建立，由填报人填写；无则为零。"


def _flow(
    code: str, label: str, definition: str, unit: str, basis: str, owner: str, *, is_stock: bool = False
) -> Item:
    return Item(
        code,
        label,
        definition,
        unit,
        ItemKind.INTEGER,
        basis,
        owner,
        ItemSource.TYPED,
        is_flow=not is_stock,
        default=0,
    )


_BARGAIN = "《集体合同规定》"
BARGAINING = Section(
    "bargaining",
    "五",
    "集体协商",
    (
        _flow("bargain_offers", "发出要约", "本月发出的集体协商要约", "份", _BARGAIN, _LAW),
        _flow("bargain_replies", "收到答复", "本月收到的书面答复", "份", _BARGAIN, _LAW),
        _flow("contracts_signed", "签订集体合同", "本月签订或续签的集体合同（含专项）", "份", _BARGAIN, _LAW),
    ),
    note=f"集体协商{_LATER}",
)
_FILES = "困难职工帮扶工作规定"
HARDSHIP = Section(
    "hardship",
    "六",
    "困难职工",
    (
        _flow("hardship_new", "新申请", "本月提出困难认定申请的职工", "户", _FILES, _RIGHTS),
        _flow("hardship_changed", "情况变化", "在档困难职工中本月家庭情况有变化的", "户", _FILES, _RIGHTS),
    ),
    note=f"困难职工档案{_LATER}",
)
_AID = "职工医疗互助办法"
MUTUAL_AID = Section(
    "mutual_aid",
    "七",
    "医疗互助",
    (
        _flow("mutual_changes", "参保名单变动", "本月增减的参加互助职工", "人", _AID, _RIGHTS),
        _flow("mutual_claims", "待办申领", "月末尚未办结的互助金申领", "件", _AID, _RIGHTS, is_stock=True),
    ),
    note=f"医疗互助{_LATER}",
)
PUBLICITY = Section(
    "publicity",
    "八",
    "宣传信息",
    (
        _flow(
            "publicity_items",
            "报送信息",
            "本月向上级工会报送的信息、稿件",
            "条",
            "区总工会信息工作考核办法",
            _PUBLICITY,
        ),
    ),
    note=f"宣传信息{_LATER}",
)
_WORK = "区总工会年度工作要点"
ACTIVITIES = Section(
    "activities",
    "九",
    "活动竞赛培训",
    (
        _flow("activities_held", "开展活动", "本月开展的文体、慰问等活动", "场", _WORK, _PUBLICITY),
        _flow("contests_held", "劳动竞赛", "本月开展的劳动和技能竞赛", "场", _WORK, _PUBLICITY),
        _flow("trainings_held", "培训班", "本月举办的培训班", "期", _WORK, _PUBLICITY),
        _flow("training_people", "培训人数", "参加本月培训的人数", "人", _WORK, _PUBLICITY),
    ),
    note=f"活动培训{_LATER}",
)
_SAFETY = "《中华人民共和国安全生产法》"
_DISPUTE = "《劳动争议调解仲裁法》"
SAFETY = Section(
    "safety",
    "十",
    "安全与争议",
    (
        _flow("accidents", "生产安全事故", "本月发生的生产安全事故", "起", _SAFETY, _RIGHTS),
        _flow("accident_injured", "事故伤亡人数", "上述事故中伤亡的职工", "人", _SAFETY, _RIGHTS),
        _flow("mediation_cases", "调解案件", "本月受理的劳动争议调解", "件", _DISPUTE, _LAW),
        _flow("wage_arrears_cases", "欠薪事件", "本月发生的拖欠工资事件", "起", _DISPUTE, _LAW),
        _flow("wage_arrears_people", "欠薪涉及人数", "上述事件涉及的职工", "人", _DISPUTE, _LAW),
    ),
    note=f"安全生产与劳动争议{_LATER}",
)
NOTES = Section(
    "notes",
    "十一",
    "说明与附件",
    (
        Item(
            "notes", "情况说明", "需要上级工会知道的其他情况", "", ItemKind.TEXT, "本报表制度", "区总工会办公室",
            ItemSource.TYPED, max_length=2000,
        ),
        Item(
            "attachment_list", "附件清单", "随报表交存的纸质或电子材料名称", "", ItemKind.TEXT, "本报表制度",
            "区总工会办公室", ItemSource.TYPED, max_length=500, example="除名决定复印件 1 份",
        ),
    ),
)  # fmt: skip
