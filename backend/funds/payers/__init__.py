"""Payers: who owes union funds, on which base, through which channel."""
