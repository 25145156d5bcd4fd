"""Invented names of employers for the demo, over real street and community names."""

import random
from dataclasses import dataclass

from backend.kernel.uscc import ALPHABET, organisation_check_digit, uscc_check_digit
from backend.organisations.codes import EconomicType, Industry

_FIRST = "恒鑫瑞德宏嘉泰祥盛华顺裕沅湘澧洞桃柳金银锦康惠诚信和兴隆昌福源广博远天立同聚汇景凯"
_SECOND = "泰达丰源昇通利康安业辉腾茂捷美佳悦朗诺邦晟翔润畅逸优品亨鼎拓锐"

#: (what the firm does, industry, weight) of private firms in the streets.
STREET_TRADES: tuple[tuple[str, Industry, int], ...] = (
    ("商贸有限公司", Industry.F, 10),
    ("超市连锁有限公司", Industry.F, 5),
    ("大药房有限公司", Industry.F, 5),
    ("汽车销售服务有限公司", Industry.F, 4),
    ("餐饮管理有限公司", Industry.H, 7),
    ("酒店管理有限公司", Industry.H, 5),
    ("物业服务有限公司", Industry.K, 7),
    ("房地产经纪有限公司", Industry.K, 3),
    ("建筑工程有限公司", Industry.E, 6),
    ("装饰设计工程有限公司", Industry.E, 5),
    ("广告传媒有限公司", Industry.L, 4),
    ("人力资源服务有限公司", Industry.L, 3),
    ("会计师事务所（普通合伙）", Industry.L, 2),
    ("信息技术有限公司", Industry.I, 4),
    ("汽车运输有限公司", Industry.G, 3),
    ("保安服务有限公司", Industry.L, 2),
    ("文化传播有限公司", Industry.R, 3),
    ("健身服务有限公司", Industry.R, 2),
    ("美容美发有限公司", Industry.O, 3),
    ("环境工程有限公司", Industry.N, 2),
)
PARK_TRADES: tuple[tuple[str, Industry, int], ...] = (
    ("电子科技有限公司", Industry.C, 9),
    ("食品有限公司", Industry.C, 8),
    ("机械制造有限公司", Industry.C, 8),
    ("纺织服饰有限公司", Industry.C, 5),
    ("医疗器械有限公司", Industry.C, 4),
    ("新材料有限公司", Industry.C, 5),
    ("包装印务有限公司", Industry.C, 4),
    ("家居制造有限公司", Industry.C, 3),
    ("冷链物流有限公司", Industry.G, 4),
    ("供应链管理有限公司", Industry.G, 3),
    ("智能装备股份有限公司", Industry.C, 3),
    ("生物科技有限公司", Industry.M, 3),
    ("软件技术有限公司", Industry.I, 3),
)
RURAL_TRADES: tuple[tuple[str, Industry, int], ...] = (
    ("农业开发有限公司", Industry.A, 7),
    ("生态养殖有限公司", Industry.A, 4),
    ("蔬菜种植专业合作社", Industry.A, 5),
    ("粮油有限公司", Industry.C, 4),
    ("建材有限公司", Industry.C, 5),
    ("建筑劳务有限公司", Industry.E, 4),
    ("商贸有限公司", Industry.F, 4),
)
ORGANS = (
    "委办公室", "人大常委会机关", "人民政府办公室", "政协机关", "纪委监委机关", "委组织部", "委宣传部", "委统一战线工作部",
    "委政法委员会", "委直属机关工作委员会", "委机构编制委员会办公室", "委巡察工作领导小组办公室", "委党校", "人民法院机关",
    "人民检察院机关", "发展和改革局", "科学技术局", "工业和信息化局", "民政局", "司法局", "财政局",
    "人力资源和社会保障局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局", "文化旅游广电体育局",
    "退役军人事务局", "应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局", "信访局", "城市管理和综合执法局",
    "林业局", "行政审批服务局", "机关事务服务中心", "妇女联合会机关", "残疾人联合会机关", "工商业联合会机关", "科学技术协会机关",
    "归国华侨联合会机关", "档案馆", "融媒体中心", "政务服务中心", "公共资源交易中心", "农机事务中心", "畜牧水产事务中心",
    "征地拆迁事务所", "不动产登记服务站", "环境卫生管理处", "市政公用设施维护中心", "园林绿化服务中心", "社会保险经办服务中心",
)  # fmt: skip
#: Of the organs above: these are institutions (事业单位), not organs.
INSTITUTION_WORDS = ("中心", "馆", "所", "站", "处", "党校")
STATE_FIRMS: tuple[tuple[str, Industry], ...] = (
    ("常德市武陵城区建设投资有限公司", Industry.L),
    ("常德市武陵区粮食储备有限公司", Industry.G),
    ("常德市武陵区公共交通服务有限公司", Industry.G),
    ("常德市武陵区水务建设有限公司", Industry.D),
    ("常德市武陵区文化旅游发展有限公司", Industry.R),
    ("常德市武陵区国有资产经营有限公司", Industry.L),
    ("常德市武陵工业园开发建设有限公司", Industry.E),
    ("常德市武陵标准厂房管理有限公司", Industry.K),
    ("常德市武陵区市场管理服务有限公司", Industry.L),
    ("常德市武陵区城市停车经营有限公司", Industry.O),
    ("常德市武陵区环境卫生服务有限公司", Industry.N),
)
EXPRESS = "快递有限公司", Industry.G
INDUSTRY_FEDERATIONS: tuple[tuple[str, tuple[tuple[str, Industry], ...]], ...] = (
    ("快递物流行业", (EXPRESS, ("物流有限公司", Industry.G), ("同城配送有限公司", Industry.G))),
    ("家政护理行业", (("家政服务有限公司", Industry.O), ("养老护理服务有限公司", Industry.Q))),
    ("建筑行业", (("建设工程有限公司", Industry.E), ("建筑劳务有限公司", Industry.E))),
)


