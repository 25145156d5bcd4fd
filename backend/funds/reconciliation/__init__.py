"""The daily reconciliation: payments, their parts, the ledger, the imports and the published figures agree to the fen."""
