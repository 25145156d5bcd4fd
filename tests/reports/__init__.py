"""Figures: registry, consistency, rows behind, as of a date, board."""
