"""Changes of the union tree as dated events: re-parent, merge, split, dissolve, rename."""
