"""Commands over the audit chain: write its head outside the database, check it link by link."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from backend.kernel import clock
from backend.kernel.audit_chain import Head, heads, verify_chain
from backend.kernel.db import build_engine, unit_of_work
from backend.settings import load_settings

Target = Annotated[Path | None, typer.Option(help="append one JSON line per district to this file")]
Witness = Annotated[
    Path | None, typer.Option(help="a file written by audit-head; the chain must contain its links")
]


def head(target: Target = None) -> None:
    """Print the head of every district's audit chain, or append it to a file kept elsewhere."""
    engine = build_engine(load_settings())
    with unit_of_work(engine, writes=False) as session:
        found = heads(session)
    engine.dispose()
    at = clock.real_now().isoformat()
    lines = [json.dumps({"at": at, **asdict(item)}, ensure_ascii=False) for item in found]
    if target is None:
        for line in lines:
            typer.echo(line)
        return
    with target.open("a", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    typer.echo(f"{len(lines)} 条链头已写入 {target}")


def verify(witness: Witness = None) -> None:
    """Recompute every chain; names the first broken link and ends with 1 if there is one."""
    known = _read_witness(witness) if witness else []
    engine = build_engine(load_settings())
    with unit_of_work(engine, writes=False) as session:
        found = heads(session)
        reports = [
            verify_chain(session, item, seen)
            for item in found
            for seen in _witnesses(known, item.district_id)
        ]
    engine.dispose()
    lost = sorted({w.district_id for w in known} - {item.district_id for item in found})
    for report in reports:
        state = "完好" if report.holds else f"第 {report.position} 条：{report.fault}"
        typer.echo(f"{report.district_id}：查 {report.checked} 条，{state}")
    for district_id in lost:
        typer.echo(f"{district_id}：整条链不见了")
    if lost or not all(report.holds for report in reports):
        raise typer.Exit(1)


def _witnesses(known: list[Head], district_id: str) -> list[Head | None]:
    return [*[seen for seen in known if seen.district_id == district_id]] or [None]


def _read_witness(path: Path) -> list[Head]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Head(row["district_id"], row["position"], row["hash"]) for row in rows]
