"""Looks into an uploaded workbook before any parser does: what it is, how large, and nothing active inside."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from xml.etree import ElementTree

MAX_PARTS = 2_000
MAX_PART_BYTES = 120 * 1024 * 1024
MAX_TOTAL_BYTES = 200 * 1024 * 1024
MAX_RATIO = 250
RATIO_FREE_BYTES = 10 * 1024 * 1024
MAX_INDEX_BYTES = 2 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请在 Excel 或 WPS 中打开，“另存为”.xlsx 工作簿后再上传"
_REMAKE = "请新建一个工作簿，把内容以“值”粘贴进去，另存为 .xlsx 后再上传"
_WIDE_CELL = re.compile(rb'<c r="([A-Z]{2,3})(\d+)"[^>/]*>')
_DEEP_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{5,})"[^>/]*>')
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"[^>]*><f[\s>/]')
_VERSION = re.compile(r'name="template_version"[^>]*>\s*<(?:\w+:)?lpwstr>([^<]{1,60})<')
_BAD_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    EOFError,
    OSError,
    NotImplementedError,
    KeyError,
    ValueError,
)


class Refused(Exception):
    """Why a file is not read: a stable code, the reason and how to mend it, in the words of a clerk."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        super().__init__(code)
        self.code, self.message, self.fix = code, message, fix


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the look inside found: sheet name -> part, and the version a template was marked with."""

    sheets: dict[str, str]
    template_version: str | None
    archive: zipfile.ZipFile = field(repr=False)

    def formulas(self, sheet: str) -> list[tuple[int, int]]:
        """(row, column) of every formula of a sheet, counted from 1."""
        text = _content(self.archive, self.archive.getinfo(self.sheets[sheet]))
        if b"<f" not in text:
            return []
        return [(int(found[2]), column_number(found[1].decode())) for found in _FORMULA.finditer(text)]


def kind_of(start: bytes) -> str:
    """`xlsx` (a zip), `ole` (old or encrypted workbook), `markup` (a web page named .xls) or `text`, by content."""
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    if start.startswith(_OLE):
        return "ole"
    head = start[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "markup" if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")) else "text"


def refuse_ole(content: bytes) -> None:
    """Raises Refused: password-protected workbooks and workbooks of before 2007 look alike from outside."""
    if _ENCRYPTED in content:
        raise Refused("encrypted", "文件设了打开密码，无法读取", "请取消打开密码后重新保存再上传")
    raise Refused("old_format", "这是旧版 .xls（或 WPS .et）文件", _SAVE_AS)


def refuse_markup() -> None:
    """Raises Refused: a web page or XML file with a workbook's name."""
    raise Refused("not_a_workbook", "文件内容是网页，不是工作簿", _SAVE_AS)


