"""Payers: register, change, follow the union."""
