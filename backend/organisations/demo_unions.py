"""The 734 grassroots unions of the demo's plan: 126 public, 11 state-owned, 597 non-public."""

import random
from datetime import date

from backend.organisations.codes import EconomicType, Industry, OrgForm, OrgLevel, ReportClass, UnitCategory
from backend.organisations.demo_names import (
    INDUSTRY_FEDERATIONS,
    INSTITUTION_WORDS,
    ORGANS,
    PARK_TRADES,
    RURAL_TRADES,
    STATE_FIRMS,
    STREET_TRADES,
    Namer,
    credit_start,
)
from backend.organisations.demo_plan import (
    HEALTH_KEY,
    ORGANS_KEY,
    PARK,
    SCHOOLS_KEY,
    STATE_KEY,
    STREET_SHARES,
    Plan,
    PlannedEmployer,
    PlannedFederation,
    PlannedUnion,
    plain_place,
)

SCHOOLS, HEALTH, PARK_FIRMS = 36, 20, 112
INDUSTRY_FIRMS = (16, 14, 11)
TOWNS = frozenset({"430702100", "430702200", "430702204"})
#: Firms that moved their union from a street to the park when they moved their works there.
MOVED_FIRMS = 6
MOVED_ON = date(2019, 7, 1)
CATEGORIES = {
    EconomicType.ORGAN: UnitCategory.ORGAN,
    EconomicType.INSTITUTION: UnitCategory.INSTITUTION,
    EconomicType.SELF_EMPLOYED: UnitCategory.SELF_EMPLOYED,
    EconomicType.PRIVATE_NON_ENTERPRISE: UnitCategory.PRIVATE_NON_ENTERPRISE,
}
PRIVATE_KINDS = (
    (EconomicType.PRIVATE, 62),
    (EconomicType.OTHER_LIMITED, 26),
    (EconomicType.SHARE_COOPERATIVE, 3),
    (EconomicType.HK_MO_TW, 3),
    (EconomicType.FOREIGN, 2),
    (EconomicType.COLLECTIVE, 4),
)


def plan_unions(rng: random.Random, district_id: str, plan: Plan) -> None:
    """Add all grassroots unions to a plan that has its federations."""
    maker = _Maker(rng, Namer(rng), district_id, plan)
    maker.public()
    maker.state_owned()
    maker.park()
    maker.industries()
    for code, share in STREET_SHARES.items():
        maker.street(code, share)


