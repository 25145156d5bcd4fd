"""The rules of the wire: rights in signatures, closed inputs, outputs without defaults, unique names."""

import inspect
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import BaseModel

from backend.kernel.authz import Require, current_actor
from backend.kernel.wire import WireIn, WireOut
from backend.main import create_app
from backend.settings import Profile, Settings

#: Routes that answer without a signed-in person, each for a reason.
PUBLIC = {
    "livez", "readyz", "list_codes", "login", "login_with_code", "refresh", "logout", "answer_confirmation",
}  # fmt: skip


def application(tmp: Any) -> FastAPI:
    """The application over an empty store."""
    return create_app(Settings(profile=Profile.TEST, data_dir=tmp))


def api_routes(app: FastAPI) -> list[APIRoute]:
    """Every API route of the application, included routers too."""
    found = [context.route for context in iter_route_contexts(app.routes)]
    return [route for route in found if isinstance(route, APIRoute)]


def _calls(dependant: Dependant) -> Iterator[Any]:
    yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)


def unguarded(routes: list[APIRoute]) -> list[str]:
    """Routes that name neither a right nor a signed-in caller, and are not on the public list."""
    loose = []
    for route in routes:
        calls = list(_calls(route.dependant))
        guarded = any(isinstance(call, Require) or call is current_actor for call in calls)
        if not guarded and route.name not in PUBLIC:
            loose.append(route.name)
    return loose


def subclasses(base: type) -> list[type]:
    """Every class below one."""
    direct = base.__subclasses__()
    return direct + [deeper for item in direct for deeper in subclasses(item)]


def defaults_in(model: type[BaseModel]) -> list[str]:
    """Fields of an answer that may be left out."""
    return [name for name, field in model.model_fields.items() if not field.is_required()]


def test_every_route_names_its_right(tmp_path: Any) -> None:
    routes = api_routes(application(tmp_path))
    assert len(routes) >= 50
    assert unguarded(routes) == []


def test_a_route_without_a_right_is_seen() -> None:
    router = APIRouter()

    @router.get("/open")
    def open_door() -> None:
        return None

    app = FastAPI()
    app.include_router(router)
    assert "open_door" in unguarded(api_routes(app))


def test_operation_ids_and_summaries_are_there(tmp_path: Any) -> None:
    routes = api_routes(application(tmp_path))
    ids = [route.operation_id or route.name for route in routes]
    assert len(ids) == len(set(ids))
    silent = [route.name for route in routes if not any("一" <= ch <= "鿿" for ch in route.summary or "")]
    assert silent == []


def test_request_models_are_closed(tmp_path: Any) -> None:
    application(tmp_path)
    models = subclasses(WireIn)
    assert len(models) >= 10
    assert [m.__name__ for m in models if m.model_config.get("extra") != "forbid"] == []
    for route in api_routes(application(tmp_path)):
        for field in route.dependant.body_params:
            kind = field.field_info.annotation
            if inspect.isclass(kind) and issubclass(kind, BaseModel):
                assert issubclass(kind, WireIn), f"{route.name} takes {kind.__name__}"


def test_answers_have_no_defaults(tmp_path: Any) -> None:
    application(tmp_path)
    models = subclasses(WireOut)
    assert len(models) >= 25
    assert {m.__name__: defaults_in(m) for m in models if defaults_in(m)} == {}

    class LooseOut(BaseModel):
        note: str | None = None

    assert defaults_in(LooseOut) == ["note"]


def test_schema_names_are_plain(tmp_path: Any) -> None:
    names = list(application(tmp_path).openapi()["components"]["schemas"])
    assert len(names) >= 40
    assert [name for name in names if "__" in name or "[" in name] == []
