"""Tests of the funds."""
