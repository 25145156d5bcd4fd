"""Suspected duplicates, tested."""
