"""What crosses the wire about declared relatives."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field

from backend.identity.codes import Relation
from backend.kernel.wire import WireIn, WireOut


class DeclaredRelativeIn(WireIn):
    """A near relative, known by an ID number, a phone number or both."""

    relation: Relation
    name: Annotated[str, Field(min_length=1, max_length=60)]
    id_no: Annotated[str, Field(max_length=20)] = ""
    mobile: Annotated[str, Field(max_length=20)] = ""


class DeclaredRelativeOut(WireOut):
    """One declared relative; numbers masked. Cases of a withdrawn one are refused until ``counts_until``."""

    id: UUID
    relation: Relation
    name: str
    id_no: str
    mobile: str
    declared_on: date
    withdrawn_on: date | None
    counts_until: date | None
