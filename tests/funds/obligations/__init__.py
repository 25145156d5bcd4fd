"""Obligations: wages times rate, months, declarations."""
