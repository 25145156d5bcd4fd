"""Figures of members, tested."""
