"""Words of membership: states, events, reasons and the national code sets of a member's particulars."""

from backend.kernel.codes import Code


class MemberState(Code):
    """会籍状态; derived from the membership events."""

    PENDING = "pending", "待核对"
    ACTIVE = "active", "在会"
    IN_TRANSIT = "in_transit", "转接中"
    RETAINED = "retained", "保留会籍"
    ENDED = "ended", "终止"


class MembershipEventKind(Code):
    """会籍变化类型; the first is the registration itself, the last ones have no national code."""

    APPLY = "apply", "登记"
    JOIN = "join", "入会"
    TRANSFER_IN = "transfer_in", "转入"
    RETAIN = "retain", "保留"
    TRANSFER_OUT = "transfer_out", "转出"
    EXPEL = "expel", "除名"
    WITHDRAW = "withdraw", "退会"
    DEATH = "death", "死亡"
    RESUME = "resume", "恢复"
    HAND_OVER = "hand_over", "转接完成"
    REJECT = "reject", "未予登记"
    MERGE = "merge", "并入"
    ANNUL = "annul", "撤销误登"


#: 会籍变化类型 of the national member register.
NATIONAL_KINDS: dict[str, MembershipEventKind] = {
    "1": MembershipEventKind.JOIN,
    "2": MembershipEventKind.TRANSFER_IN,
    "3": MembershipEventKind.RETAIN,
    "4": MembershipEventKind.TRANSFER_OUT,
    "5": MembershipEventKind.EXPEL,
    "6": MembershipEventKind.WITHDRAW,
}


class ChangeReason(Code):
    """会籍变化原因."""

    EMPLOYMENT = "1", "劳动(工作)关系发生变化"
    LAID_OFF = "2", "在本单位下岗后待岗"
    UNEMPLOYED = "3", "失业"
    BANKRUPTCY = "4", "所在企业破产"
    OWN_REQUEST = "5", "个人要求退会"
    CRIME = "6", "因犯罪被开除会籍"


class MemberSource(Code):
    """How a membership or an event came into the register."""

    FORM = "form", "单个登记"
    IMPORT = "import", "花名册导入"
    CASE = "case", "区总裁定"
    CHECK = "check", "系统核对"
    LIST = "list", "名单比对"
    APPLICATION = "application", "入会申请"
    BATCH = "batch", "集中入会"
    BULK = "bulk", "批量办理"
    STRUCTURE = "structure", "工会合并分立"
    CORRECTION = "correction", "更正"
    DEMO = "demo", "演示数据"


class IdType(Code):
    """有效证件类别."""

    RESIDENT = "1", "身份证"
    PASSPORT = "2", "护照"
    OFFICER = "3", "军官证"
    HK_MO_PERMIT = "4", "港澳居民来往内地通行证"
    TW_PERMIT = "5", "台湾居民来往大陆通行证"
    HK_MO_TW_RESIDENCE = "6", "港澳台居民居住证"
    FOREIGN_RESIDENCE = "7", "外国人永久居留身份证"


class SexCode(Code):
    """性别 (GB/T 2261.1)."""

    UNKNOWN = "0", "未知的性别"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSTATED = "9", "未说明的性别"


class Education(Code):
    """学历 (GB/T 4658)."""

    GRADUATE = "10", "研究生"
    BACHELOR = "20", "本科"
    COLLEGE = "30", "专科"
    VOCATIONAL = "40", "中等职业"
    HIGH_SCHOOL = "60", "普通高中"
    JUNIOR = "70", "初中"
    PRIMARY = "80", "小学"
    OTHER = "90", "其他"


class PoliticalStatus(Code):
    """政治面貌 (GB/T 4762)."""

    PARTY = "01", "中共党员"
    PROBATIONARY = "02", "中共预备党员"
    LEAGUE = "03", "共青团员"
    RCCK = "04", "民革党员"
    CDL = "05", "民盟盟员"
    CNDCA = "06", "民建会员"
    CAPD = "07", "民进会员"
    CPWDP = "08", "农工党党员"
    ZHI_GONG = "09", "致公党党员"
    JIU_SAN = "10", "九三学社社员"
    TAIMENG = "11", "台盟盟员"
    NON_PARTY = "12", "无党派人士"
    MASSES = "13", "群众"


