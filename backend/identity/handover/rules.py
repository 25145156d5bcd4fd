"""Who may take over from whom (pure)."""

from backend.kernel.roles import Role


def covers(duty: Role, place: str, leaving_duty: Role, leaving_place: str) -> bool:
    """Whether a duty at a place is the leaving one's, at the same place or above it."""
    return duty is leaving_duty and leaving_place.startswith(place)
