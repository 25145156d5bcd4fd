"""专用收据: numbered books, one receipt for one payment, void with reason, red letter, no number lost."""