class WorkStatus(Code):
    """就业状况."""

    WORKING = "1", "在岗"
    WAITING = "2", "待(下)岗"
    UNEMPLOYED = "3", "失业"
    RETIRED = "4", "退休"
    RETIRED_VETERAN = "5", "离休"
    RESIGNED = "6", "退职"
    EARLY_RETIRED = "7", "退养(内退)"
    SICK_LEAVE = "8", "病休"
    OTHER = "9", "其他"


class TechnicalLevel(Code):
    """技术等级."""

    ONE = "1", "职业资格一级(高级技师)"
    TWO = "2", "职业资格二级(技师)"
    THREE = "3", "职业资格三级(高级)"
    FOUR = "4", "职业资格四级(中级)"
    FIVE = "5", "职业资格五级(初级)"


class HukouType(Code):
    """户籍类型 (GA/T 2000 family)."""

    NON_RURAL = "1", "非农业"
    RURAL = "2", "农业"
    CONVERTED = "3", "农转居"
    RESIDENT = "4", "居民"


class EmploymentForm(Code):
    """用工形式."""

    CONTRACT = "contract", "合同制"
    DISPATCHED = "dispatched", "劳务派遣"
    PART_TIME = "part_time", "非全日制"
    NEW_FORM = "new_form", "新就业形态"
    FLEXIBLE = "flexible", "灵活就业"


class GroupEight(Code):
    """八大群体 and the group added later."""

    TRUCK_DRIVER = "truck_driver", "货车司机"
    COURIER = "courier", "快递员"
    CARE_WORKER = "care_worker", "护工护理员"
    HOUSEKEEPER = "housekeeper", "家政服务员"
    SHOP_PROMOTER = "shop_promoter", "商场信息员"
    FOOD_DELIVERY = "food_delivery", "网约送餐员"
    ESTATE_AGENT = "estate_agent", "房产中介员"
    SECURITY_GUARD = "security_guard", "保安员"
    RIDE_HAILING = "ride_hailing", "网约车司机"


class RevealField(Code):
    """Masked values of a member that can be shown in full."""

    ID_NO = "id_no", "证件号码"
    MOBILE = "mobile", "移动电话"
    BIRTH_DATE = "birth_date", "出生日期"


class RevealPurpose(Code):
    """Why a full value is looked at."""

    VERIFY_IDENTITY = "verify_identity", "核对本人身份"
    CONTACT_MEMBER = "contact_member", "联系会员本人"
    FILL_FORM = "fill_form", "代填表格或证卡"
    TRANSFER = "transfer", "办理会籍转接"
    INSPECTION = "inspection", "审计检查"


class ImportState(Code):
    """Where a roll import stands."""

    READING = "reading", "正在读取"
    READY = "ready", "待确认"
    COMMITTING = "committing", "正在写入"
    COMMITTED = "committed", "已写入"
    DISCARDED = "discarded", "已放弃"
    FAILED = "failed", "未能完成"


class ImportAction(Code):
    """What may be done with an import after its preview."""

    COMMIT = "commit", "确认导入"
    DISCARD = "discard", "放弃"


class RowVerdict(Code):
    """Judgement on one row of a roll."""

    ACCEPT = "accept", "可导入"
    NORMALISE = "normalise", "已规范后可导入"
    REJECT = "reject", "不能导入"


class RowOutcome(Code):
    """What the import does with one row."""

    CREATE = "create", "新增"
    UPDATE = "update", "更新"
    SAME = "same", "无变化"
    SKIP = "skip", "略过"
    ERROR = "error", "有错"


class CaseKind(Code):
    """Why a membership needs a decision between two unions."""

    DUPLICATE = "duplicate", "重复登记"
    TRANSFER = "transfer", "会籍转接"
    FORMER = "former", "曾除名或已登记死亡"


class CaseState(Code):
    """Where a transfer case stands."""

    AWAITING_RECEIVER = "awaiting_receiver", "待接收方确认"
    AWAITING_DISTRICT = "awaiting_district", "待区总裁定"
    TRANSFERRED = "transferred", "已转入"
    REFUSED = "refused", "未转"
    WITHDRAWN = "withdrawn", "已撤回"


class CaseAction(Code):
    """Moves of a transfer case; the first two are how one begins."""

    OPEN = "open", "转出"
    FOUND = "found", "核对发现"
    WITHDRAW = "withdraw", "撤回"
    ACCEPT = "accept", "接收"
    RETURN = "return", "退回"
    ESCALATE = "escalate", "转区总处理"
    TRANSFER = "transfer", "裁定转入"
    KEEP = "keep", "裁定不转"
