"""Obligations: what a payer owes for a month, explained."""
