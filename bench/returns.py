"""CPU time of opening, saving and submitting a monthly return with a year of history behind it: python -m bench.returns"""

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from backend.kernel import clock
from backend.kernel.authz import Actor
from backend.kernel.db import metadata, new_id, unit_of_work
from backend.kernel.demo import seed_reference
from backend.kernel.migrate import load_models
from backend.kernel.roles import Role
from backend.main import create_app
from backend.modules import MODULES, permissions_of
from backend.organisations.codes import OrgForm, OrgLevel, OrgStatus, OrgType
from backend.organisations.models import Organisation
from backend.settings import Profile, Settings
from bench.table import Line, show, status, write_logs_nowhere

ROUNDS = 15
MONTHS = [f"2019-{month:02d}" for month in range(12, 13)] + [f"2020-{month:02d}" for month in range(1, 12)]
AIMS = {"open": 40.0, "read": 40.0, "save": 40.0, "submit": 30.0}
CELLS = {"employees": 40, "wages_fen": 32_548_000, "funds_paid_fen": 650_960, "funds_channel": "tax"}


def measure(rounds: int = ROUNDS) -> list[Line]:
    """Median CPU milliseconds per request, beside the same app's /livez."""
    clock.freeze(date(2020, 12, 16))
    write_logs_nowhere()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(profile=Profile.TEST, data_dir=Path(folder), today=date(2020, 12, 16))
        load_models()
        app = create_app(settings)
        metadata.create_all(app.state.engine)
        seed_reference(app.state.engine, MODULES)
        times = asyncio.run(_measure(app, rounds))
    hello = statistics.median(times.pop("hello"))
    return [
        Line(
            f"monthly return: {name}, processor",
            middle,
            "ms",
            AIMS[name],
            remark=f"{middle / hello:.0f} x /livez",
        )
        for name, middle in ((name, statistics.median(values)) for name, values in times.items())
    ]


def main() -> int:
    """Measure and print; the exit status says whether the aims are kept."""
    lines = measure()
    show(lines)
    return status(lines)


async def _measure(app: Any, rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ("hello", *AIMS)}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bench/api/v1") as client:
        for number in range(rounds):
            actor = _chair(app, number)
            app.state.load_actor = lambda _session, _request, who=actor: who
            await _year(client, actor, times)
            await _timed(times["hello"], client.get("http://bench/livez"))
    return times


async def _year(client: httpx.AsyncClient, actor: Actor, times: dict[str, list[float]]) -> None:
    for month in MONTHS[1:]:
        is_last = month == MONTHS[-1]
        spent = times if is_last else {name: [] for name in times}
        body = {"organisation_id": str(actor.org_id), "period": month}
        card = (await _timed(spent["open"], client.post("/returns", json=body))).json()
        await _timed(spent["read"], client.get(f"/returns/{card['id']}"))
        cells = [{"item": item, "value": value} for item, value in CELLS.items()]
        path, seen = f"/returns/{card['id']}", {"If-Match": f'"v{card["version"]}"'}
        saved = await _timed(
            spent["save"], client.patch(f"{path}/cells", json={"cells": cells}, headers=seen)
        )
        seen = {"If-Match": f'"v{saved.json()["version"]}"'}
        done = await _timed(
            spent["submit"], client.post(f"{path}/actions", json={"action": "submit"}, headers=seen)
        )
        done.raise_for_status()


async def _timed(times: list[float], answer: Any) -> httpx.Response:
    start = time.process_time()
    response: httpx.Response = await answer
    times.append((time.process_time() - start) * 1000)
    return response


def _chair(app: Any, number: int) -> Actor:
    path = f"430702.001.{number + 1:03d}."
    union = Organisation(
        id=new_id(), district_id="430702", org_path=path, parent_id=None, code=f"{number:06d}", name="工会委员会",
        short_name="", initials="", sort_key=path, level=OrgLevel.BASE, org_form=OrgForm.COMMITTEE,
        org_type=OrgType.INDEPENDENT_BASE, division_code="430702", founded_on=date(2015, 5, 1), approval_no="",
        approving_org="", status=OrgStatus.ACTIVE, chair_name="余建国", contact_name="", address="", note="",
    )  # fmt: skip
    with unit_of_work(app.state.engine) as session:
        session.add(union)
        session.flush()
        rights = permissions_of(Role.ENTERPRISE)
        return Actor(new_id(), new_id(), "余建国", Role.ENTERPRISE, "430702", union.id, path, rights)


if __name__ == "__main__":
    sys.exit(main())
