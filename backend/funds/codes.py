"""Words of fund collection that several of its parts use (domain E.2, E.3)."""

from backend.kernel.codes import Code


class CollectionChannel(Code):
    """Through whom a payer pays."""

    FISCAL = "fiscal", "财政划拨"
    TAX = "tax", "税务代收"
    DIRECT = "direct", "自行缴纳"


class WageBase(Code):
    """On which wages a payer's funds are reckoned; only the first is the statutory one."""

    TOTAL_WAGES = "total_wages", "工资总额"
    FISCAL_BASIC = "fiscal_basic", "财政统发基本工资"
    ASSESSED = "assessed", "核定"


class FundCoverage(Code):
    """Whether an amount is the whole 2 % or only the share of the unions above."""

    FULL = "full_2pct", "全额（2%）"
    UPPER_SHARE = "upper_share_only", "仅上级留成部分"


class FundItem(Code):
    """What is paid."""

    FUNDS = "funds", "工会经费"
    RESERVE = "reserve", "工会筹备金"
    LATE_FEE = "late_fee", "滞纳金"


class PayerStatus(Code):
    """Whether a payer still owes anything."""

    ACTIVE = "active", "正常"
    CLOSED = "closed", "已注销"


class DeclarationSource(Code):
    """Where the wages of a month come from."""

    DECLARED = "declared", "缴费户申报"
    MONTHLY_RETURN = "monthly_return", "基层工会月报"
    TAX_FILE = "tax_file", "税务明细"
    ASSESSED = "assessed", "核定"


class SplitLevel(Code):
    """Whose part of a payment a line is."""

    BASE = "base", "基层工会"
    RESERVE = "reserve", "筹备金"
    INDUSTRY = "industry", "行业工会"
    LOCAL = "local", "属地工会"
    COUNTY = "county", "县级工会"
    CITY = "city", "市级工会"
    PROVINCE = "province", "省级工会"
    NATION = "nation", "全国总工会"
    TAX_FEE = "tax_fee", "税务手续费"
    INCOME_TAX = "income_tax", "所得税"
    OTHER = "other", "其他"


class WagePart(Code):
    """工资总额组成: six parts that count and fourteen kinds that do not (国家统计局令第1号, arts 4 and 11)."""

    HOURLY = "hourly", "计时工资"
    PIECE = "piece", "计件工资"
    BONUS = "bonus", "奖金"
    ALLOWANCE = "allowance", "津贴和补贴"
    OVERTIME = "overtime", "加班加点工资"
    SPECIAL = "special", "特殊情况下支付的工资"
    INVENTION = "invention", "发明创造、科技进步等奖金"
    WELFARE = "welfare", "社会保险和职工福利费用"
    RETIRED = "retired", "离退休人员待遇"
    PROTECTION = "protection", "劳动保护支出"
    LECTURE = "lecture", "稿费、讲课费等专门工作报酬"
    TRAVEL = "travel", "出差伙食补助、误餐补助、调动差旅费安家费"
    OWN_TOOLS = "own_tools", "自带工具牲畜的补偿费"
    LEASE_RISK = "lease_risk", "租赁经营风险性补偿"
    DIVIDEND = "dividend", "股息、红利和利息"
    SEVERANCE = "severance", "解除合同的医疗补助费、生活补助费等"
    AGENCY = "agency", "付给提供劳动力单位的手续费或管理费"
    HOME_WORK = "home_work", "支付给家庭工人的加工费和承包人的发包费"
    STUDENT = "student", "在校学生劳动的补贴"
    ONE_CHILD = "one_child", "计划生育独生子女补贴"

    @property
    def is_counted(self) -> bool:
        """Whether it belongs to total wages."""
        return self in COUNTED_PARTS


COUNTED_PARTS = frozenset(
    {
        WagePart.HOURLY,
        WagePart.PIECE,
        WagePart.BONUS,
        WagePart.ALLOWANCE,
        WagePart.OVERTIME,
        WagePart.SPECIAL,
    }
)
