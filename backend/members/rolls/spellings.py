"""Columns of a roll that hold a code, and the other spellings that mean exactly one legal value (pure)."""

from backend.kernel.codes import Code
from backend.members.codes import (
    ChangeReason,
    Education,
    HukouType,
    IdType,
    PoliticalStatus,
    SexCode,
    TechnicalLevel,
    WorkStatus,
)
from backend.members.ethnicity import Ethnicity

CODE_COLUMNS: dict[str, type[Code]] = {
    "性别": SexCode,
    "民族": Ethnicity,
    "就业情况": WorkStatus,
    "有效证件类别": IdType,
    "学历": Education,
    "技能等级": TechnicalLevel,
    "户籍类型": HukouType,
    "会籍变化原因": ChangeReason,
    "政治面貌": PoliticalStatus,
}
#: Other spellings that mean exactly one legal value.
SPELLINGS: dict[str, dict[str, Code]] = {
    "性别": {"男性": SexCode.MALE, "女性": SexCode.FEMALE},
    "就业情况": {
        "待岗": WorkStatus.WAITING,
        "下岗": WorkStatus.WAITING,
        "内退": WorkStatus.EARLY_RETIRED,
        "退养": WorkStatus.EARLY_RETIRED,
    },
    "有效证件类别": {
        "居民身份证": IdType.RESIDENT,
        "港澳通行证": IdType.HK_MO_PERMIT,
        "台胞证": IdType.TW_PERMIT,
        "永久居留证": IdType.FOREIGN_RESIDENCE,
    },
    "学历": {
        "大学本科": Education.BACHELOR,
        "大学": Education.BACHELOR,
        "学士": Education.BACHELOR,
        "大专": Education.COLLEGE,
        "大学专科": Education.COLLEGE,
        "高职": Education.COLLEGE,
        "中专": Education.VOCATIONAL,
        "技校": Education.VOCATIONAL,
        "职高": Education.VOCATIONAL,
        "职业高中": Education.VOCATIONAL,
        "中等专科": Education.VOCATIONAL,
        "高中": Education.HIGH_SCHOOL,
        "初级中学": Education.JUNIOR,
        "硕士": Education.GRADUATE,
        "博士": Education.GRADUATE,
        "硕士研究生": Education.GRADUATE,
        "博士研究生": Education.GRADUATE,
    },
    "技能等级": {
        "高级技师": TechnicalLevel.ONE,
        "技师": TechnicalLevel.TWO,
        "高级": TechnicalLevel.THREE,
        "高级工": TechnicalLevel.THREE,
        "中级": TechnicalLevel.FOUR,
        "中级工": TechnicalLevel.FOUR,
        "初级": TechnicalLevel.FIVE,
        "初级工": TechnicalLevel.FIVE,
    },
    "户籍类型": {
        "非农": HukouType.NON_RURAL,
        "非农业户口": HukouType.NON_RURAL,
        "城镇": HukouType.NON_RURAL,
        "农业户口": HukouType.RURAL,
        "农村": HukouType.RURAL,
        "居民户口": HukouType.RESIDENT,
    },
    "会籍变化原因": {
        "劳动关系发生变化": ChangeReason.EMPLOYMENT,
        "工作关系发生变化": ChangeReason.EMPLOYMENT,
        "下岗待岗": ChangeReason.LAID_OFF,
        "企业破产": ChangeReason.BANKRUPTCY,
        "个人要求": ChangeReason.OWN_REQUEST,
    },
    "政治面貌": {
        "党员": PoliticalStatus.PARTY,
        "共产党员": PoliticalStatus.PARTY,
        "预备党员": PoliticalStatus.PROBATIONARY,
        "团员": PoliticalStatus.LEAGUE,
        "无党派": PoliticalStatus.NON_PARTY,
    },
}
