"""HTTP of the return forms."""

from typing import Annotated

from fastapi import Path

from backend.kernel.authz import Actor, require
from backend.kernel.errors import NotFound
from backend.kernel.http import api_router
from backend.submissions.forms.schemas import (
    FormCheckOut,
    FormItemOut,
    FormSectionOut,
    ReturnFormList,
    ReturnFormOut,
    ReturnFormRow,
)
from backend.submissions.permissions import P
from backend.submissions.returns import FORMS, form_of
from backend.submissions.returns.form import Form, Item, Section

router = api_router("/return-forms", "submissions")
Reader = Annotated[Actor, require(P.READ)]


@router.get("", summary="报表种类")
def list_return_forms(actor: Reader) -> ReturnFormList:
    """Every form in use, each version on its own line."""
    return ReturnFormList(
        items=[
            ReturnFormRow(
                code=form.code, version=form.version, label=form.label, valid_from=form.valid_from,
                valid_to=form.valid_to, item_count=len(form.items),
            )
            for form in FORMS
        ]
    )  # fmt: skip


@router.get("/{code}", summary="报表的指标与核对")
def read_return_form(
    actor: Reader, code: Annotated[str, Path(max_length=60)], version: int | None = None
) -> ReturnFormOut:
    """The newest version unless one is named; the checks are JsonLogic for the browser."""
    form = form_of(code, version)
    if form is None:
        raise NotFound()
    return form_out(form)


def form_out(form: Form) -> ReturnFormOut:
    """A form for the wire."""
    return ReturnFormOut(
        code=form.code, version=form.version, label=form.label, valid_from=form.valid_from, valid_to=form.valid_to,
        legal_basis=form.legal_basis, sections=[_section_out(section) for section in form.sections],
        checks=[
            FormCheckOut(
                code=check.code, severity=check.severity, items=list(check.items), message=check.message,
                fix=check.fix, rule=check.rule,
            )
            for check in form.checks
        ],
    )  # fmt: skip


def _section_out(section: Section) -> FormSectionOut:
    return FormSectionOut(
        code=section.code, letter=section.letter, label=section.label, note=section.note,
        items=[_item_out(item) for item in section.items],
    )  # fmt: skip


def _item_out(item: Item) -> FormItemOut:
    return FormItemOut(
        code=item.code, label=item.label, definition=item.definition, unit=item.unit, kind=item.kind,
        legal_basis=item.legal_basis, owner=item.owner, source=item.source, is_flow=item.is_flow,
        is_required=item.is_required, is_editable=item.is_editable, options=dict(item.options or {}), note=item.note,
        example=item.example, max_length=item.max_length, formula=item.formula,
    )  # fmt: skip
