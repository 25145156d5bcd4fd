"""Sessions: log-in, refresh, log-out, own sessions and own password."""
