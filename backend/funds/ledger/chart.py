"""The standard chart of accounts of the funds; a federation's own accounts are opened from it when first used."""

from dataclasses import dataclass

from backend.funds.codes import CollectionChannel, SplitLevel
from backend.funds.ledger.codes import LedgerAccountKind as Kind

BANK_TAX = "10201"
BANK_FISCAL = "10202"
BANK_DIRECT = "10203"
DUE_CITY = "20101"
DUE_PROVINCE = "20102"
DUE_NATION = "20103"
DUE_BASE = "20201"
DUE_INDUSTRY = "20202"
DUE_LOCAL = "20203"
DUE_TAX_FEE = "21501"
DUE_INCOME_TAX = "21502"
DUE_OTHER = "21509"
RESERVE = "22101"
OPENING = "30101"
DUES_INCOME = "40101"
FUNDS_INCOME = "40201"
LATE_INCOME = "40801"
RETURN_EXPENSE = "50501"


@dataclass(frozen=True, slots=True)
class StandardAccount:
    """One account of the standard chart."""

    code: str
    name: str
    kind: Kind


STANDARD: dict[str, StandardAccount] = {
    account.code: account
    for account in (
        StandardAccount(BANK_TAX, "银行存款—税务代收", Kind.ASSET),
        StandardAccount(BANK_FISCAL, "银行存款—财政划拨", Kind.ASSET),
        StandardAccount(BANK_DIRECT, "银行存款—自行缴纳", Kind.ASSET),
        StandardAccount(DUE_CITY, "应付上级经费—市总工会", Kind.LIABILITY),
        StandardAccount(DUE_PROVINCE, "应付上级经费—省总工会", Kind.LIABILITY),
        StandardAccount(DUE_NATION, "应付上级经费—全国总工会", Kind.LIABILITY),
        StandardAccount(DUE_BASE, "应付下级经费—基层工会", Kind.LIABILITY),
        StandardAccount(DUE_INDUSTRY, "应付下级经费—行业工会", Kind.LIABILITY),
        StandardAccount(DUE_LOCAL, "应付下级经费—属地工会", Kind.LIABILITY),
        StandardAccount(DUE_TAX_FEE, "其他应付款—税务手续费", Kind.LIABILITY),
        StandardAccount(DUE_INCOME_TAX, "其他应付款—所得税", Kind.LIABILITY),
        StandardAccount(DUE_OTHER, "其他应付款—其他", Kind.LIABILITY),
        StandardAccount(RESERVE, "代管经费—工会筹备金", Kind.LIABILITY),
        StandardAccount(OPENING, "期初结余", Kind.INCOME),
        StandardAccount(DUES_INCOME, "会费收入", Kind.INCOME),
        StandardAccount(FUNDS_INCOME, "拨缴经费收入", Kind.INCOME),
        StandardAccount(LATE_INCOME, "其他收入—滞纳金", Kind.INCOME),
        StandardAccount(RETURN_EXPENSE, "补助下级支出—经费返还", Kind.EXPENSE),
    )
}
#: Where the money of a channel lies.
BANK: dict[CollectionChannel, str] = {
    CollectionChannel.TAX: BANK_TAX,
    CollectionChannel.FISCAL: BANK_FISCAL,
    CollectionChannel.DIRECT: BANK_DIRECT,
}
#: To which account a level's part of a payment goes unless the split table says otherwise.
OF_LEVEL: dict[SplitLevel, str] = {
    SplitLevel.BASE: DUE_BASE,
    SplitLevel.RESERVE: RESERVE,
    SplitLevel.INDUSTRY: DUE_INDUSTRY,
    SplitLevel.LOCAL: DUE_LOCAL,
    SplitLevel.COUNTY: FUNDS_INCOME,
    SplitLevel.CITY: DUE_CITY,
    SplitLevel.PROVINCE: DUE_PROVINCE,
    SplitLevel.NATION: DUE_NATION,
    SplitLevel.TAX_FEE: DUE_TAX_FEE,
    SplitLevel.INCOME_TAX: DUE_INCOME_TAX,
    SplitLevel.OTHER: DUE_OTHER,
}
