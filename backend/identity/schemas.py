"""Types that several identity bodies share: passwords and places."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field, SecretStr, ValidationInfo, field_validator

from backend.kernel.wire import WireIn, WireOut, clean

LoginText = Annotated[str, Field(min_length=1, max_length=64, examples=["430702003"])]
#: A password as typed; blanks count, nothing is cut.
PasswordText = Annotated[SecretStr, Field(min_length=1, max_length=128)]


class SecretIn(WireIn):
    """A body with passwords: they are left exactly as typed, all other text is cleaned as usual."""

    passwords: ClassVar[frozenset[str]] = frozenset()

    @field_validator("*", mode="before")
    @classmethod
    def _clean_text(cls, value: Any, info: ValidationInfo) -> Any:  # type: ignore[override]
        return value if info.field_name in cls.passwords else clean(value)


class PlaceOut(WireOut):
    """A union as identity shows it."""

    id: UUID
    name: str
    org_path: str


class DistrictOut(WireOut):
    """The district an account belongs to."""

    id: str
    name: str
