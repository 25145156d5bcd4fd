"""Words of the union tree: levels, forms, types, classes and the national code sets they use."""

from backend.kernel.codes import Code


class OrgLevel(Code):
    """层级: where a union stands; 41, 42 and 43 stand beside the streets."""

    NATION = "10", "全国"
    PROVINCE = "20", "省"
    CITY = "30", "市"
    DISTRICT = "40", "县（市、区）"
    INDUSTRY = "41", "区产业（行业）工会"
    PARK = "42", "园区工会"
    BUREAU = "43", "区直机关（系统）工会"
    STREET = "50", "乡镇（街道）"
    COMMUNITY = "60", "村（社区）"
    COMMUNITY_FLEXIBLE = "61", "社区灵活就业联合工会"
    BASE = "90", "基层工会"


class OrgForm(Code):
    """组织形式."""

    GENERAL = "1", "总工会"
    UNION = "2", "工会"
    FEDERATION = "3", "工会联合会"
    COMMITTEE = "4", "工会委员会"
    JOINT_COMMITTEE = "5", "联合工会委员会"
    BRANCH = "6", "分会"
    GROUP = "7", "小组"


class OrgType(Code):
    """组织类型."""

    INDEPENDENT_BASE = "1", "独立基层工会"
    JOINT_BASE = "2", "联合基层工会"
    STREET = "3", "街道（乡镇、社区）工会"
    PARK = "4", "园区工会"
    INDUSTRY = "5", "行业工会"
    GROUP_COMPANY = "6", "集团工会"
    SYSTEM = "7", "系统工会"
    BRANCH = "8", "分会/小组"
    LOCAL = "9", "地方总工会"


class BaseType(Code):
    """基层工会类型."""

    INDEPENDENT = "0", "独立基层工会"
    JOINT = "1", "联合基层工会"


class ReportClass(Code):
    """统计口径: the cut of the yearly report; every grassroots union is in exactly one class."""

    PUBLIC = "public", "机关事业单位"
    STATE_OWNED = "state_owned", "国有企业"
    NON_PUBLIC = "non_public", "非公企业和其他社会组织"


class EconomicType(Code):
    """经济类型 (GB/T 12402 family, as on the union registration form)."""

    STATE_OWNED = "110", "国有企业"
    COLLECTIVE = "120", "集体企业"
    SHARE_COOPERATIVE = "130", "股份合作企业"
    JOINT_OPERATION = "140", "联营企业"
    STATE_SOLE = "151", "国有独资公司"
    OTHER_LIMITED = "159", "其他有限责任公司"
    STATE_CONTROLLED = "161", "国有控股股份公司"
    OTHER_SHARE = "169", "其他股份有限公司"
    PRIVATE = "170", "私营企业"
    OTHER_DOMESTIC = "190", "其他内资"
    HK_MO_TW = "200", "港澳台商投资企业"
    FOREIGN = "300", "外商投资企业"
    INSTITUTION = "400", "事业单位"
    ORGAN = "500", "机关"
    SELF_EMPLOYED = "600", "个体经济组织"
    PRIVATE_NON_ENTERPRISE = "700", "民办非企业单位"


class UnitCategory(Code):
    """单位性质类别."""

    ENTERPRISE = "enterprise", "企业"
    INSTITUTION = "institution", "事业单位"
    ORGAN = "organ", "机关"
    SELF_EMPLOYED = "self_employed", "个体经济组织"
    PRIVATE_NON_ENTERPRISE = "private_non_enterprise", "民办非企业单位"
    SOCIAL_GROUP = "social_group", "社会团体"
    SELF_GOVERNING = "self_governing", "基层群众性自治组织"


class Industry(Code):
    """所属行业 (sections of GB/T 4754-2017)."""

    A = "A", "农、林、牧、渔业"
    B = "B", "采矿业"
    C = "C", "制造业"
    D = "D", "电力、热力、燃气及水生产和供应业"
    E = "E", "建筑业"
    F = "F", "批发和零售业"
    G = "G", "交通运输、仓储和邮政业"
    H = "H", "住宿和餐饮业"
    I = "I", "信息传输、软件和信息技术服务业"  # noqa: E741 - the national letter
    J = "J", "金融业"
    K = "K", "房地产业"
    L = "L", "租赁和商务服务业"
    M = "M", "科学研究和技术服务业"
    N = "N", "水利、环境和公共设施管理业"
    O = "O", "居民服务、修理和其他服务业"  # noqa: E741 - the national letter
    P = "P", "教育"
    Q = "Q", "卫生和社会工作"
    R = "R", "文化、体育和娱乐业"
    S = "S", "公共管理、社会保障和社会组织"
    T = "T", "国际组织"


class FoundingMode(Code):
    """建会方式."""

    OFFLINE = "1", "线下建会"
    ONLINE = "2", "网上建会"


class OrgStatus(Code):
    """工会状态."""

    PREPARING = "preparing", "筹备"
    ACTIVE = "active", "正常"
    LOCKED = "locked", "锁定"
    TERM_DUE = "term_due", "待换届"
    DISSOLVING = "dissolving", "注销中"
    DISSOLVED = "dissolved", "已撤销"


class OrgPhone(Code):
    """Masked numbers of a union that can be shown in full."""

    CHAIR = "chair_phone", "主席电话"
    CONTACT = "contact_phone", "联系电话"


class OrgRevealPurpose(Code):
    """Why a full number is looked at."""

    CONTACT = "contact", "工作联系"
    VERIFY = "verify", "核对登记内容"
    INSPECTION = "inspection", "审计检查"


class DivisionLevel(Code):
    """Level of an administrative division."""

    DISTRICT = "district", "县（市、区）"
    TOWNSHIP = "township", "乡镇（街道）"
    COMMUNITY = "community", "村（社区）"


class OrgSort(Code):
    """Orders of the organisation list."""

    PATH = "path", "按隶属关系"
    NAME = "name", "按名称拼音"


class OrgChangeKind(Code):
    """What a line of an organisation's history tells of."""

    CREATED = "created", "登记"
    EDITED = "edited", "修改"
    HEAD_COUNT = "head_count", "报送人数"
    FOUNDED = "founded", "批准建会"
    MOVED = "moved", "隶属关系调整"
    MERGED = "merged", "合并"
    SPLIT = "split", "分立"
    DISSOLVED = "dissolved", "撤销"
    RENAMED = "renamed", "更名"
    TAKEN_BACK = "taken_back", "撤回组织变更"


#: Steps of the tree that are not grassroots unions themselves.
FEDERATIONS = frozenset(
    {
        OrgLevel.DISTRICT,
        OrgLevel.INDUSTRY,
        OrgLevel.PARK,
        OrgLevel.BUREAU,
        OrgLevel.STREET,
        OrgLevel.COMMUNITY,
        OrgLevel.COMMUNITY_FLEXIBLE,
    }
)
#: Parts of a grassroots union; not counted as unions of their own.
SUBDIVISIONS = frozenset({OrgForm.BRANCH, OrgForm.GROUP})
