"""Statements of tax, treasury, finance and bank: read, matched, reconciled; what does not fit waits for its owner."""
