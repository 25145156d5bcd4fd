"""Identity: persons, their accounts, log-in, sessions and rights of roles."""
