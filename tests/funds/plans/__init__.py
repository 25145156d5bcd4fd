"""Tests of the collection plan and its progress."""
