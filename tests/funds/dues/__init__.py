"""Members' dues."""
