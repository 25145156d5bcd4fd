"""Reliefs: asked for, granted by another person, kept with the month."""
