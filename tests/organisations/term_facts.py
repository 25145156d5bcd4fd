"""Parameters and facts the rule tests of terms, checks and legal persons start from."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from backend.kernel.db import new_id
from backend.kernel.parameters import Parameter, ParameterKey
from backend.organisations.terms.codes import CommitteeRole, DeclaredRelation

TODAY = date(2020, 12, 16)
NONE = DeclaredRelation.NONE


def values(keys: Iterable[ParameterKey], **changed: Any) -> dict[str, Parameter]:
    """The newest default of every key (or the value given under its last word)."""
    found = {}
    for key in keys:
        default = key.defaults[-1]
        value = changed.get(key.key.split(".")[1], default.value)
        found[key.key] = Parameter(
            new_id(), key.key, value, "000000", default.valid_from, None, default.legal_source, 1
        )
    return found


def seats(*roles: CommitteeRole, relation: DeclaredRelation = NONE) -> Any:
    """Roles with a relation each."""
    return tuple((role, relation) for role in roles)
