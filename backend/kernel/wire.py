"""Bases of everything that crosses the wire: closed inputs with clean text, outputs without defaults."""

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator

#: Invisible or direction-changing characters that never belong in a form.
FORBIDDEN = frozenset(
    [chr(c) for c in range(0x20) if c not in (0x09, 0x0A, 0x0D)]
    + [chr(c) for c in range(0x7F, 0xA0)]
    + [chr(c) for c in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)]
    + [chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)]
)


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def clean(value: Any) -> Any:
    """NFC text without outer blanks; refuses control, direction and zero-width characters.

    Raises ValueError with a code that the HTTP edge turns into Chinese words.
    """
    if isinstance(value, str):
        if any("\ud800" <= ch <= "\udfff" for ch in value):
            raise ValueError("text_surrogate")
        if any(ch in FORBIDDEN for ch in value):
            raise ValueError("text_control")
        return unicodedata.normalize("NFC", value).strip()
    if isinstance(value, list):
        return [clean(item) for item in value]
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    return value


class WireIn(BaseModel):
    """Base of request bodies: unknown fields are refused, text is cleaned."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _clean_text(cls, value: Any) -> Any:
        return clean(value)


def example(**values: Any) -> ConfigDict:
    """``model_config`` of a request body with one example; the tests send it, ids and passwords replaced."""
    return ConfigDict(json_schema_extra={"examples": [values]})


#: Stands in examples where a real id goes.
EXAMPLE_ID = "0197c3a0-5e00-7000-8000-000000000001"


class WireOut(BaseModel):
    """Base of answers; read from rows by attribute, no defaults."""

    model_config = ConfigDict(from_attributes=True, json_schema_serialization_defaults_required=True)


def _only_text(value: Any) -> Any:
    spelled = isinstance(value, str) and _DATE.fullmatch(value)
    if spelled or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    raise ValueError("date_text")


#: A date in a body or query: ``YYYY-MM-DD`` text only (pydantic alone would take numbers and moments).
WireDate = Annotated[date, BeforeValidator(_only_text)]
