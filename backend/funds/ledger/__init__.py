"""The double-entry ledger of the funds."""
