"""Kernel: mechanisms every domain shares; it knows no union word."""
