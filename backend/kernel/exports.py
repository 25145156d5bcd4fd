"""Lists as files: the two kinds every export offers, and how a file is answered and documented."""

from typing import Any

from fastapi import Response

from backend.kernel.codes import Code

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportFormat(Code):
    """File kinds of an export."""

    XLSX = "xlsx", "Excel 工作簿"
    CSV = "csv", "CSV 文本"


MEDIA_TYPES = {ExportFormat.XLSX: XLSX, ExportFormat.CSV: "text/csv; charset=utf-8"}


def file_answer(description: str, *media_types: str) -> dict[int | str, dict[str, Any]]:
    """The ``responses=`` of a route that answers a file."""
    schema = {"type": "string", "format": "binary"}
    return {200: {"description": description, "content": {kind: {"schema": schema} for kind in media_types}}}


#: The ``responses=`` of a list's export.
EXPORT_ANSWER = file_answer("xlsx 或 csv 文件", *MEDIA_TYPES.values())


def export_response(content: bytes, form: ExportFormat, stem: str) -> Response:
    """One exported list as a download."""
    name = f"{stem}.{form.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=MEDIA_TYPES[form], headers=headers)
