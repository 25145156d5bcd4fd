"""Sections (a) organisation and (b) head-count of the monthly pack."""

from backend.submissions.codes import ItemKind, ItemSource, TermStatus
from backend.submissions.returns.form import Item, Section

_LAW = "《中华人民共和国工会法》"
_OFFICE = "区总工会组织部"
_COUNT_BASIS = "工会统计年报制度（A.2.1 人数指标）"

ORGANISATION = Section(
    "organisation",
    "一",
    "组织情况",
    (
        Item(
            "org_name", "工会名称", "上级工会批复的全称", "", ItemKind.TEXT, f"{_LAW}第十二条", _OFFICE,
            ItemSource.DERIVED, is_required=True, fact="org_name", example="常德市武陵区某某公司工会委员会",
        ),
        Item(
            "chair_name", "工会主席", "现任主席（主持工作的副主席）姓名", "", ItemKind.TEXT, f"{_LAW}第十条、第十八条",
            _OFFICE, ItemSource.DERIVED, is_required=True, fact="chair_name", max_length=60,
        ),
        Item(
            "contact_name", "联系人", "负责报表联系的人员姓名", "", ItemKind.TEXT, "工会统计年报制度", _OFFICE,
            ItemSource.DERIVED, fact="contact_name", max_length=60,
        ),
        Item(
            "term_status", "任期状况", "本届委员会任期是否到期", "", ItemKind.CHOICE, f"{_LAW}第十六条", _OFFICE,
            ItemSource.CARRIED, options=TermStatus.labels(), note="届次登记尚未建立，由填报人选择，以后自动带出。",
        ),
        Item(
            "six_have_changes", "六有变化", "有班子、有场所、有牌子、有章子、有制度、有活动六项中本月发生的变化", "",
            ItemKind.TEXT, "基层工会规范化建设要求", _OFFICE, ItemSource.TYPED, max_length=500,
            note="六有核查尚未建立，有变化的写明是哪一项。", example="新挂工会牌子，启用工会活动室",
        ),
    ),
)  # fmt: skip


def _count(code: str, label: str, definition: str, *, is_required: bool = False) -> Item:
    return Item(
        code, label, definition, "人", ItemKind.INTEGER, _COUNT_BASIS, _OFFICE, ItemSource.DERIVED,
        is_required=is_required, fact=code,
    )  # fmt: skip


HEAD_COUNT = Section(
    "head_count",
    "二",
    "职工人数",
    (
        _count("employees", "职工数", "月末在岗职工总数，不含劳务派遣工", is_required=True),
        _count("employees_women", "女职工数", "职工数中的女性"),
        _count("employees_migrant", "农民工数", "职工数中户籍在农村的"),
        _count("employees_dispatched", "劳务派遣工数", "月末在本单位工作的劳务派遣工，不计入职工数"),
        _count("employees_new_form", "新就业形态劳动者数", "快递员、网约送餐员、货车司机等"),
    ),
)
