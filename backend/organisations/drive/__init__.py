"""The coverage drive: the dated register of employers that should found a union."""
