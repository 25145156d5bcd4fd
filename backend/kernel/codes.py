"""Code lists that code branches on: enums with a Chinese label, published in OpenAPI and GET /codes."""

from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import GetJsonSchemaHandler

CODES: dict[str, type["Code"]] = {}


class Code(StrEnum):
    """A stable value with the word people read. Members: ``NAME = "value", "标签"``."""

    label: str
    valid_from: date | None
    valid_to: date | None

    def __new__(
        cls, value: str, label: str = "", valid_from: date | None = None, valid_to: date | None = None
    ) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value
        member.valid_from = valid_from
        member.valid_to = valid_to
        return member

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        known = CODES.get(cls.__name__)
        if known is not None and known.__module__ != cls.__module__:
            raise TypeError(f"two code lists are called {cls.__name__}")
        CODES[cls.__name__] = cls

    @classmethod
    def labels(cls) -> dict[str, str]:
        """Value to label, in declaration order."""
        return {member.value: member.label for member in cls}

    @classmethod
    def by_label(cls, text: str) -> Self | None:
        """The member with this label or value, if any."""
        return next((m for m in cls if text in (m.label, m.value)), None)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> Any:
        json_schema = handler(schema)
        handler.resolve_ref_schema(json_schema)["x-labels"] = cls.labels()
        return json_schema
