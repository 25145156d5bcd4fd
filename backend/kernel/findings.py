"""What a check found out about one value: a value itself, never an exception."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """An error stops the value from being used; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong: a stable code, what is wrong and how to mend it (both for the clerk, never echoing the value)."""

    code: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """The cleaned value (None when it cannot be used) together with everything found on the way."""

    value: T | None
    findings: tuple[Finding, ...] = ()

    @property
    def is_valid(self) -> bool:
        """True when nothing found is an error."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Only the findings that stop the value."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Only the findings that ask for a look."""
        return tuple(found for found in self.findings if found.severity is Severity.WARNING)

    @property
    def first_error(self) -> Finding | None:
        """The error to show when there is room for one."""
        return next(iter(self.errors), None)


def refused(code: str, message: str, fix: str) -> Checked[T]:
    """A result without a value, for one reason."""
    return Checked(None, (Finding(code, message, fix),))


def warning(code: str, message: str, fix: str) -> Finding:
    """A finding that only asks for a look."""
    return Finding(code, message, fix, Severity.WARNING)
