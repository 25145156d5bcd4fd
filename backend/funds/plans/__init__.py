"""The year's collection plan, version by version, and how far it has come."""
