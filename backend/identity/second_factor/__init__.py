"""Second factor of an account: one-time codes of an authenticator (RFC 6238), recovery codes, reset."""
