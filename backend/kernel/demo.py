"""The invented world of the demo: one seed, invented persons, and the loader that asks every domain in turn."""

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from backend.kernel import clock
from backend.kernel.db import unit_of_work
from backend.kernel.identifiers import Sex, resident_check_digit

SEED = 2020
DEMO_TODAY = date(2020, 12, 16)
DEMO_DISTRICT = "430702"

#: Surnames by how often they should come up. Some common ones are left out on purpose, and so are some
#: given-name characters below: no combination can be a person of the district's published reports.
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑韩唐冯于董萧程曹袁邓许傅曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
COMMON_SURNAMES = "王李张刘陈杨周吴黄唐彭罗胡何曾肖邓易龚熊"
MALE_GIVEN = "伟强磊军勇杰涛超明刚平辉鹏斌宇浩凯健俊帆鑫峰龙志文建国家成永利新海林松柏栋梁旭晨宏远振"
FEMALE_GIVEN = "芳娜秀敏静丽艳娟霞燕玲丹萍红梅琳雪慧莹婷倩颖璐佳欣怡悦蓉兰菊凤洁晶岚薇婕妍露瑶"
#: Changde's counties and some other counties of Hunan, where the invented persons were registered.
REGIONS = (
    "430702",
    "430702",
    "430702",
    "430702",
    "430703",
    "430703",
    "430721",
    "430722",
    "430723",
    "430724",
    "430725",
    "430726",
    "430781",
    "430802",
    "430922",
    "430981",
    "430102",
    "430602",
)
MOBILE_STARTS = (
    "135",
    "136",
    "137",
    "138",
    "139",
    "150",
    "151",
    "152",
    "158",
    "159",
    "182",
    "187",
    "188",
    "199",
)


@dataclass(frozen=True, slots=True)
class InventedPerson:
    """Somebody who does not exist, with a resident ID number whose check digit is right."""

    name: str
    sex: Sex
    birth_on: date
    id_no: str
    mobile: str


class HasDemo(Protocol):
    """A domain as the loader sees it."""

    @property
    def name(self) -> str: ...

    @property
    def seed(self) -> Any: ...

    @property
    def demo(self) -> Any: ...


@dataclass
class DemoWorld:
    """What the domains share while the demo is made; later domains read the facts of earlier ones."""

    today: date = DEMO_TODAY
    district_id: str = DEMO_DISTRICT
    #: Only the district itself and its people of office, no unions, members or returns.
    is_empty: bool = False
    #: A dozen unions and some 300 members, for tests; not the district's real figures.
    is_small: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    #: Seconds each domain took, in order.
    timings: dict[str, float] = field(default_factory=dict)
    _numbers: set[str] = field(default_factory=set)

    def stream(self, name: str) -> random.Random:
        """A random source of one domain's own, so that a new domain does not change the others' rows."""
        return random.Random(f"{SEED}:{name}")

    def share_of(self, count: int) -> int:
        """How many of ``count`` a demo of this size has: all, or one in thirty but at least two."""
        return max(2, count // 30) if self.is_small else count

    def person(
        self, rng: random.Random, *, sex: Sex | None = None, min_age: int = 19, max_age: int = 59
    ) -> InventedPerson:
        """An invented person of this age on the demo's day; no two share an ID or mobile number."""
        chosen = sex or (Sex.FEMALE if rng.random() < 0.43 else Sex.MALE)
        birth_on = self.today - timedelta(days=rng.randrange(min_age * 366, (max_age + 1) * 365))
        name = invented_name(rng, chosen)
        return InventedPerson(
            name, chosen, birth_on, self._id_number(rng, chosen, birth_on), self._mobile(rng)
        )

    def _id_number(self, rng: random.Random, sex: Sex, birth_on: date) -> str:
        while True:
            serial = rng.randrange(1, 498) * 2 + (1 if sex is Sex.MALE else 0)
            first17 = f"{rng.choice(REGIONS)}{birth_on:%Y%m%d}{serial:03d}"
            number = first17 + resident_check_digit(first17)
            if number not in self._numbers:
                self._numbers.add(number)
                return number

    def _mobile(self, rng: random.Random) -> str:
        while True:
            number = f"{rng.choice(MOBILE_STARTS)}{rng.randrange(10**8):08d}"
            if number not in self._numbers:
                self._numbers.add(number)
                return number


def invented_name(rng: random.Random, sex: Sex) -> str:
    """A surname and one or two given-name characters."""
    surname = rng.choice(COMMON_SURNAMES if rng.random() < 0.55 else SURNAMES)
    characters = MALE_GIVEN if sex is Sex.MALE else FEMALE_GIVEN
    return surname + "".join(rng.sample(characters, 1 if rng.random() < 0.16 else 2))


def invented_id(rng: random.Random, moment: datetime) -> UUID:
    """A UUIDv7 of a past moment, the same at every load; ids sort by the moment like real ones."""
    high = (int(moment.timestamp() * 1000) << 80) | (7 << 76) | (rng.getrandbits(12) << 64)
    return UUID(int=high | (2 << 62) | rng.getrandbits(62))


def working_moment(rng: random.Random, day: date) -> datetime:
    """Some moment in the office hours of a date, UTC."""
    return clock.start_of(day) + timedelta(hours=9, seconds=rng.randrange(8 * 3600))


def seed_reference(engine: Engine, modules: Sequence[HasDemo]) -> None:
    """Write the reference rows every installation needs; running it again changes nothing."""
    with unit_of_work(engine) as session:
        _seed(session, modules)


def load(engine: Engine, modules: Sequence[HasDemo], world: DemoWorld) -> DemoWorld:
    """Make the whole demo in one transaction: it is there completely or not at all."""
    with clock.living_on(world.today), unit_of_work(engine) as session:
        _seed(session, modules)
        for module in modules:
            _timed(session, module, world)
    return world


def _seed(session: Session, modules: Iterable[HasDemo]) -> None:
    for module in modules:
        if module.seed is not None:
            module.seed(session)


def _timed(session: Session, module: HasDemo, world: DemoWorld) -> None:
    if module.demo is None:
        return
    start = time.perf_counter()
    module.demo(session, world)
    session.flush()
    world.timings[module.name] = time.perf_counter() - start
