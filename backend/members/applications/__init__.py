"""Applications for membership: entered with evidence, approved by the base committee."""
