"""Arrears: what is overdue and since when, and the dunning from the first reminder to the payment order."""
