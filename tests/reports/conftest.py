"""The world of the returns' tests, for figures about them."""

from tests.submissions.conftest import ready

__all__ = ["ready"]
