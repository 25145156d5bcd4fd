"""Periodic returns of enterprise-union chairs: fill, review, lock, and who has not reported."""
