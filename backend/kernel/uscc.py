"""Unified social credit code of organisations (GB 32100-2015) with the organisation code inside (GB 11714-1997)."""

import re
from dataclasses import dataclass

from backend.kernel.findings import Checked, Finding, refused, warning
from backend.kernel.identifiers import region_name
from backend.kernel.text import compact_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
UNION_DEPARTMENT = "8"

_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

#: Position 1: the registering department; position 2: what kind of organisation it registers.
DEPARTMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "1": ("机构编制", {"1": "机关", "2": "事业单位", "3": "编办直接管理机构编制的群众团体", "9": "其他"}),
    "2": ("外交", {"1": "外国常驻新闻机构", "9": "其他"}),
    "3": (
        "司法行政",
        {
            "1": "律师执业机构",
            "2": "公证处",
            "3": "基层法律服务所",
            "4": "司法鉴定机构",
            "5": "仲裁委员会",
            "9": "其他",
        },
    ),
    "4": ("文化", {"1": "外国在华文化中心", "9": "其他"}),
    "5": ("民政", {"1": "社会团体", "2": "民办非企业单位", "3": "基金会", "9": "其他"}),
    "6": ("旅游", {"1": "外国旅游部门常驻代表机构", "2": "港澳台地区旅游部门常驻内地代表机构", "9": "其他"}),
    "7": ("宗教", {"1": "宗教活动场所", "2": "宗教院校", "9": "其他"}),
    "8": ("工会", {"1": "基层工会", "9": "其他"}),
    "9": ("市场监管", {"1": "企业", "2": "个体工商户", "3": "农民专业合作社", "9": "其他"}),
    "A": ("军委改革和编制办公室", {"1": "军队事业单位", "9": "其他"}),
    "N": ("农业", {"1": "组级集体经济组织", "2": "村级集体经济组织", "3": "乡镇级集体经济组织", "9": "其他"}),
    "Y": ("其他", {"1": "其他"}),
}


@dataclass(frozen=True, slots=True)
class Uscc:
    """A valid code and what its positions mean; a meaning is empty when the standard's table does not list it."""

    code: str
    department: str
    category: str
    region: str
    organisation_code: str

    @property
    def is_union(self) -> bool:
        """True when the department of position 1 is the trade unions (8)."""
        return self.code[0] == UNION_DEPARTMENT


def check_uscc(text: str) -> Checked[Uscc]:
    """A unified social credit code in any typed form.

    Length, alphabet (no I O S V Z), digits of the region, inner and outer check digits are rules; an unlisted
    department or kind and an unknown region are warnings.
    Errors: missing, uscc_length, uscc_letter, uscc_format, uscc_check_digit, uscc_inner_check_digit.
    """
    code = canonical_uscc(text)
    if not code:
        return refused("missing", "没有填写统一社会信用代码", "请填写证照上的18位代码")
    if len(code) != 18:
        return refused("uscc_length", "统一社会信用代码应为18位", "请对照证照补齐或删去多余的字符")
    if re.search("[IOSVZ]", code):
        fix = "请核对是否把数字1、0、5、2写成了字母"
        return refused("uscc_letter", "统一社会信用代码不使用字母I、O、S、V、Z", fix)
    if not re.fullmatch(rf"[{ALPHABET}]{{2}}\d{{6}}[{ALPHABET}]{{10}}", code, re.ASCII):
        return refused(
            "uscc_format", "统一社会信用代码第3至8位应为数字，其余为数字或大写字母", "请对照证照改正"
        )
    if code[17] != uscc_check_digit(code[:17]):
        return refused("uscc_check_digit", "统一社会信用代码校验位不符，至少有一位写错", "请对照证照逐位核对")
    if code[16] != organisation_check_digit(code[8:16]):
        return refused(
            "uscc_inner_check_digit", "代码中第9至17位（组织机构代码）校验位不符", "请对照证照逐位核对"
        )
    return Checked(_described(code), _warnings(code))


def canonical_uscc(text: str) -> str:
    """The one spelling to compare by, valid or not: half width, upper case, no blanks or dashes."""
    return re.sub("[-—–－]", "", compact_code(text))


def uscc_check_digit(first17: str) -> str:
    """Character 18 for the first 17: 31 - (sum of value × 3^(i-1) mod 31), 31 counts as 0."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_check_digit(first8: str) -> str:
    """Character 9 of an organisation code: 11 - (weighted sum mod 11), 10 is X, 11 is 0 (GB 11714)."""
    total = sum(
        _INNER_ALPHABET.index(char) * weight for char, weight in zip(first8, _INNER_WEIGHTS, strict=True)
    )
    return "0123456789X"[-total % 11]


def _described(code: str) -> Uscc:
    department, kinds = DEPARTMENTS.get(code[0], ("", {}))
    return Uscc(code, department, kinds.get(code[1], ""), code[2:8], code[8:17])


def _warnings(code: str) -> tuple[Finding, ...]:
    found = []
    if code[1] not in DEPARTMENTS.get(code[0], ("", {}))[1]:
        found.append(
            warning("uscc_kind", "代码前两位（登记部门和机构类别）不在国家标准的表中", "请对照证照核对前两位")
        )
    if code[2:8] != "100000" and not region_name(code[2:8]):
        found.append(warning("uscc_region", "代码第3至8位的行政区划不在对照表中", "请对照证照核对第3至8位"))
    return tuple(found)
