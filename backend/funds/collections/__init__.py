"""Collections: what arrived, how it is split, and its booking."""
