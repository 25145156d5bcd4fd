"""Commands of the demo: load it, print its accounts."""

from typing import Annotated

import typer

from backend.identity.commands import demo_accounts, print_cards
from backend.identity.demo import read_cards
from backend.kernel import privacy
from backend.kernel.db import build_engine, unit_of_work
from backend.kernel.demo import DemoWorld, load
from backend.kernel.migrate import count_rows_anew
from backend.modules import MODULES
from backend.organisations.queries import district_root
from backend.settings import Profile, Settings, load_settings

demo = typer.Typer(no_args_is_help=True, help="演示数据")
demo.command("accounts")(demo_accounts)

IfEmpty = Annotated[bool, typer.Option("--if-empty", help="do nothing when the store has a district already")]
Empty = Annotated[
    bool, typer.Option("--empty", help="only the district and its people of office, no unions or members")
]
Small = Annotated[
    bool, typer.Option("--small", help="a dozen unions and some 300 members, not the district's real figures")
]


@demo.command("load")
def load_demo(if_empty: IfEmpty = False, empty: Empty = False, small: Small = False) -> None:
    """Make the demo federation in an empty store and print its accounts."""
    settings = load_settings()
    if settings.profile is Profile.PRODUCTION:
        typer.echo("生产环境不能装入演示数据", err=True)
        raise typer.Exit(1)
    privacy.use_keys(privacy.load_or_create_keys(settings.keys_path))
    is_new = _load_into_empty(settings, DemoWorld(is_empty=empty, is_small=small))
    if not is_new and not if_empty:
        typer.echo("库里已有数据，没有装入演示数据；要重来请先运行 make reset", err=True)
        raise typer.Exit(1)
    print_cards(read_cards(settings.data_dir))


def _load_into_empty(settings: Settings, world: DemoWorld) -> bool:
    engine = build_engine(settings)
    try:
        with unit_of_work(engine, writes=False) as session:
            if district_root(session, world.district_id) is not None:
                return False
        load(engine, MODULES, world)
    finally:
        engine.dispose()
    count_rows_anew(settings.migration_url)
    return True
