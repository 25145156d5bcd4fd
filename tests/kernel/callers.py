"""People for kernel tests: signed in by a header, without the identity domain."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from uuid import UUID, uuid5

import structlog
from fastapi import FastAPI, Request
from httpx import ASGITransport, AsyncClient
from sqlmodel import Session

from backend.kernel.authz import Actor
from backend.kernel.errors import Unauthenticated
from backend.kernel.kernel_module import MODULE as KERNEL
from backend.kernel.permissions import GRANTS, OFFICE_GRANTS
from backend.kernel.roles import Office, Role
from backend.main import create_app
from backend.settings import Settings

SPACE = UUID("018f0000-0000-7000-8000-000000000000")
DISTRICT = "430702"


def person(name: str, role: Role, org_path: str, district_id: str = DISTRICT) -> Actor:
    """A caller with the kernel's rights of a role; somebody of the district is in every office."""
    offices = frozenset(Office) if role is Role.DISTRICT else frozenset[Office]()
    rights = frozenset(GRANTS[role]).union(*(OFFICE_GRANTS.get(office, frozenset()) for office in offices))
    return Actor(
        account_id=uuid5(SPACE, f"account {name}"),
        person_id=uuid5(SPACE, f"person {name}"),
        person_name=name,
        role=role,
        district_id=district_id,
        org_id=uuid5(SPACE, org_path),
        org_path=org_path,
        permissions=rights,
        offices=offices,
    )


PEOPLE = {
    "district": person("甲区干部", Role.DISTRICT, "430702."),
    "second": person("乙区干部", Role.DISTRICT, "430702."),
    "street": person("街道文员", Role.STREET, "430702.003."),
    "other_street": person("邻街文员", Role.STREET, "430702.004."),
    "chair": person("企业主席", Role.ENTERPRISE, "430702.003.017."),
    "auditor": person("审计员", Role.AUDITOR, "430702."),
    "sysadmin": person("系统管理员", Role.SYSTEM_ADMIN, "430702."),
    "foreign": person("外区干部", Role.DISTRICT, "430703.", "430703"),
}


def with_rights(name: str, *rights: str) -> Actor:
    """One of the people with some more rights."""
    actor = PEOPLE[name]
    return replace(actor, permissions=actor.permissions | set(rights))


def build(settings: Settings) -> FastAPI:
    """The kernel's routes, in an application in which the header ``X-Person`` says who is calling."""
    app = create_app(settings, (KERNEL,))
    structlog.configure(processors=[structlog.processors.JSONRenderer(default=repr)])

    def load_actor(session: Session, request: Request) -> Actor:
        name = request.headers.get("x-person", "")
        if name not in PEOPLE:
            raise Unauthenticated()
        return PEOPLE[name]

    app.state.load_actor = load_actor
    return app


@asynccontextmanager
async def signed_in(app: FastAPI, name: str = "") -> AsyncIterator[AsyncClient]:
    """A client of one person; nobody for an empty name."""
    headers = {"x-person": name} if name else {}
    transport = ASGITransport(app=app, raise_app_exceptions=False)
    async with AsyncClient(
        transport=transport, base_url="http://testserver/api/v1", headers=headers
    ) as client:
        yield client
