"""Tests of collections and their split."""
