"""The figures of members: what stands, what moved, by class, sex and group, and in proportion."""
