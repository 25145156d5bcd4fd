"""Commands on this machine about the union tree."""

from typing import Annotated

import typer

from backend.kernel.db import build_engine, unit_of_work
from backend.kernel.errors import DomainError
from backend.organisations.district import open_district as open_in
from backend.settings import load_settings

District = Annotated[str, typer.Argument(help="six-digit code of the district (GB/T 2260)")]
Name = Annotated[str, typer.Argument(help="full name of the district's union, ending in 总工会")]


def open_district(district: District, name: Name) -> None:
    """Register the union of a district, once, before create-admin."""
    engine = build_engine(load_settings())
    try:
        with unit_of_work(engine) as session:
            row = open_in(session, district, name)
            typer.echo(f"{row.name} 已登记，工会编码 {row.code}")
    except DomainError as problem:
        for line in [error.message for error in problem.errors] or [problem.detail]:
            typer.echo(line, err=True)
        raise typer.Exit(1) from problem
    finally:
        engine.dispose()
