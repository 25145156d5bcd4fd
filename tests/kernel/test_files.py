"""Attachments: what is accepted is decided by content; downloads are authorised and never shown inline."""

import hashlib
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from openpyxl import Workbook
from sqlmodel import Session

from backend.kernel.authz import Actor, visible
from backend.kernel.db import unit_of_work
from backend.kernel.errors import Forbidden, Invalid
from backend.kernel.files import MAX_BYTES, Attachment, AttachmentOwner, attach, files_folder, stored_at
from backend.kernel.files_sniff import FileKind, clean_name, sniff
from backend.kernel.jobs import Job, enqueue
from tests.kernel.callers import PEOPLE, build, signed_in
from tests.support.database import Database

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstream\nab/JS cd\nendstream\ntrailer\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x01" * 40 + b"\xff\xd9"
CSV = "姓名,人数\n武陵,3\n".encode("gb18030")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    + _chunk(b"IEND", b"")
)


def _xlsx() -> bytes:
    book = Workbook()
    book.active["A1"] = "姓名"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _zip(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _docx(**more: bytes) -> bytes:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _zip({"[Content_Types].xml": types, "word/document.xml": b"<w/>", **more})


XLSX, DOCX = _xlsx(), _docx()
GOOD = [
    ("报告.pdf", PDF, FileKind.PDF),
    ("照片.PNG", PNG, FileKind.PNG),
    ("照片.jpg", JPEG, FileKind.JPEG),
    ("照片.jpeg", JPEG + b"\x00\x00", FileKind.JPEG),
    ("名册.xlsx", XLSX, FileKind.XLSX),
    ("申请.docx", DOCX, FileKind.DOCX),
    ("表.csv", CSV, FileKind.CSV),
    ("说明.txt", "第一条 x < 3\n".encode(), FileKind.TXT),
]
BAD = [
    ("空.pdf", b"", "empty"),
    ("程序.exe", b"MZ\x90", "type"),
    ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "type"),
    ("网页.html", b"<html></html>", "type"),
    ("无扩展名", PDF, "type"),
    ("名册.xlsm", XLSX, "type"),
    ("报告.pdf.exe", PDF, "type"),
    ("照片.png", PDF, "mismatch"),
    ("报告.pdf", PNG, "mismatch"),
    ("表.csv", PDF, "mismatch"),
    ("名册.xlsx", DOCX, "mismatch"),
    ("申请.docx", _zip({"a.txt": b"x"}), "mismatch"),
    ("申请.docx", b"PK\x03\x04garbage", "damaged"),
    ("脚本.pdf", PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript >>"), "active"),
    ("脚本.pdf", PDF.replace(b"/Catalog", b"/Catalog /J#61vaScript 1"), "active"),
    ("附件.pdf", PDF.replace(b"/Catalog", b"/Catalog /EmbeddedFiles 1"), "active"),
    ("半截.pdf", PDF.replace(b"%%EOF", b""), "damaged"),
    ("两用.pdf", PDF + _zip({"a": b"x"}) + b"%%EOF", "two_in_one"),
    ("两用.png", PNG + b"<script>", "two_in_one"),
    ("半截.png", PNG[:-8], "damaged"),
    ("两用.jpg", JPEG + _zip({"a": b"x"}), "two_in_one"),
    ("半截.jpg", JPEG[:-2], "damaged"),
    ("两用.docx", DOCX + b"<script>alert(1)</script>", "two_in_one"),
    ("宏.docx", _docx(**{"word/vbaProject.bin": b"x"}), "active"),
    ("嵌入.docx", _docx(**{"word/embeddings/oleObject1.bin": b"x"}), "active"),
    ("网页.txt", b"hello <SCRIPT src=x>", "active"),
    ("网页.csv", b'<?xml version="1.0"?><svg/>', "active"),
    ("二进制.txt", b"a\x00b", "mismatch"),
    ("乱码.txt", b"\xff\xff\xff", "mismatch"),
]


@pytest.mark.parametrize(("name", "content", "kind"), GOOD)
def test_up1_the_kind_is_read_from_the_content(name: str, content: bytes, kind: FileKind) -> None:
    assert sniff(name, content) is kind


@pytest.mark.parametrize(("name", "content", "code"), BAD)
def test_up1_active_or_false_files_are_refused(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        sniff(name, content)
    error = refusal.value.errors[0]
    assert (error.field, error.code) == ("file", code)
    assert error.message and error.fix


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\资料\\名册.xlsx", "名册.xlsx"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("  .隐藏. ", "隐藏"),
        ("长" * 300 + ".pdf", "长" * 196 + ".pdf"),
        ("e\u0301.txt", "é.txt"),
        ("\ud800.txt", "txt"),
    ],
)
def test_names_lose_folders_and_invisible_signs(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def _readable(session: Session, actor: Actor, job_id: UUID) -> Job:
    return visible(session.get(Job, (actor.district_id, job_id)), actor)


def _writable(session: Session, actor: Actor, job_id: UUID) -> Job:
    row = _readable(session, actor, job_id)
    if not actor.may("jobs:cancel"):
        raise Forbidden()
    return row


OWNERS = {"test_case": AttachmentOwner("test_case", "事项", _readable, _writable)}


@pytest.fixture
def app(database: Database) -> FastAPI:
    """The application in which a job stands for a business object with files."""
    made = build(database.settings)
    made.state.attachment_owners = OWNERS
    return made


@pytest.fixture
def case(database: Database) -> UUID:
    """An object of the street."""
    with unit_of_work(database.engine) as session:
        return enqueue(session, PEOPLE["street"], "test.case", {}).id


def _form(case: UUID, name: str = "表.pdf", content: bytes = PDF, kind: str = "test_case") -> dict[str, Any]:
    return {
        "data": {"object_type": kind, "object_id": str(case)},
        "files": {"file": (name, content, "text/html")},
    }


async def test_a_file_comes_back_as_a_download_under_its_own_name(
    app: FastAPI, case: UUID, database: Database
) -> None:
    name = "2020年“困难”申请 (1).pdf"
    async with signed_in(app, "street") as client:
        added = await client.post("/attachments", **_form(case, name))
        assert added.status_code == 201, added.text
        body = added.json()
        assert (body["kind"], body["size"], body["name"]) == ("pdf", len(PDF), name)
        assert body["sha256"] == hashlib.sha256(PDF).hexdigest()
        got = await client.get(f"/attachments/{body['id']}/content")
        assert got.content == PDF
        assert got.headers["content-type"] == "application/pdf"
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["cache-control"] == "no-store"
        assert got.headers["content-disposition"] == f"attachment; filename*=utf-8''{quote(name)}"
        listed = await client.get("/attachments", params={"object_type": "test_case", "object_id": str(case)})
        assert [item["id"] for item in listed.json()] == [body["id"]]
        assert (await client.get(f"/attachments/{body['id']}")).json() == body
    stored = [path for path in files_folder(database.settings.data_dir).rglob("*") if path.is_file()]
    assert len(stored) == 1 and len(stored[0].name) == 32 and stored[0].suffix == ""


async def test_the_same_content_twice_is_one_attachment(app: FastAPI, case: UUID, database: Database) -> None:
    async with signed_in(app, "street") as client:
        first = await client.post("/attachments", **_form(case))
        second = await client.post("/attachments", **_form(case, "别名.pdf"))
    assert first.json() == second.json()
    assert len([path for path in files_folder(database.settings.data_dir).rglob("*") if path.is_file()]) == 1


async def test_az3_files_of_others_answer_like_unknown_ones(app: FastAPI, case: UUID) -> None:
    async with signed_in(app, "street") as client:
        own = (await client.post("/attachments", **_form(case))).json()["id"]
    for name in ("other_street", "chair", "foreign"):
        async with signed_in(app, name) as client:
            for path in ("", "/content"):
                theirs = await client.get(f"/attachments/{own}{path}")
                random = await client.get(f"/attachments/{uuid4()}{path}")
                assert theirs.status_code == random.status_code == 404
                assert {**theirs.json(), "trace_id": ""} == {**random.json(), "trace_id": ""}
            assert (await client.post("/attachments", **_form(case))).status_code == 404
            listed = await client.get(
                "/attachments", params={"object_type": "test_case", "object_id": str(case)}
            )
            assert listed.status_code == 404
    async with signed_in(app, "auditor") as client:
        assert (await client.get(f"/attachments/{own}/content")).status_code == 200
        assert (await client.post("/attachments", **_form(case))).status_code == 403
    async with signed_in(app) as client:
        assert (await client.get(f"/attachments/{own}/content")).status_code == 401


async def test_refusals_name_the_field_and_leave_no_file(
    app: FastAPI, case: UUID, database: Database
) -> None:
    async with signed_in(app, "street") as client:
        wrong = await client.post("/attachments", **_form(case, "图.svg", b"<svg/>"))
        assert wrong.status_code == 422 and wrong.json()["errors"][0]["field"] == "file"
        unknown = await client.post("/attachments", **_form(case, kind="nothing"))
        assert unknown.status_code == 422 and unknown.json()["errors"][0]["field"] == "object_type"
        large = await client.post("/attachments", **_form(case, content=PDF + b" " * MAX_BYTES))
        assert large.status_code == 413
        huge = await client.post("/attachments", **_form(case, content=b"%PDF-" + b" " * (31 * 1024 * 1024)))
        assert huge.status_code == 413
        missing = await client.post("/attachments", data={"object_type": "test_case"})
        assert missing.status_code == 422
    assert not [path for path in files_folder(database.settings.data_dir).rglob("*") if path.is_file()]


def test_a_failed_transaction_removes_the_file_again(database: Database, case: UUID, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), unit_of_work(database.engine) as session:
        row = attach(session, PEOPLE["street"], OWNERS, tmp_path, "test_case", case, "表.pdf", PDF)
        assert stored_at(tmp_path, row).read_bytes() == PDF
        raise RuntimeError("the rest of the request failed")
    assert not stored_at(tmp_path, row).exists()


async def test_a_lost_file_is_said_to_be_lost(app: FastAPI, case: UUID, database: Database) -> None:
    async with signed_in(app, "street") as client:
        made = (await client.post("/attachments", **_form(case))).json()
        with unit_of_work(database.engine, writes=False) as session:
            row = session.get_one(Attachment, ("430702", UUID(made["id"])))
            stored_at(files_folder(database.settings.data_dir), row).unlink()
        got = await client.get(f"/attachments/{made['id']}/content")
        assert got.status_code == 404 and "备份" in got.json()["detail"]
