"""Returns of the funds."""
