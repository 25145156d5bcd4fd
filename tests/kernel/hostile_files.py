"""Workbooks written by hand, part by part: the plain one and the ones that try to do harm."""

import zipfile
from io import BytesIO

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
WORKBOOK = "xl/workbook.xml"


def relations(*entries: tuple[str, str, str]) -> str:
    """A relations part; each entry is (type, target, extra attributes)."""
    lines = [
        f'<Relationship Id="rId{number}" Type="{RELATION}/{kind}" Target="{target}" {extra}/>'
        for number, (kind, target, extra) in enumerate(entries, 1)
    ]
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def sheet(rows: str) -> str:
    """A worksheet part around rows."""
    return f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def one_cell(place: str = "A1", inner: str = "<v>1</v>", attributes: str = "") -> str:
    """A worksheet part with one row and one cell."""
    row = "".join(sign for sign in place if sign.isdigit())
    return sheet(f'<row r="{row}"><c r="{place}"{attributes}>{inner}</c></row>')


def workbook(changes: dict[str, str | bytes | None] | None = None, *, is_packed: bool = True) -> bytes:
    """A minimal workbook with parts replaced, added or (None) left out."""
    sheets = f'<sheets><sheet name="花名册" sheetId="1" xmlns:r="{RELATION}" r:id="rId1"/></sheets>'
    parts: dict[str, str | bytes | None] = {
        TYPES: f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", WORKBOOK, "")),
        WORKBOOK: f'{HEAD}<workbook xmlns="{MAIN}">{sheets}</workbook>',
        RELATIONS: relations(("worksheet", "worksheets/sheet1.xml", "")),
        SHEET: one_cell(),
    }
    return zipped({**parts, **(changes or {})}, is_packed=is_packed)


def with_strings(strings: str, cells: str, attributes: str = "") -> bytes:
    """A workbook with a shared-strings part."""
    return workbook(
        {
            RELATIONS: relations(
                ("worksheet", "worksheets/sheet1.xml", ""), ("sharedStrings", "sharedStrings.xml", "")
            ),
            STRINGS: f'{HEAD}<sst xmlns="{MAIN}" {attributes}>{strings}</sst>',
            SHEET: sheet(cells),
        }
    )


def zipped(parts: dict[str, str | bytes | None], *, is_packed: bool = True) -> bytes:
    """A zip of the parts that are not None."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if is_packed else zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()
