"""专用收据 of the funds."""
