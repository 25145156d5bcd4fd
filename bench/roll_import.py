"""Roll import of 31,049 rows over 734 unions: preview and commit against a bare executemany of the same rows.

Run with ``python -m bench.roll_import [rounds]``; prints a table and ends with 1 when an aim is missed.
"""

import os
import random
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert

from backend.kernel import clock, privacy
from backend.kernel.authz import Actor
from backend.kernel.db import build_engine, bulk_insert, metadata, scoped_row, unit_of_work
from backend.kernel.demo import DEMO_TODAY, DemoWorld
from backend.kernel.migrate import load_models
from backend.kernel.roles import Office, Role
from backend.kernel.tables import read_table
from backend.kernel.tables_write import Column, write_workbook
from backend.members.codes import RowVerdict
from backend.members.models import ActiveMembership, Member, MembershipEvent
from backend.members.rolls.columns import TEMPLATE, UNION
from backend.members.rolls.commit import Prepared, prepare, write
from backend.members.rolls.plan import pack, unpack
from backend.members.rolls.preview import Preview, preview
from backend.members.rolls.register import UnionPlace
from backend.modules import permissions_of
from backend.organisations.codes import OrgForm, OrgLevel, OrgStatus, OrgType, ReportClass
from backend.organisations.models import Organisation
from backend.settings import Profile, Settings
from bench.table import Line, show, status

ROWS, UNIONS, DISTRICT = 31_049, 734, "430702"
AIM_CPU, AIM_MEMORY, AIM_RATIO = 3.0, 300.0, 5.0
MIB = 1024 * 1024


@dataclass(frozen=True)
class Round:
    """Seconds of one round; memory in MiB above the process before the preview, the reading child included."""

    preview_cpu: float
    preview_wall: float
    memory: float
    child: float
    prepare: float
    write: float
    bare: float

    @property
    def ratio(self) -> float:
        """The whole commit against the bare insert."""
        return (self.prepare + self.write) / self.bare


def measure(rounds: int = 5) -> list[Line]:
    """All lines of this workload."""
    privacy.use_keys(privacy.new_ring())
    clock.freeze(DEMO_TODAY)
    load_models()
    with tempfile.TemporaryDirectory() as folder:
        roll = write_roll()
        found = [one_round(Path(folder) / f"{number}.db", roll) for number in range(rounds)]
    return lines_of(found)


def main(rounds: int = 5) -> int:
    """Measure and print; the exit status says whether the aims are kept."""
    lines = measure(rounds)
    show(lines)
    return status(lines)


def union_name(number: int) -> str:
    """The name of an invented union."""
    return f"武陵区第{number:03d}示例单位工会委员会"


def write_roll() -> bytes:
    """A clean district roll as an .xlsx file."""
    world, rng = DemoWorld(), random.Random(1)
    columns = [Column(label) for label in (*TEMPLATE[:-1], UNION)]

    def line(number: int) -> tuple[str, ...]:
        person = world.person(rng, min_age=25)
        sex = "男" if person.sex == "1" else "女"
        born = person.birth_on.isoformat()
        identity = (person.name, sex, born, "汉族", "在岗", "身份证", person.id_no, "本科", "")
        joined = f"{rng.randrange(2012, 2020)}-0{rng.randrange(1, 10)}-{rng.randrange(10, 28)}"
        change = ("入会", joined, "", "群众", "武陵区示例单位", "湖南常德", "否")
        place = (person.mobile, "非农业", "湖南省常德市武陵区")
        return (*identity, *place, *change, union_name(number % UNIONS))

    return write_workbook(columns, map(line, range(ROWS)), sheet="会员花名册", title="会员花名册")


def one_round(path: Path, roll: bytes) -> Round:
    """Preview and commit into a fresh store, and the same rows bare into another."""
    engine = fresh_store(path)
    actor = district_clerk()
    place = add_unions(engine)
    before = resident()
    with Peak() as peak:
        wall, cpu = time.perf_counter(), processor()
        result = run_preview(engine, actor, place, roll)
        plan = pack(result.rows)
        spent, wall = processor() - cpu, time.perf_counter() - wall
    assert len(result.rows) == ROWS and not result.verdicts[RowVerdict.REJECT]
    del result
    started = time.perf_counter()
    ready = prepare(unpack(plan), actor, is_direct=True)
    prepared = time.perf_counter()
    with unit_of_work(engine) as session:
        write(session, actor, ready, is_direct=True)
    written = time.perf_counter()
    bare = bare_insert(engine, path.with_suffix(".bare"), ready)
    engine.dispose()
    return Round(spent, wall, peak.highest - before, peak.child, prepared - started, written - prepared, bare)


def run_preview(engine: Engine, actor: Actor, place: UnionPlace, roll: bytes) -> Preview:
    """What the background job does before it stores the result."""
    sheet = read_table(roll)
    with unit_of_work(engine, writes=False) as session:
        return preview(session, actor, place, sheet, DEMO_TODAY, is_direct=True)


