"""Tests of the daily reconciliation."""
