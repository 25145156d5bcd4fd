"""What changes a return besides filling it: extensions, corrections, acknowledgements, locking a month."""
