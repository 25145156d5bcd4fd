"""Grants of rights: proposed by one administrator, in force once another person approves."""
