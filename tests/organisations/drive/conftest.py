"""The small world with reference rows and the parameters of elections."""

import pytest
from fastapi import FastAPI

from backend.kernel.db import unit_of_work
from backend.kernel.parameters import seed_defaults
from backend.modules import MODULES
from tests.support.actors import World


@pytest.fixture
def ready(app: FastAPI, register: World) -> World:
    """The world in which a union can be founded."""
    with unit_of_work(app.state.engine) as session:
        seed_defaults(session, [key for module in MODULES for key in module.parameters])
    return register
