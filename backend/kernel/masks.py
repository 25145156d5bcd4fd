"""What is shown in place of a personal value, on clerk screens and on published lists."""

import re

from backend.kernel.text import MIDDLE_DOT

_PUBLIC_PART = re.compile(
    r".*?(?:街道|镇|乡)(?:.{1,12}?(?:社区|居委会|村委会|村))?|.*?(?:社区|居委会|村委会)",
)
_DISTRICT_PART = re.compile(r".*?[区县市旗](?=[^区县市旗]*$)")


def mask_name(name: str) -> str:
    """A name for a published list: surname and last character; two characters keep the surname (欧**娜, 张*)."""
    letters = name.replace(" ", "").replace(MIDDLE_DOT, "")
    if len(letters) <= 1:
        return "*"
    if len(letters) == 2:
        return letters[0] + "*"
    return letters[0] + "*" * (len(letters) - 2) + letters[-1]


def mask_id_number(number: str) -> str:
    """An ID number on screen: first 6 and last 4 of a resident ID, the first and last two of other documents."""
    if len(number) in (15, 18):
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    if len(number) <= 5:
        return "*" * len(number)
    return number[:1] + "*" * (len(number) - 3) + number[-2:]


def mask_phone(phone: str) -> str:
    """A phone number: 138****5678; other numbers keep their last two digits."""
    if len(phone) == 11:
        return phone[:3] + "****" + phone[-4:]
    return "*" * max(len(phone) - 2, 0) + phone[-2:] if len(phone) > 4 else "*" * len(phone)


def mask_card(number: str) -> str:
    """A bank card: the last four digits only."""
    return "**** " + number[-4:] if len(number) > 8 else "****"


def mask_address(address: str) -> str:
    """An address down to street or community; what follows is hidden."""
    found = _PUBLIC_PART.match(address) or _DISTRICT_PART.match(address)
    return (found.group(0) if found else "") + "****" if address else ""
