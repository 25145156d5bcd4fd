"""Figures across the domains: the indicator registry, their rows, consistency, the district board."""
