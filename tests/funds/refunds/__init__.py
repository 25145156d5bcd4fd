"""Refunds of the funds."""
