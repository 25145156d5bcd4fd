"""What the rules of founding judge: plain values about candidates, elections and letters."""

from dataclasses import dataclass
from datetime import date

from backend.organisations.founding.codes import FoundingPost


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody proposed; ``is_relative``: declared a near relative of the employer's principal."""

    name: str
    post: FoundingPost
    is_relative: bool


@dataclass(frozen=True, slots=True)
class Slate:
    """Candidates filed for approval."""

    seats: int
    candidates: tuple[Candidate, ...]
    party_org: str
    party_agreed_on: date | None
    filed_on: date


@dataclass(frozen=True, slots=True)
class Result:
    """The votes of one person for one post."""

    name: str
    post: FoundingPost
    votes: int
    is_elected: bool


@dataclass(frozen=True, slots=True)
class Election:
    """An election as reported."""

    held_on: date
    entitled: int
    present: int
    term_years: int
    results: tuple[Result, ...]
