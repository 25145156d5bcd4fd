"""Change requests, tested."""