@dataclass
class Namer:
    """Gives out trade names and credit codes, each once."""

    rng: random.Random
    _given: set[str]

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._given = set()

    def once(self, *candidates: str) -> str | None:
        """The first candidate not yet given out, if any."""
        for name in candidates:
            if name not in self._given:
                self._given.add(name)
                return name
        return None

    def firm(self, trades: tuple[tuple[str, Industry, int], ...]) -> tuple[str, Industry]:
        """A private firm of one of these trades."""
        trade, industry, _ = self.rng.choices(trades, weights=[weight for *_, weight in trades])[0]
        return self.traded(trade), industry

    def traded(self, trade: str, place: str = "常德") -> str:
        """A firm's name of an invented trade name and what it does."""
        while True:
            found = self.once(f"{place}{self.rng.choice(_FIRST)}{self.rng.choice(_SECOND)}{trade}")
            if found:
                return found

    def credit_code(self, start: str, district_id: str) -> str:
        """A valid unified social credit code: department and kind, district, organisation code, check digits."""
        while True:
            letters = "MA4" if start[0] in "59" else "MC" if start == "81" else "00"
            inner = letters + "".join(self.rng.choice(_digits(start)) for _ in range(8 - len(letters)))
            first17 = f"{start}{district_id}{inner}{organisation_check_digit(inner)}"
            code = self.once(first17 + uscc_check_digit(first17)) if first17[16] in ALPHABET else None
            if code:
                return code


def credit_start(economy: EconomicType) -> str:
    """Positions 1 and 2 of an employer's credit code."""
    special = {
        EconomicType.ORGAN: "11",
        EconomicType.INSTITUTION: "12",
        EconomicType.PRIVATE_NON_ENTERPRISE: "52",
        EconomicType.SELF_EMPLOYED: "92",
    }
    return special.get(economy, "91")


def _digits(start: str) -> str:
    return ALPHABET if start[0] in "59" else "0123456789"