class _Maker:
    """Adds unions to the plan, one group after the other."""

    def __init__(self, rng: random.Random, namer: Namer, district_id: str, plan: Plan) -> None:
        self.rng, self.namer, self.district_id, self.plan = rng, namer, district_id, plan
        self.federations = {f.key: f for f in plan.federations}

    def public(self) -> None:
        for word in ORGANS:
            is_institution = word.endswith(INSTITUTION_WORDS)
            economy = EconomicType.INSTITUTION if is_institution else EconomicType.ORGAN
            self._single(ORGANS_KEY, "organ", _organ_name(word), economy, Industry.S)
        for name in self._school_names():
            self._single(SCHOOLS_KEY, "school", name, EconomicType.INSTITUTION, Industry.P)
        for name in self._health_names():
            self._single(HEALTH_KEY, "health", name, EconomicType.INSTITUTION, Industry.Q)
        for street in self._streets():
            office = "人民政府机关" if street.key in TOWNS else "办事处机关"
            self._single(street.key, "organ", street.place + office, EconomicType.ORGAN, Industry.S)

    def state_owned(self) -> None:
        for index, (name, industry) in enumerate(STATE_FIRMS):
            economy = EconomicType.STATE_SOLE if index % 2 else EconomicType.STATE_OWNED
            key = STATE_KEY if index < 6 else PARK if index < 8 else list(STREET_SHARES)[index - 6]
            self._single(key, "state", name, economy, industry)

    def park(self) -> None:
        streets = list(STREET_SHARES)
        for index in range(PARK_FIRMS):
            name, industry = self.namer.firm(PARK_TRADES)
            economy = EconomicType.OTHER_SHARE if "股份" in name else self._private()
            moved = (streets[index], MOVED_ON) if index < MOVED_FIRMS else None
            self._single(PARK, "park", name, economy, industry, moved=moved)

    def industries(self) -> None:
        for index, (_, trades) in enumerate(INDUSTRY_FEDERATIONS):
            for _ in range(INDUSTRY_FIRMS[index]):
                trade, industry = self.rng.choice(trades)
                self._single(
                    f"industry{index}", "industry", self.namer.traded(trade), self._private(), industry
                )

    def street(self, code: str, share: int) -> None:
        """Firms, private institutions, small traders and joint unions of one street."""
        communities = self.plan.communities_of(code)
        joint = max(1, share // 16)
        for community in self.rng.sample(communities, joint):
            self._joint(community)
        for _ in range(share - joint):
            at = self.rng.choice(communities) if self.rng.random() < 0.68 else self.federations[code]
            self._firm(at, is_rural=code in TOWNS)

    def _firm(self, at: PlannedFederation, *, is_rural: bool) -> None:
        draw = self.rng.random()
        if at.level is OrgLevel.COMMUNITY and draw < 0.10 and (name := self._private_institution(at)):
            is_school = name.endswith(("幼儿园", "学校"))
            industry = Industry.P if is_school else Industry.Q
            self._single(at.key, "street", name, EconomicType.PRIVATE_NON_ENTERPRISE, industry)
            return
        if draw > 0.95:
            name = self.namer.traded(
                self.rng.choice(("酒楼", "服装店", "汽车修理厂", "家电维修部")), "武陵区"
            )
            self._single(at.key, "street", name, EconomicType.SELF_EMPLOYED, Industry.O)
            return
        name, industry = self.namer.firm(RURAL_TRADES if is_rural else STREET_TRADES)
        self._single(at.key, "street", name, self._private(), industry)

    def _private_institution(self, at: PlannedFederation) -> str | None:
        place = at.place.removeprefix("常德市")
        kinds = ("艺术幼儿园", "养老服务中心", "职业培训学校", "康复护理中心", "社会工作服务中心")
        return self.namer.once(*(place + kind for kind in self.rng.sample(kinds, len(kinds))))

    def _joint(self, at: PlannedFederation) -> None:
        trade, economy, industry = self.rng.choice(_JOINT_TRADES)
        name = self.namer.once(f"{at.place}{trade}") or f"{at.place}综合商圈"
        employers = []
        for _ in range(self.rng.randrange(2, 7)):
            unit = self.namer.traded(self.rng.choice(("商行", "经营部", "门市部", "服务部")), "武陵区")
            employers.append(self._employer(unit, economy, industry))
        self.plan.unions.append(
            PlannedUnion(
                at.key,
                f"{name}联合工会委员会",
                f"{plain_place(name.removeprefix('常德市武陵区'))}联合工会",
                "joint",
                ReportClass.NON_PUBLIC,
                CATEGORIES.get(economy, UnitCategory.ENTERPRISE),
                OrgForm.JOINT_COMMITTEE,
                tuple(employers),
                at.division_code,
                at.place,
            )
        )

    def _single(
        self,
        key: str,
        kind: str,
        name: str,
        economy: EconomicType,
        industry: Industry,
        moved: tuple[str, date] | None = None,
    ) -> None:
        at = self.federations[key]
        self.plan.unions.append(
            PlannedUnion(
                key,
                f"{name}工会委员会",
                _short(name),
                kind,
                _class_of(economy, kind),
                CATEGORIES.get(economy, UnitCategory.ENTERPRISE),
                OrgForm.COMMITTEE,
                (self._employer(name, economy, industry),),
                at.division_code,
                at.place,
                moved,
            )
        )

    def _employer(self, name: str, economy: EconomicType, industry: Industry) -> PlannedEmployer:
        code = self.namer.credit_code(credit_start(economy), self.district_id)
        return PlannedEmployer(name, code, economy, industry)

    def _private(self) -> EconomicType:
        return self.rng.choices([kind for kind, _ in PRIVATE_KINDS], [weight for _, weight in PRIVATE_KINDS])[
            0
        ]

    def _streets(self) -> list[PlannedFederation]:
        return [self.federations[code] for code in STREET_SHARES]

    def _school_names(self) -> list[str]:
        places = [f for code in STREET_SHARES for f in self.plan.communities_of(code)]
        chosen = self.rng.sample(places, SCHOOLS - 8)
        words = [plain_place(f.short_name.removesuffix("工会联合会")).rstrip("社区村") for f in chosen]
        names = [
            f"常德市武陵区{word}{'中心幼儿园' if i % 4 == 0 else '小学'}" for i, word in enumerate(words)
        ]
        return names + [f"常德市武陵区第{number}中学" for number in "一二三四五六七八"]

    def _health_names(self) -> list[str]:
        streets = [f.place + ("卫生院" if f.key in TOWNS else "社区卫生服务中心") for f in self._streets()]
        words = ("人民医院", "中医医院", "妇幼保健院", "疾病预防控制中心", "卫生计生综合监督执法局", "急救站")
        return [f"常德市武陵区{word}" for word in words] + streets


_JOINT_TRADES: tuple[tuple[str, EconomicType, Industry], ...] = (
    ("商圈", EconomicType.SELF_EMPLOYED, Industry.F),
    ("餐饮街", EconomicType.SELF_EMPLOYED, Industry.H),
    ("物业楼宇", EconomicType.PRIVATE, Industry.K),
    ("建材市场", EconomicType.SELF_EMPLOYED, Industry.F),
    ("农贸市场", EconomicType.SELF_EMPLOYED, Industry.F),
    ("小微企业", EconomicType.PRIVATE, Industry.L),
)


def _organ_name(word: str) -> str:
    if word.startswith("委"):
        return f"中共常德市武陵区{word}"
    return {
        "人大常委会机关": "常德市武陵区人大常委会机关",
        "纪委监委机关": "中共常德市武陵区纪委监委机关",
    }.get(word, f"常德市武陵区{word}")


def _class_of(economy: EconomicType, kind: str) -> ReportClass:
    if economy in (EconomicType.ORGAN, EconomicType.INSTITUTION):
        return ReportClass.PUBLIC
    return ReportClass.STATE_OWNED if kind == "state" else ReportClass.NON_PUBLIC


def _short(name: str) -> str:
    if name.startswith("中共常德市武陵"):
        return name.removeprefix("中共常德市武陵")
    short = name.removeprefix("常德市武陵区").removeprefix("常德")
    for ending in ("股份有限公司", "有限公司", "（普通合伙）"):
        short = short.removesuffix(ending)
    return short
