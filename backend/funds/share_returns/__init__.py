"""返还: the base unions' shares, the full return to small payers, and the reserve of employers that founded a union."""
