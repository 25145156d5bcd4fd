"""Documents written from the code: workflow tables and the data dictionary."""

from collections.abc import Iterable

from sqlalchemy import MetaData, Table

from backend.kernel.module import Module
from backend.kernel.workflow import Step, Workflow

NOTE = "<!-- written by `make docs`; do not edit -->"
_PRIVACY = {"P0": "P0 公开", "P1": "P1 内部", "P2": "P2 个人", "P3": "P3 敏感", "P4": "P4 特殊"}


def workflows(modules: Iterable[Module]) -> str:
    """Every workflow as a diagram and a table (Markdown with mermaid)."""
    parts = ["# Workflows", "", NOTE, ""]
    for module in modules:
        for workflow in module.workflows:
            parts += _workflow(workflow)
    return "\n".join(parts) + "\n"


def _workflow(workflow: Workflow) -> list[str]:
    lines = [f"## {workflow.label} `{workflow.name}`", "", "```mermaid", "stateDiagram-v2"]
    states = dict.fromkeys(state for step in workflow.steps for state in (step.source, step.target))
    lines += [f"  {state.value} : {state.label}" for state in states]
    lines += [f"  {s.source.value} --> {s.target.value} : {s.action.label}" for s in workflow.steps]
    lines += ["```", "", "| from | action | to | right | note needed | guard |", "|---|---|---|---|---|---|"]
    return [*lines, *[_step(step) for step in workflow.steps], ""]


def _step(step: Step) -> str:
    guard = (step.guard.__doc__ or step.guard.__name__).strip().splitlines()[0] if step.guard else ""
    note = "yes" if step.needs_note else ""
    return f"| {step.source.label} | {step.action.label} | {step.target.label} | `{step.permission}` | {note} | {guard} |"


def data_dictionary(metadata: MetaData) -> str:
    """Every table and column with label, type, privacy class and retention (Markdown)."""
    parts = ["# Data dictionary", "", NOTE, ""]
    for table in sorted(metadata.tables.values(), key=lambda item: item.name):
        parts += _table(table)
    return "\n".join(parts) + "\n"


def _table(table: Table) -> list[str]:
    lines = [
        f"## `{table.name}`",
        "",
        "| column | label | type | null | privacy | retention |",
        "|---|---|---|---|---|---|",
    ]
    for column in table.columns:
        key = " (key)" if column.primary_key else ""
        kind = str(column.type).split(" COLLATE")[0].lower()
        null = "yes" if column.nullable else ""
        privacy = _PRIVACY[column.info["privacy"]]
        lines.append(
            f"| `{column.name}`{key} | {column.info['label']} | {kind} | {null} | {privacy} | {column.info['retention']} |"
        )
    return [*lines, ""]
