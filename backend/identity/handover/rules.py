"""Who may take over from whom (pure)."""

from dataclasses import dataclass

from backend.kernel.roles import Office, Role


@dataclass(frozen=True, slots=True)
class Post:
    """What an account stands for: a duty at a place, in some offices of the district."""

    duty: Role
    place: str
    offices: frozenset[Office]


def covers(post: Post, leaving: Post) -> bool:
    """Whether a post is the leaving one's, at the same place or above it, with at least its offices."""
    return (
        post.duty is leaving.duty and leaving.place.startswith(post.place) and leaving.offices <= post.offices
    )
