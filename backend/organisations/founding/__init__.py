"""Founding a union: application, preparation, election, approval."""
