"""工会经费: what payers owe, what came in, how it is shared, and the ledger that proves it."""
