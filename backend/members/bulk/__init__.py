"""One act over many members: previewed, applied in one transaction, undone by opposite lines."""
