"""What crosses the wire about payers."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from backend.funds.codes import CollectionChannel, FundCoverage, FundItem, PayerStatus, WageBase
from backend.funds.payers.codes import PayerList
from backend.kernel.history import ActionOut, HistoryOut
from backend.kernel.paging import Page
from backend.kernel.wire import EXAMPLE_ID, WireDate, WireIn, WireOut, example
from backend.organisations.codes import EconomicType, Industry, ReportClass


class PayerIn(WireIn):
    """A payer as it is registered; base and coverage follow from class and channel when left out."""

    organisation_id: UUID = Field(title="属地工会")
    name: str = Field(min_length=2, max_length=120, title="缴费户名称")
    payer_uscc: str = Field(min_length=1, max_length=40, title="统一社会信用代码")
    tax_registration_no: str = Field(default="", max_length=30, title="登记序号")
    tax_office: str = Field(default="", max_length=100, title="主管税务机关")
    tax_section: str = Field(default="", max_length=60, title="税务科所")
    channel: CollectionChannel = Field(title="缴纳渠道")
    wage_base: WageBase | None = Field(default=None, title="计费基数")
    coverage: FundCoverage | None = Field(default=None, title="入库范围")
    payer_class: ReportClass | None = Field(default=None, title="单位类别")
    economic_type: EconomicType | None = Field(default=None, title="登记注册类型")
    industry: Industry | None = Field(default=None, title="所属行业")
    employees: int = Field(default=0, ge=0, le=10_000_000, title="职工人数")
    registered_on: WireDate = Field(title="登记日期")
    contact_name: str = Field(default="", max_length=60, title="联系人")
    address: str = Field(default="", max_length=200, title="地址")
    model_config = example(
        organisation_id=EXAMPLE_ID,
        name="常德示例机械有限公司",
        payer_uscc="91430702MA4L00011F",
        channel="tax",
        payer_class="non_public",
        employees=36,
        registered_on="2020-01-01",
    )


class PayerChangeIn(WireIn):
    """New values of a payer; what is left out stays. Obligations already declared are not touched."""

    effective_on: WireDate = Field(title="生效日期")
    reason: str = Field(min_length=2, max_length=200, title="变更依据")
    organisation_id: UUID | None = Field(default=None, title="属地工会")
    name: str | None = Field(default=None, min_length=2, max_length=120, title="缴费户名称")
    tax_registration_no: str | None = Field(default=None, max_length=30, title="登记序号")
    tax_office: str | None = Field(default=None, max_length=100, title="主管税务机关")
    tax_section: str | None = Field(default=None, max_length=60, title="税务科所")
    channel: CollectionChannel | None = Field(default=None, title="缴纳渠道")
    wage_base: WageBase | None = Field(default=None, title="计费基数")
    coverage: FundCoverage | None = Field(default=None, title="入库范围")
    payer_class: ReportClass | None = Field(default=None, title="单位类别")
    economic_type: EconomicType | None = Field(default=None, title="登记注册类型")
    industry: Industry | None = Field(default=None, title="所属行业")
    employees: int | None = Field(default=None, ge=0, le=10_000_000, title="职工人数")
    contact_name: str | None = Field(default=None, max_length=60, title="联系人")
    address: str | None = Field(default=None, max_length=200, title="地址")
    model_config = example(
        effective_on="2020-12-01", reason="税务机关通知变更主管科所", tax_section="城东税务分局"
    )


class PayerActionIn(WireIn):
    """Close or reopen a payer."""

    action: str = Field(max_length=40)
    note: str = Field(default="", max_length=500)
    on: WireDate | None = Field(default=None, title="日期")


class PayerYearIn(WireIn):
    """What one year's list says of a payer."""

    year: int = Field(ge=2000, le=2100, title="年度")
    is_small_payer: bool = Field(default=False, title="小额缴费工会组织")
    is_micro: bool = Field(default=False, title="小微企业")
    source: str = Field(min_length=2, max_length=120, title="依据")
    model_config = example(year=2020, is_small_payer=True, is_micro=True, source="2020 年度小微企业名录")


class PayerYearEndIn(WireIn):
    """Take a payer off a list of a year."""

    year: int = Field(ge=2000, le=2100, title="年度")
    on_list: PayerList = Field(title="名单")
    reason: str = Field(min_length=2, max_length=200, title="移出原因")
    model_config = example(year=2020, on_list="micro", reason="全年营业收入超过小微企业标准")


class PayerYearRow(WireOut):
    """One payer on the lists of a year."""

    payer_id: UUID
    payer_name: str
    payer_uscc: str
    organisation_name: str
    year: int
    is_small_payer: bool
    is_micro: bool
    source: str
    may_end: bool


class PayerYearPage(Page[PayerYearRow]):
    """The payers of a year's lists by name."""


class PayerRow(WireOut):
    """One line of the list; ``item`` is what the payer owes today."""

    id: UUID
    name: str
    payer_uscc: str
    organisation_id: UUID
    organisation_name: str
    channel: CollectionChannel
    wage_base: WageBase
    coverage: FundCoverage
    item: FundItem
    payer_class: ReportClass | None
    employees: int
    registered_on: date
    closed_on: date | None
    status: PayerStatus


class PayerPage(Page[PayerRow]):
    """A page of payers by name."""


class PayerChangedField(WireOut):
    """One field that changed, in words."""

    label: str
    before: str
    after: str


class PayerChangeOut(WireOut):
    """One change of a payer."""

    id: UUID
    effective_on: date
    changes: list[PayerChangedField]
    reason: str
    person_name: str
    recorded_at: datetime


class PayerYearOut(WireOut):
    """What a year's list says."""

    year: int
    is_small_payer: bool
    is_micro: bool
    source: str


class PayerOut(PayerRow):
    """One payer with its yearly lists, changes and trail."""

    union_id: UUID | None
    union_founded_on: date | None
    employer_id: UUID | None
    tax_registration_no: str
    tax_office: str
    tax_section: str
    economic_type: EconomicType | None
    industry: Industry | None
    contact_name: str
    address: str
    version: int
    may_edit: bool
    may_declare: bool
    years: list[PayerYearOut]
    changes: list[PayerChangeOut]
    history: list[HistoryOut]
    actions: list[ActionOut]
