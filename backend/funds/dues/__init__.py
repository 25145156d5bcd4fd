"""Members' dues: who owes them for a month, on which wages, and what the union took in."""