def fresh_store(path: Path) -> Engine:
    """An empty store with the application's tables."""
    settings = Settings(profile=Profile.TEST, database_url=f"sqlite:///{path}", data_dir=path.parent)
    engine = build_engine(settings)
    with engine.begin() as connection:
        metadata.create_all(connection)
    return engine


def district_clerk() -> Actor:
    """Somebody of the district."""
    rights = permissions_of(Role.DISTRICT, frozenset(Office))
    return Actor(uuid4(), uuid4(), "基准", Role.DISTRICT, DISTRICT, uuid4(), f"{DISTRICT}.", rights)


def add_unions(engine: Engine) -> UnionPlace:
    """The district and its unions; the district as the target of the roll."""
    top = union_row(f"{DISTRICT}.", "武陵区总工会", None)
    rows = [
        union_row(f"{DISTRICT}.{n // 50:03d}.{n % 50:03d}.", union_name(n), top["id"]) for n in range(UNIONS)
    ]
    with unit_of_work(engine) as session:
        bulk_insert(session, Organisation, [top])
        bulk_insert(session, Organisation, rows)
    return UnionPlace(top["id"], top["org_path"], top["name"])


def union_row(path: str, name: str, parent: UUID | None) -> dict[str, Any]:
    """One organisation."""
    return scoped_row(
        DISTRICT,
        path,
        parent_id=parent,
        code=path.replace(".", ""),
        name=name,
        short_name=name[:60],
        initials="",
        sort_key=name,
        level=OrgLevel.BASE if parent else OrgLevel.DISTRICT,
        org_form=OrgForm.COMMITTEE,
        org_type=OrgType.INDEPENDENT_BASE,
        report_class=ReportClass.NON_PUBLIC,
        division_code=DISTRICT,
        founded_on=date(2010, 1, 1),
        approval_no="",
        approving_org="",
        status=OrgStatus.ACTIVE,
        chair_name="",
        contact_name="",
        address="",
        cadres_fulltime=0,
        cadres_parttime=0,
        has_seal=False,
        note="",
    )


def bare_insert(engine: Engine, path: Path, ready: Prepared) -> float:
    """Seconds the driver alone needs for the same values: executemany into tables of the same shape."""
    fresh_store(path).dispose()
    claims = [
        {"person_index": index, "district_id": DISTRICT, "member_id": member_id, "claimed_at": clock.now()}
        for index, member_id in ready.claims
    ]
    work = [bound(engine, model, rows) for model, rows in (
        (Member, ready.members), (MembershipEvent, ready.events), (ActiveMembership, claims)
    )]  # fmt: skip
    connection = sqlite3.connect(path)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")
    started = time.perf_counter()
    for statement, values in work:
        connection.executemany(statement, values)
    connection.commit()
    spent = time.perf_counter() - started
    connection.close()
    return spent


def bound(engine: Engine, model: Any, rows: list[dict[str, Any]]) -> tuple[str, list[tuple[Any, ...]]]:
    """The statement and the values as the driver takes them."""
    compiled = insert(model.__table__).values(rows[0]).compile(engine)
    names = list(compiled.positiontup or [])
    shape = {name: model.__table__.c[name].type.bind_processor(engine.dialect) for name in names}
    plain = [tuple(shape[n](row[n]) if shape[n] else row[n] for n in names) for row in rows]
    return str(compiled), plain


class Peak:
    """The highest resident size of this process and its children together while something runs, in MiB."""

    def __init__(self) -> None:
        self.highest = resident()
        self.child = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Peak":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            child = sum(map(peak_of, children()))
            self.child = max(self.child, child)
            self.highest = max(self.highest, resident() + child)


def children() -> list[str]:
    """The processes that this one has started and that run now."""
    return [pid for task in Path("/proc/self/task").glob("*/children") for pid in task.read_text().split()]


def peak_of(child: str) -> float:
    """The highest resident size of a child so far, in MiB; nothing before its own program runs or after its end."""
    folder = Path("/proc") / child
    try:
        if (folder / "cmdline").read_bytes() == Path("/proc/self/cmdline").read_bytes():
            return 0.0
        lines = (folder / "status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def resident() -> float:
    """Resident size of this process now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def processor() -> float:
    """Processor seconds of this process and of the reading child."""
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + child.ru_utime + child.ru_stime


def lines_of(rounds: list[Round]) -> list[Line]:
    """The medians of the rounds."""
    child = max(r.child for r in rounds)
    wall = f"{median(r.preview_wall for r in rounds):.1f} s wall"
    parts = [
        f"{name} {median(getattr(r, name) for r in rounds):.2f} s" for name in ("prepare", "write", "bare")
    ]
    return [
        Line("roll of 31,049 rows: preview, processor", median(r.preview_cpu for r in rounds), "s", AIM_CPU,
             remark=wall),
        Line("roll: memory added, with the reading child", max(r.memory for r in rounds), "MiB",
             AIM_MEMORY, remark=f"child {child:.0f} MiB"),
        Line("roll: commit against bare executemany", median(r.ratio for r in rounds), "x", AIM_RATIO,
             remark=", ".join(parts)),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
