"""A receipt as a PDF of one half A4 page, with the built-in Chinese font of PDF readers (no font file)."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from backend.funds.receipts.capitals import capitals
from backend.funds.receipts.codes import ReceiptKind, ReceiptState
from backend.funds.receipts.models import FundReceipt
from backend.kernel.money import format_yuan

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 340.0
LEFT, RIGHT, TOP = 48.0, 547.0, 246.0
ROW = 30.0
LABEL_WIDTH = 90.0


@lru_cache(maxsize=1)
def _canvas() -> Any:
    """The PDF library with the font registered; loaded when the first receipt is printed."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return Canvas


def receipt_pdf(receipt: FundReceipt) -> bytes:
    """One receipt; a void one is marked across the page. The same receipt gives the same bytes."""
    target = BytesIO()
    page = _canvas()(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    page.setTitle(f"工会经费收入专用收据 {receipt.series} {receipt.number_text}")
    page.setAuthor(receipt.payee_name)
    _head(page, receipt)
    _table(page, _lines(receipt))
    _foot(page, receipt)
    if receipt.status is not ReceiptState.ISSUED:
        _mark(page, receipt.status.label)
    page.showPage()
    page.save()
    return target.getvalue()


def _lines(receipt: FundReceipt) -> list[tuple[str, str]]:
    item = receipt.item.label if receipt.item else ""
    return [
        ("交款单位", f"{receipt.payer_name}    {receipt.payer_uscc}"),
        ("收款项目", f"{item}    所属期 {receipt.period}"),
        ("金额（大写）", capitals(receipt.amount_fen)),
        ("金额（小写）", f"￥{format_yuan(receipt.amount_fen)}"),
        ("备注", f"收款单据号 {receipt.ticket_no}" if receipt.ticket_no else ""),
    ]


def _head(page: Any, receipt: FundReceipt) -> None:
    title = "工会经费收入专用收据"
    if receipt.kind is ReceiptKind.RED:
        title += "（红字）"
        page.setFillColorRGB(0.7, 0, 0)
    page.setFont(FONT, 20)
    page.drawCentredString(WIDTH / 2, HEIGHT - 44, title)
    page.setFillColorRGB(0, 0, 0)
    page.setFont(FONT, 10.5)
    day = receipt.issued_on
    page.drawString(LEFT, HEIGHT - 78, f"开票日期：{day.year}年{day.month}月{day.day}日")
    page.drawRightString(RIGHT, HEIGHT - 78, f"{receipt.series}  No. {receipt.number_text}")


def _table(page: Any, lines: list[tuple[str, str]]) -> None:
    page.setLineWidth(0.8)
    bottom = TOP - ROW * len(lines)
    page.rect(LEFT, bottom, RIGHT - LEFT, TOP - bottom)
    page.line(LEFT + LABEL_WIDTH, TOP, LEFT + LABEL_WIDTH, bottom)
    for number, (label, text) in enumerate(lines, start=1):
        base = TOP - ROW * number
        if number < len(lines):
            page.line(LEFT, base, RIGHT, base)
        page.setFont(FONT, 10.5)
        page.drawCentredString(LEFT + LABEL_WIDTH / 2, base + 10, label)
        page.setFont(FONT, _fitting(page, text))
        page.drawString(LEFT + LABEL_WIDTH + 8, base + 10, text)


def _fitting(page: Any, text: str) -> float:
    """The largest size at which the text stays within its cell."""
    room = RIGHT - LEFT - LABEL_WIDTH - 16
    wide: float = page.stringWidth(text, FONT, 11)
    return 11.0 if wide <= room else 11.0 * room / wide


def _foot(page: Any, receipt: FundReceipt) -> None:
    page.setFont(FONT, 10.5)
    page.drawString(LEFT, 66, f"收款单位（盖章）：{receipt.payee_name}")
    page.drawRightString(RIGHT, 66, f"开票人：{receipt.cashier}")


def _mark(page: Any, word: str) -> None:
    page.saveState()
    page.setFillColorRGB(0.8, 0.1, 0.1)
    page.setFillAlpha(0.35)
    page.translate(WIDTH / 2, HEIGHT / 2)
    page.rotate(20)
    page.setFont(FONT, 72)
    page.drawCentredString(0, -24, word)
    page.restoreState()
