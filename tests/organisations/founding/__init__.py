"""Tests of founding."""
