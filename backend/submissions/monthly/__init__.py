"""One return: open, fill, check, submit, review, lock, correct."""
