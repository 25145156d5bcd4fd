"""Words of the home ratings."""

from backend.kernel.codes import Code


class HomeLevel(Code):
    """等级, from the lowest up."""

    QUALIFIED = "qualified", "合格"
    ADVANCED = "advanced", "先进"
    DISTRICT_MODEL = "district_model", "区模范"
    CITY_MODEL = "city_model", "市模范"
    PROVINCE_MODEL = "province_model", "省模范"
    NATIONAL_MODEL = "national_model", "全国模范"


class HomeUnit(Code):
    """What is rated: the union, or a branch or group of it."""

    HOME = "home", "职工之家"
    SMALL_HOME = "small_home", "职工小家"


class HomeState(Code):
    """Where a rating stands."""

    APPLIED = "applied", "待会员评家"
    EVALUATED = "evaluated", "待街道推荐"
    RECOMMENDED = "recommended", "待区验收"
    ACCEPTED = "accepted", "待公示"
    PUBLISHED = "published", "公示中"
    AWARDED = "awarded", "已命名"
    REVIEWING = "reviewing", "复查中"
    REVOKED = "revoked", "已撤销"
    REFUSED = "refused", "未通过"


class HomeAction(Code):
    """What moves a rating."""

    APPLY = "apply", "申报"
    EVALUATE = "evaluate", "提交会员评家"
    RECOMMEND = "recommend", "推荐"
    ACCEPT = "accept", "验收通过"
    PUBLISH = "publish", "开始公示"
    AWARD = "award", "命名"
    REFUSE = "refuse", "不予通过"
    REVIEW = "review", "开始复查"
    RETAIN = "retain", "保留"
    REVOKE = "revoke", "撤销"


class HomeOutcome(Code):
    """What a decision said."""

    AWARDED = "awarded", "命名"
    RETAINED = "retained", "保留"
    REVOKED = "revoked", "撤销"


#: From the lowest to the highest.
LADDER = tuple(HomeLevel)
