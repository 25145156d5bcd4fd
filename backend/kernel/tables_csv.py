"""Text tables as offices send them: the encoding and the divider found out, every cell text."""

import codecs
import csv
import re
from collections.abc import Iterator
from io import StringIO

from backend.kernel.tables_preflight import Refused

MAX_CELL = 32_767
_DIVIDERS = ",\t;，"
_QUOTED = re.compile(r'"[^"]*"')
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FIX = "请在 Excel 或 WPS 中另存为“CSV UTF-8”或 .xlsx 后再上传"


def decode(content: bytes) -> tuple[str, str]:
    """(text, encoding) of a text file: by its mark, else UTF-8, UTF-16 without mark, GB 18030, in this order.

    Raises Refused: unknown_encoding, binary.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\0" in content[:4096]:
        return _decoded(content, _unmarked_utf16(content[:4096]))
    try:
        return _decoded(content, "utf-8")
    except Refused as refused:
        if refused.code == "binary":
            raise
        return _decoded(content, "gb18030")


def rows_of(text: str) -> Iterator[list[str | None]]:
    """The rows of a text table; blank cells are None, a blank line is an empty row.

    Raises Refused: damaged (a quote never closed, an endless cell).
    """
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=divider_of(text), strict=True)
    try:
        for row in reader:
            yield [cell or None for cell in row]
    except csv.Error as error:
        raise Refused("damaged", f"第{reader.line_num}行附近的引号或内容不完整", _FIX) from error


def divider_of(text: str) -> str:
    """The sign that divides most often in the first lines, quoted cells aside; a comma when none does."""
    head = _QUOTED.sub("", "\n".join(text[:20_000].splitlines()[:20]))
    counts = {sign: head.count(sign) for sign in _DIVIDERS}
    best = max(_DIVIDERS, key=lambda sign: counts[sign])
    return best if counts[best] else ","


def _decoded(content: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("unknown_encoding", "看不出文件的文字编码", _FIX) from error
    if "\0" in text:
        raise Refused("binary", "文件不是文本表格", _FIX)
    return text, encoding


def _unmarked_utf16(start: bytes) -> str:
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return "utf-16-le" if odd > even else "utf-16-be"
