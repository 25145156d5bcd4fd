"""Tests of the ledger at its counter."""
