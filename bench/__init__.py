"""Measurements of speed and memory: ``python -m bench`` prints one table of all."""
