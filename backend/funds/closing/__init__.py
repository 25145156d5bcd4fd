"""Closing the months of the books: what must be in order first, and the two persons it takes to reopen one."""
