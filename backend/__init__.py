"""Union Ledger: the one ledger of a district trade-union federation."""
