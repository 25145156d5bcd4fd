"""Members: real-name register, membership ledger, roll import, cases."""
