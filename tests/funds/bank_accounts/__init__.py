"""Accounts of the funds."""
