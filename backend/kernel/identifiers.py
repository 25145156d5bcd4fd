"""Numbers that identify persons: resident ID (GB 11643-1999), other documents, mobile phone, bank card."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from stdnum import luhn, numdb

from backend.kernel.findings import Checked, Finding, refused, warning
from backend.kernel.text import compact_code

OLDEST_BIRTH_YEAR = 1900
FOREIGNER_START = "9"  # permanent residence cards since 2023: the same 18 digits, beginning with 9

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_SEPARATORS = str.maketrans("", "", "-—–－‐‑")
_MISTAKEN = str.maketrans("OIL", "011")
_NO_COUNTIES = ("81", "82", "83")  # residence permits of Hong Kong, Macao and Taiwan residents


class Sex(StrEnum):
    """Sex as the ID number tells it (values of GB/T 2261.1)."""

    MALE = "1"
    FEMALE = "2"


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A valid 18-character number and what it says. `region_name` is empty when the table does not know the code."""

    number: str
    birth_on: date
    sex: Sex
    region: str
    region_name: str


def check_resident_id(text: str, today: date) -> Checked[ResidentId]:
    """A resident ID number in any typed form, 18 characters or the old 15 digits (converted).

    Length, digits, real birth date not after `today`, and check digit are rules; a region the table does not know and
    a converted old number are warnings. Also fits 港澳台居民居住证 (81/82/83…) and the 2023 永久居留身份证 (9…).
    Errors: missing, id_length, id_format, id_birth_date, id_check_digit.
    """
    typed = compact_code(text)
    if not typed:
        return refused("missing", "没有填写证件号码", "请填写身份证上的18位号码")
    if len(typed) not in (15, 18):
        return refused("id_length", "身份证号码应为18位", "请对照证件补齐或删去多余的字符")
    if not re.fullmatch(r"[1-9]\d{14}(\d{2}[\dX])?", typed, re.ASCII):
        return refused("id_format", "身份证号码只能有数字，末位可以是X", "请对照证件改正")
    number = typed if len(typed) == 18 else upgrade_15(typed)
    birth_on = _birth_date(number)
    if birth_on is None or birth_on.year < OLDEST_BIRTH_YEAR or birth_on > today:
        return refused(
            "id_birth_date", "身份证号码第7至14位不是真实的出生日期", "请对照证件核对出生年月日部分"
        )
    if number[17] != resident_check_digit(number[:17]):
        return refused("id_check_digit", "身份证号码校验位不符，至少有一位写错", "请对照证件逐位核对")
    return Checked(_described(number, birth_on), _id_warnings(number, is_old=len(typed) == 15))


def resident_check_digit(first17: str) -> str:
    """The 18th character for the first 17 digits (GB 11643-1999: weights 7 9 10 5 …, sum mod 11)."""
    return _CHECK_DIGITS[
        sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True)) % 11
    ]


def upgrade_15(old: str) -> str:
    """The 18-character number of an old 15-digit one: century 19 inserted, check digit added."""
    first17 = old[:6] + "19" + old[6:]
    return first17 + resident_check_digit(first17)


def check_document(text: str) -> Checked[str]:
    """A passport, permit or other document number: 5 to 20 letters and digits, upper case.

    Errors: missing, document_format.
    """
    number = compact_code(text).translate(_SEPARATORS)
    if not number:
        return refused("missing", "没有填写证件号码", "请填写证件上的号码")
    if not re.fullmatch(r"[0-9A-Z()]{5,20}", number, re.ASCII):
        return refused("document_format", "证件号码只能是5至20位字母和数字", "请对照证件改正")
    return Checked(number)


def check_mobile(text: str) -> Checked[str]:
    """A mainland mobile number: 11 digits starting with 1; blanks, dashes and +86 are removed.

    Errors: missing, mobile_format. Warning: mobile_segment (second digit 0-2 is not assigned to the public).
    """
    number = re.sub(r"^(\+|00)86(?=1)", "", compact_code(text).translate(_SEPARATORS))
    if not number:
        return refused("missing", "没有填写移动电话", "请填写11位手机号码")
    if not re.fullmatch(r"1\d{10}", number, re.ASCII):
        return refused("mobile_format", "移动电话应为1开头的11位数字", "请填写手机号码，座机请填到备注")
    if number[1] in "012":
        return Checked(number, (warning("mobile_segment", "这个号段没有公开放号", "请与本人核对手机号码"),))
    return Checked(number)


def check_bank_card(text: str) -> Checked[str]:
    """A bank card number of 12 to 19 digits. The Luhn digit only warns: some union cards fail it.

    Errors: missing, card_format. Warning: card_check_digit.
    """
    number = compact_code(text).translate(_SEPARATORS)
    if not number:
        return refused("missing", "没有填写银行卡号", "请填写本人名下的银行卡号")
    if not re.fullmatch(r"\d{12,19}", number, re.ASCII):
        return refused("card_format", "银行卡号应为12至19位数字", "请对照银行卡改正")
    if not luhn.is_valid(number):
        fix = "请对照银行卡核对；确认无误可以继续"
        return Checked(number, (warning("card_check_digit", "银行卡号校验位不符", fix),))
    return Checked(number)


def canonical_id_number(text: str) -> str:
    """The one spelling of an ID number to compare and index by, valid or not: half width, no blanks, 18 characters, X."""
    number = compact_code(text)
    is_old = re.fullmatch(r"[1-9]\d{14}", number, re.ASCII) is not None
    return upgrade_15(number) if is_old else number


def document_form(number: str) -> str:
    """A document number to compare by: letters before digits, O and I, L read as the digits they are mistaken for.

    Only for finding one paper under two spellings (E12345678, 12345678E, EI2345678); a resident ID is left as it is.
    """
    plain = canonical_id_number(number).translate(_SEPARATORS)
    if re.fullmatch(r"\d{17}[\dX]", plain, re.ASCII):
        return plain
    read = "".join(char for char in plain if char.isalnum()).translate(_MISTAKEN)
    return "".join(c for c in read if not c.isdigit()) + "".join(c for c in read if c.isdigit())


def canonical_mobile(text: str) -> str:
    """The one spelling of a phone number to compare and index by, valid or not."""
    return re.sub(r"^(\+|00)86(?=1)", "", compact_code(text).translate(_SEPARATORS))


@lru_cache(maxsize=8192)
def region_name(code: str) -> str:
    """Province and county of a 6-digit division code, past ones included; empty when the table does not know it.

    The table is python-stdnum's; only looked up, never used to refuse (it lacks newer counties).
    """
    parts = [properties for _, properties in numdb.get("cn/loc").info(code) if properties]
    words = {key: value for properties in parts for key, value in properties.items()}
    county = re.sub(r"\[[^\]]*\]", "", words.get("county", "").split(",")[-1])
    return f"{words.get('province', '')}{county}" if county else ""


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _described(number: str, birth_on: date) -> ResidentId:
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return ResidentId(number, birth_on, sex, number[:6], region_name(number[:6]))


def _id_warnings(number: str, *, is_old: bool) -> tuple[Finding, ...]:
    found = []
    if is_old:
        found.append(warning("id_old_15", "旧的15位号码，已换算为18位", "请向本人核对现用的18位号码"))
    if not _is_known_region(number[:6]):
        found.append(warning("id_region", "身份证号码前6位的行政区划代码不在对照表中", "请对照证件核对前6位"))
    return tuple(found)


def _is_known_region(code: str) -> bool:
    return code.startswith((FOREIGNER_START, *_NO_COUNTIES)) or bool(region_name(code))
