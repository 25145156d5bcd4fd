"""Endings of membership by a decision of the committee: leaving, leaving by silence, expulsion."""
