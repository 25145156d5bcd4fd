"""The union tree: organisations, employers, divisions, head-counts."""
