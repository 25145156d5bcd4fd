"""Connects identity with the application: the kernel asks here who is calling."""

from fastapi import FastAPI, Request
from sqlmodel import Session

from backend.identity.desk import Rights, open_desk
from backend.identity.sessions.callers import load_actor
from backend.kernel.authz import Actor
from backend.kernel.privacy import KeyRing
from backend.settings import Settings


def install(app: FastAPI, settings: Settings, ring: KeyRing, rights_of: Rights) -> None:
    """Open the log-in counter of an application.

    :param rights_of: every right of a role over all domains, which identity itself does not know.
    """
    desk = open_desk(settings, ring, rights_of)

    def who(session: Session, request: Request) -> Actor:
        return load_actor(desk, session, request)

    app.state.desk = desk
    app.state.load_actor = who
