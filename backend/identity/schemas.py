"""Types that several identity bodies share: passwords and places."""

from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator

from backend.kernel.text import is_storable
from backend.kernel.wire import WireIn, WireOut, clean

LoginText = Annotated[str, Field(min_length=1, max_length=64, examples=["430702003"])]


def _storable(value: SecretStr) -> SecretStr:
    if not is_storable(value.get_secret_value()):
        raise ValueError("text_surrogate")
    return value


#: A password as typed; blanks count, nothing is cut.
PasswordText = Annotated[SecretStr, Field(min_length=1, max_length=128), AfterValidator(_storable)]


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
