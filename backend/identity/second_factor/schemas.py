"""Bodies of the second factor."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from backend.kernel.wire import WireIn, WireOut

CodeText = Annotated[
    str,
    Field(
        min_length=6, max_length=20, description="验证器显示的 6 位数字，或一个备用码", examples=["287082"]
    ),
]


class CodeIn(WireIn):
    """A code of the authenticator."""

    code: CodeText


class SecondFactorOut(WireOut):
    """How the caller's second factor stands."""

    is_required: bool
    enrolled_at: datetime | None
    recovery_codes_left: int


class EnrolmentOut(WireOut):
    """What the authenticator needs; in this answer only."""

    secret: str
    uri: str


class RecoveryCodesOut(WireOut):
    """Codes for the day the phone is lost, each good for one use; in this answer only."""

    recovery_codes: list[str]


class FactorResetIn(WireIn):
    """Why somebody's second factor is taken away."""

    note: str = Field(min_length=1, max_length=500, description="理由，如“手机遗失，已当面核实本人”")


class AccountFactorOut(WireOut):
    """An account's second factor as the administrators see it."""

    is_required: bool
    enrolled_at: datetime | None
    can_reset: bool
