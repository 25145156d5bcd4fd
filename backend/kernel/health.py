"""Liveness and readiness, and the published code lists: routes that need no sign-in."""

import shutil
from datetime import date
from typing import Any

from alembic.script import ScriptDirectory
from fastapi import APIRouter, Request, Response
from sqlalchemy import text

from backend.kernel import clock
from backend.kernel.codes import CODES
from backend.kernel.db import unit_of_work
from backend.kernel.http import WireOut, api_router
from backend.kernel.migrate import alembic_config

MIN_FREE_BYTES = 100 * 1024 * 1024
EARLIEST = date(2020, 1, 1)

root = APIRouter(tags=["health"])
router = api_router("/codes", "codes")


class HealthOut(WireOut):
    """Whether the process answers, and what it found."""

    status: str
    checks: dict[str, str]


@root.get("/livez", operation_id="get_livez", summary="进程存活")
def livez() -> HealthOut:
    """The process answers; nothing else is looked at."""
    return HealthOut(status="ok", checks={})


@root.get(
    "/readyz",
    operation_id="get_readyz",
    summary="可以提供服务",
    responses={503: {"model": HealthOut, "description": "还不能提供服务，checks 说明哪一项"}},
)
def readyz(request: Request, response: Response) -> HealthOut:
    """Database, migrations, disk and clock are in order; 503 otherwise."""
    checks = {**_store_checks(request), "disk": _disk(request), "clock": _clock()}
    ready = all(value == "ok" for value in checks.values())
    response.status_code = 200 if ready else 503
    return HealthOut(status="ok" if ready else "unavailable", checks=checks)


def _store_checks(request: Request) -> dict[str, str]:
    try:
        with unit_of_work(request.app.state.engine, writes=False) as session:
            found = session.execute(text("select version_num from alembic_version")).scalar()
    except Exception as problem:
        return {"database": type(problem).__name__, "migrations": "unknown"}
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    return {"database": "ok", "migrations": "ok" if found == head else "behind"}


def _disk(request: Request) -> str:
    free = shutil.disk_usage(request.app.state.settings.data_dir).free
    return "ok" if free >= MIN_FREE_BYTES else "full"


def _clock() -> str:
    return "ok" if clock.real_now().date() > EARLIEST else "wrong"


class CodeListOut(WireOut):
    """One code list with its values."""

    name: str
    values: list["CodeValueOut"]


class CodeValueOut(WireOut):
    """One value with its label and the dates in which it may be chosen."""

    value: str
    label: str
    valid_from: date | None
    valid_to: date | None


@router.get("", operation_id="list_codes", summary="全部代码表")
def list_codes() -> list[CodeListOut]:
    """Every code list of the application, with labels; public words only."""
    return [
        CodeListOut(name=name, values=[CodeValueOut.model_validate(_row(m)) for m in code])
        for name, code in sorted(CODES.items())
    ]


def _row(member: Any) -> dict[str, Any]:
    return {
        "value": member.value,
        "label": member.label,
        "valid_from": member.valid_from,
        "valid_to": member.valid_to,
    }
