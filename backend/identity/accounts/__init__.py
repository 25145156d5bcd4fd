"""Accounts: opening, changing, disabling; the system administrator's counter."""
