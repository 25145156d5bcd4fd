"""Dated tables of sizes: delegates and committees by the number of members (general practice, to be confirmed)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from backend.kernel.parameters import Default, Example, ParameterKey, ParameterKind

_FROM = date(2001, 10, 27)
_CONGRESS = "系统默认（参照《基层工会会员代表大会条例》总工发〔2019〕6号的通行做法，请核对文件后确认）"
_COMMITTEE = "系统默认（参照《工会基层组织选举工作条例》总工发〔2016〕27号的通行做法，请核对文件后确认）"
Bands = Sequence[Sequence[int]]


def band_of(bands: Bands, members: int) -> tuple[int, int] | None:
    """The least and the most for so many members; None below the first band."""
    found = [band for band in bands if band[0] <= members]
    return (found[-1][1], found[-1][2]) if found else None


def _bands(value: Any) -> str | None:
    sound = isinstance(value, list) and value and all(_is_band(band) for band in value)
    starts = [band[0] for band in value] if sound else []
    if sound and starts == sorted(set(starts)):
        return None
    return "每档写成 [会员数起, 最少, 最多]，按会员数由小到大，如 [[25, 3, 7], [201, 7, 15]]"


def _is_band(band: Any) -> bool:
    whole = isinstance(band, list) and len(band) == 3 and all(type(n) is int and n >= 1 for n in band)
    return whole and band[1] <= band[2]


def _positive(value: Any) -> str | None:
    return None if 1 <= value <= 10_000 else "应为 1 到 10000 之间的整数"


def _band(value: Any, inputs: Mapping[str, Any]) -> list[int] | None:
    found = band_of(value, inputs["members"])
    return None if found is None else list(found)


CONGRESS_MIN = ParameterKey(
    "union.delegate_congress_min",
    "可以召开会员代表大会的会员人数",
    ParameterKind.INTEGER,
    "人（含）",
    "会员达到这一人数的可以召开会员代表大会，不足的召开会员大会",
    defaults=(Default(100, _CONGRESS, _FROM),),
    check=_positive,
)
DELEGATE_NUMBERS = ParameterKey(
    "union.delegate_numbers",
    "会员代表名额",
    ParameterKind.TABLE,
    "人",
    "按会员人数分档的代表名额：[会员数起, 最少, 最多]",
    defaults=(
        Default(
            [
                [100, 30, 40],
                [201, 40, 60],
                [1001, 60, 90],
                [5001, 90, 130],
                [10001, 130, 180],
                [50001, 180, 240],
            ],
            _CONGRESS,
            _FROM,
        ),
    ),
    examples=(
        Example({"members": 200}, [30, 40], "会员 200 人，代表 30 至 40 人"),
        Example({"members": 201}, [40, 60], "会员 201 人，代表 40 至 60 人"),
        Example({"members": 99}, None, "会员不足 100 人的召开会员大会"),
    ),
    compute=_band,
    check=_bands,
)
COMMITTEE_SIZES = ParameterKey(
    "union.committee_sizes",
    "工会委员会委员名额",
    ParameterKind.TABLE,
    "人",
    "按会员人数分档的委员名额：[会员数起, 最少, 最多]",
    defaults=(
        Default(
            [
                [1, 3, 5],
                [25, 3, 7],
                [201, 7, 15],
                [1001, 15, 21],
                [5001, 21, 29],
                [10001, 29, 37],
                [50001, 37, 45],
            ],
            _COMMITTEE,
            _FROM,
        ),
    ),
    examples=(
        Example({"members": 24}, [3, 5], "会员不足 25 人，委员 3 至 5 人"),
        Example({"members": 25}, [3, 7], "会员 25 人，委员 3 至 7 人"),
        Example({"members": 1000}, [7, 15], "会员 1,000 人，委员 7 至 15 人"),
    ),
    compute=_band,
    check=_bands,
)
PARAMETERS = (CONGRESS_MIN, DELEGATE_NUMBERS, COMMITTEE_SIZES)
