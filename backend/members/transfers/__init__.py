"""Transfers as the sending union sees them: fill in, follow, withdraw, print the letter."""
