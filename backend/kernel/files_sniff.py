"""What an uploaded file really is, by its content; refuses active content, macros and files that are two things; pure."""

import re
import unicodedata
import zipfile
from io import BytesIO

from backend.kernel import tables_preflight
from backend.kernel.codes import Code
from backend.kernel.errors import Invalid, invalid
from backend.kernel.wire import FORBIDDEN

MAX_NAME = 200
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


class FileKind(Code):
    """The kinds of attachment that are kept."""

    PDF = "pdf", "PDF 文档"
    PNG = "png", "PNG 图片"
    JPEG = "jpeg", "JPEG 图片"
    XLSX = "xlsx", "Excel 工作簿"
    DOCX = "docx", "Word 文档"
    CSV = "csv", "CSV 表格"
    TXT = "txt", "文本"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.CSV: "text/csv",
    FileKind.TXT: "text/plain",
}
_EXTENSIONS = {
    "pdf": FileKind.PDF,
    "png": FileKind.PNG,
    "jpg": FileKind.JPEG,
    "jpeg": FileKind.JPEG,
    "xlsx": FileKind.XLSX,
    "docx": FileKind.DOCX,
    "csv": FileKind.CSV,
    "txt": FileKind.TXT,
}
ALLOWED = "只收 PDF、PNG、JPG、xlsx、docx、csv、txt"
_ZIP_START, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_PNG_START = b"\x89PNG\r\n\x1a\n"
_TAIL = 66_000
_ACTIVE_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)\b")
_PDF_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_PDF_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_MARKUP = re.compile(
    rb"<\s*(!doctype|html|svg|script|iframe|\?xml|\?php|body|img|object|embed)", re.IGNORECASE
)
_ACTIVE_PARTS = ("vbaproject", "activex/", "embeddings/", "macrosheets/", "externallinks/")


def sniff(name: str, content: bytes) -> FileKind:
    """The kind of a file, from its content, which its name must agree with.

    Raises Invalid with the reason and how to mend it.
    """
    if not content:
        raise _refused("empty", "文件是空的", "请重新选择文件")
    found = _by_content(content)
    named = _EXTENSIONS.get(name.rpartition(".")[2].lower())
    if named is None:
        raise _refused("type", "不收这种文件", ALLOWED)
    if found is None:
        found = named if named in (FileKind.CSV, FileKind.TXT) else None
    if found is None or found is not named:
        raise _refused("mismatch", "文件内容与扩展名不符", f"请用原来的软件另存后再传；{ALLOWED}")
    _CHECKS[found](content)
    return found


def clean_name(name: str) -> str:
    """The original name without folders and invisible characters, at most 200 characters."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(
        ch for ch in last if ch not in FORBIDDEN and ch not in "\r\n\t" and not "\ud800" <= ch <= "\udfff"
    )
    kept = kept.strip(" .")
    if len(kept) <= MAX_NAME:
        return kept
    stem, dot, extension = kept.rpartition(".")
    return stem[: MAX_NAME - len(extension) - 1] + dot + extension


def _refused(code: str, message: str, fix: str) -> Invalid:
    return invalid("file", code, message, fix)


def _by_content(content: bytes) -> FileKind | None:
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(_PNG_START):
        return FileKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    return _office_kind(content) if content.startswith(_ZIP_START) else None


def _office_kind(content: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as problem:
        raise _refused("damaged", "文件不完整或已损坏", "请用原来的软件另存后再传") from problem
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return FileKind.DOCX
    return FileKind.XLSX if "xl/workbook.xml" in names else None


def _check_pdf(content: bytes) -> None:
    plain = _PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), _PDF_STREAM.sub(b"", content))
    if _ACTIVE_PDF.search(plain):
        raise _refused("active", "PDF 里有脚本或附带文件", "请用“打印为 PDF”另存后再传")
    if b"%%EOF" not in content[-2048:]:
        raise _refused("damaged", "PDF 不完整", "请重新导出后再传")
    _refuse_second_file(content)


def _check_png(content: bytes) -> None:
    at = len(_PNG_START)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] == b"IEND":
            if at + 12 + length != len(content):
                raise _two_in_one()
            return
        at += 12 + length
    raise _refused("damaged", "图片不完整", "请重新保存后再传")


def _check_jpeg(content: bytes) -> None:
    end = content.rfind(b"\xff\xd9")
    if end < 0:
        raise _refused("damaged", "图片不完整", "请重新保存后再传")
    if content[end + 2 :].strip(b"\x00\r\n "):
        raise _two_in_one()
    _refuse_second_file(content)


def _check_text(content: bytes) -> None:
    if b"\x00" in content or not (_decodes(content, "utf-8-sig") or _decodes(content, "gb18030")):
        raise _refused("mismatch", "不是文本文件", "请在记事本或 Excel 中另存为 UTF-8 文本")
    if _MARKUP.search(content):
        raise _refused("active", "文本里有网页代码", "请只保留文字内容")


def _check_xlsx(content: bytes) -> None:
    try:
        tables_preflight.inspect(content, max_rows=MAX_ROWS, max_columns=MAX_COLUMNS)
    except tables_preflight.Refused as refusal:
        raise _refused(refusal.code, refusal.message, refusal.fix) from refusal
    _check_office(content)


def _check_office(content: bytes) -> None:
    end = content.rfind(_ZIP_END)
    comment = int.from_bytes(content[end + 20 : end + 22], "little")
    if end < 0 or end + 22 + comment != len(content) or comment:
        raise _two_in_one()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
        raise _refused("damaged", "文件不完整或已损坏", "请用原来的软件另存后再传") from problem


def _check_parts(archive: zipfile.ZipFile) -> None:
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise _refused("encrypted", "文件设了打开密码", "请取消打开密码后再传")
    total = sum(info.file_size for info in infos)
    if len(infos) > tables_preflight.MAX_PARTS or total > tables_preflight.MAX_TOTAL_BYTES:
        raise _refused("too_large_inside", "文件展开后过大", "请删去多余内容后再传")
    names = [info.filename.lower() for info in infos]
    with archive.open("[Content_Types].xml") as part:
        types = part.read(1024 * 1024)
    if b"macroEnabled" in types or any(mark in name for name in names for mark in _ACTIVE_PARTS):
        raise _refused("active", "文件含有宏、嵌入对象或外部链接", "请另存为不含宏的 .xlsx 或 .docx 后再传")


def _refuse_second_file(content: bytes) -> None:
    if _ZIP_END in content[-_TAIL:]:
        raise _two_in_one()


def _two_in_one() -> Invalid:
    return _refused("two_in_one", "文件后面还接着别的内容", "请用原来的软件另存后再传")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


_CHECKS = {
    FileKind.PDF: _check_pdf,
    FileKind.PNG: _check_png,
    FileKind.JPEG: _check_jpeg,
    FileKind.XLSX: _check_xlsx,
    FileKind.DOCX: _check_office,
    FileKind.CSV: _check_text,
    FileKind.TXT: _check_text,
}
