"""Refunds: never above what was paid, decided by another person, to the payer's own account, posted when paid."""