def inspect(content: bytes, *, max_rows: int, max_columns: int) -> Preflight:
    """Everything that must be true before a workbook is parsed.

    Raises Refused: damaged, not_a_workbook, too_many_parts, too_large_inside, encrypted, macros, external_links,
    unsafe_xml, too_many_rows, too_many_columns.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        _check_directory(archive)
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".rels", ".vml")):
                _check_part(archive, info, max_rows, max_columns)
        return Preflight(_sheet_parts(archive), _template_version(archive), archive)
    except _DAMAGE as error:
        raise Refused("damaged", "文件不完整或已损坏", _SAVE_AS) from error


def column_number(letters: str) -> int:
    """Number of a column named in letters: A is 1, Z 26, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _check_directory(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MAX_PARTS or len(set(names)) != len(names):
        raise Refused("too_many_parts", "文件内部结构异常", _REMAKE)
    if any(info.flag_bits & 1 for info in infos):
        raise Refused("encrypted", "文件设了打开密码，无法读取", "请取消打开密码后重新保存再上传")
    _check_sizes(infos)
    if "xl/workbook.bin" in names:
        raise Refused("old_format", "这是 .xlsb 二进制工作簿", _SAVE_AS)
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Refused("not_a_workbook", "文件不是 Excel 工作簿（.xlsx）", _SAVE_AS)
    _check_active_parts(archive, [name.lower() for name in names])


def _check_sizes(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    is_bomb = total > RATIO_FREE_BYTES and total > packed * MAX_RATIO
    if is_bomb or total > MAX_TOTAL_BYTES or max(info.file_size for info in infos) > MAX_PART_BYTES:
        raise Refused("too_large_inside", "文件展开后过大", "请删去多余的行、列和工作表，" + _REMAKE)


def _check_active_parts(archive: zipfile.ZipFile, names: list[str]) -> None:
    types = _content(archive, archive.getinfo("[Content_Types].xml"))
    if any("vbaproject" in name or "macrosheets/" in name or "activex/" in name for name in names):
        raise Refused("macros", "文件含有宏，不予读取", _SAVE_AS + "（不要选“启用宏的工作簿”）")
    if b"macroEnabled" in types:
        raise Refused("macros", "文件是启用宏的工作簿（.xlsm）", _SAVE_AS + "（不要选“启用宏的工作簿”）")
    if any("externallinks/" in name for name in names):
        raise Refused("external_links", "文件引用了其他工作簿", "请在“数据—编辑链接”中断开链接，" + _REMAKE)


def _check_part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, max_rows: int, max_columns: int) -> None:
    text = _content(archive, info)
    is_utf16 = text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in text[:8]
    if is_utf16 or _BAD_XML.search(text):
        raise Refused("unsafe_xml", "文件内含不安全的定义，不予读取", _REMAKE)
    if info.filename.lower().endswith(".rels"):
        _check_relations(text)
    elif "worksheets/" in info.filename:
        _check_extent(text, max_rows, max_columns)


def _check_relations(text: bytes) -> None:
    """Links a person may click are harmless here; anything else fetched from outside is not."""
    for relation in ElementTree.fromstring(text):
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
            raise Refused("external_links", "文件引用了外部内容", _REMAKE)


def _check_extent(text: bytes, max_rows: int, max_columns: int) -> None:
    """A single filled cell far away makes parsers allocate everything before it."""
    for found in _WIDE_CELL.finditer(text):
        if column_number(found[1].decode()) > max_columns:
            place = f"第{found[2].decode()}行{found[1].decode()}列"
            raise Refused("too_many_columns", f"{place}还有内容，超过{max_columns}列", "请删去右侧多余的列")
    for found in _DEEP_CELL.finditer(text):
        if int(found[2]) > max_rows:
            raise Refused(
                "too_many_rows", f"第{found[2].decode()}行还有内容，超过{max_rows}行", "请分成几个文件上传"
            )


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part's content, never more than its header declares."""
    if info.file_size > MAX_PART_BYTES:
        raise Refused("too_large_inside", "文件展开后过大", _REMAKE)
    with archive.open(info) as part:
        return part.read(info.file_size + 1)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name -> part name, in the order of the workbook."""
    targets = {
        node.get("Id", ""): node.get("Target", "") for node in _nodes(archive, "xl/_rels/workbook.xml.rels")
    }
    parts: dict[str, str] = {}
    for node in _nodes(archive, "xl/workbook.xml"):
        if node.tag.endswith("}sheet"):
            relation = next((value for key, value in node.attrib.items() if key.endswith("}id")), "")
            target = targets.get(relation, "")
            parts[node.get("name", "")] = (
                target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            )
    return {
        name: part for name, part in parts.items() if "worksheets/" in part and part in archive.namelist()
    }


def _template_version(archive: zipfile.ZipFile) -> str | None:
    if "docProps/custom.xml" not in archive.namelist():
        return None
    info = archive.getinfo("docProps/custom.xml")
    found = _VERSION.search(_content(archive, info)[:MAX_INDEX_BYTES].decode("utf-8", "replace"))
    return found[1] if found else None


def _nodes(archive: zipfile.ZipFile, part: str) -> Iterator[ElementTree.Element]:
    info = archive.getinfo(part)
    if info.file_size > MAX_INDEX_BYTES:
        raise Refused("too_large_inside", "文件内部结构异常", _REMAKE)
    return ElementTree.fromstring(_content(archive, info)).iter()
