"""Committees and their terms of office: who was elected for how long, re-election, extension."""
