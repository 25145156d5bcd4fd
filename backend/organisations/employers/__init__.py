"""Employers: their yearly size flags and which unions cover them."""
