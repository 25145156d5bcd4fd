"""The rules of the house as tests; each is also shown a deliberate violation."""
